import type { JsonObject, Plan } from '../plan.ts';
import type { Schedule } from '../schedule.ts';
import { laneOf } from './mermaid.ts';

/** A schedule for programs to read. `slackMinutes` are working minutes of the owner. */
export function json(plan: Plan, hash: string, { rows, endsAt }: Schedule): JsonObject {
  return {
    template: plan.name,
    hash,
    title: plan.title,
    account: plan.account,
    endsAt,
    steps: rows.map(({ node, startsAt, finishesAt, due, late, critical, conditional, slack }) => ({
      id: node.id,
      title: node.title,
      kind: node.kind,
      account: laneOf(plan, node),
      ...(node.kind === 'task' && { service: node.service, offer: node.offer }),
      after: node.after,
      startsAt,
      finishesAt,
      ...(due !== undefined && { due }),
      ...(slack !== undefined && { slackMinutes: slack }),
      late,
      critical,
      conditional,
    })),
  };
}
