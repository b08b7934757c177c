import { z } from 'zod';
import { NotFound } from '../../domain/problem.ts';
import { type Preview, previewProcess } from '../../domain/process/preview.ts';
import { mustBePublished, publishedTemplates } from '../../domain/process/templates.ts';
import { doesWork } from '../../domain/viewer.ts';
import type { Template as ProcessTemplate } from '../../plan/kit/index.ts';
import type { JsonObject } from '../../plan/plan.ts';
import { anyRole, observers, workers } from '../policy.ts';
import { presentForecast } from '../processes/present.ts';
import { route } from '../route.ts';
import { PlanPreview, PlanRequest, Template } from './schema.ts';
import { startOf } from './start.ts';

const params = { name: z.string().min(1).max(100) };

export const templates = [
  route({
    method: 'GET',
    path: '/v1/templates',
    summary: 'Processes the account may start',
    policy: 'member',
    may: { own: anyRole },
    response: z.object({ items: z.array(Template) }),
    handler: async ({ parts, read }) => {
      const names = await read(publishedTemplates);
      return { items: names.flatMap((name) => parts.templates.get(name) ?? []).map(present) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/templates/:name',
    summary: 'A process the account may start',
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    params,
    response: Template,
    handler: async ({ params: { name }, parts, read }) => {
      await read((door) => mustBePublished(door, name));
      const template = parts.templates.get(name);
      if (!template) throw new NotFound('template');
      return present(template);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/templates/:name/plan',
    summary: 'When everything would happen',
    description:
      'If the process were started and every target just met, in the real calendars. Nothing is started. Designers ask it of examples.',
    policy: 'member',
    may: { own: [...workers, 'designer'] },
    scope: 'start',
    params,
    body: PlanRequest,
    response: PlanPreview,
    unrepeatable: true,
    handler: ({ params: { name }, body: { startedAt, example, ...asked }, parts, read }) =>
      read(async (door) => {
        await mustBePublished(door, name);
        const start = await startOf(door, parts, { ...asked, template: name });
        const at = new Date(startedAt ?? door.now).toISOString();
        return presentPreview(await previewProcess(door, start, at, example ?? !doesWork(door.viewer)));
      }),
  }),
];

function present({ name, title, hash, plan, example }: ProcessTemplate): z.infer<typeof Template> {
  const { roles, input, anchor = null } = plan;
  return { name, title, hash, roles: [...roles], input, anchor, example: example as JsonObject };
}

function presentPreview({ schedule, accounts }: Preview): z.infer<typeof PlanPreview> {
  return {
    endsAt: schedule.endsAt,
    late: schedule.rows.some(({ late }) => late),
    rows: schedule.rows.map((row) => ({
      ...presentForecast(row),
      node: row.node.id,
      kind: row.node.kind,
      title: row.node.title,
      after: [...row.node.after],
      account: (row.node.kind === 'task' && accounts.get(row.node.account)) || null,
    })),
  };
}
