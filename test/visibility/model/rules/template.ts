import { has } from '../context.ts';
import type { Template } from '../records/index.ts';
import { type Rule, sight } from '../rule.ts';
import { startJudge } from './start.ts';

export const template: Rule<Template> = {
  sees: ({ ctx }, t) => [
    ...(['designer', 'auditor'] as const).flatMap((role) =>
      sight(t.accountId === ctx.account && has(ctx, role), { because: 'role', role }, [
        ...form,
        'externalTitle',
        'starts',
        'nodes',
      ]),
    ),
    // "starters see name + input form": never the graph.
    ...sight(
      t.accountId === ctx.account && has(ctx, ...t.starts),
      { because: 'role', role: t.starts.find((r) => has(ctx, r))! },
      form,
    ),
  ],
  owners: (t) => [t.accountId],
  acts: { start: { scope: 'start', judge: startJudge } },
};
const form = ['id', 'name', 'title', 'fields'];
