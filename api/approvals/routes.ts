import type { z } from 'zod';
import type { Door } from '../../domain/store.ts';
import { approvalOf, approvalsOf, type SeenApproval } from '../../domain/task/approvals.ts';
import { decideApproval } from '../../domain/task/approve.ts';
import { pageOf, placeOf, toPage } from '../page.ts';
import { anyRole } from '../policy.ts';
import { route } from '../route.ts';
import { presentTask } from '../tasks/present.ts';
import { Id, instantOrNull } from '../values.ts';
import { Approval, approvalFilter, No, Yes } from './schema.ts';

export const approvals = [
  route({
    method: 'GET',
    path: '/v1/approvals',
    summary: 'Votes asked of you',
    description: 'The newest first, in the account you act in.',
    policy: 'member',
    may: { own: anyRole },
    query: approvalFilter,
    response: pageOf(Approval),
    handler: ({ query: { perPage, cursor, status }, read }) =>
      read(async (door) => {
        const found = await approvalsOf(door, status, placeOf(cursor, [Id])?.[0], perPage + 1);
        return toPage(found, perPage, ({ approval }) => [approval.id], present);
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/approvals/:id',
    summary: 'A vote asked of you',
    policy: 'member',
    may: { self: anyRole },
    params: { id: Id },
    response: Approval,
    handler: ({ params, read }) => read(async (door) => present(await approvalOf(door, params.id))),
  }),
  route({
    method: 'POST',
    path: '/v1/approvals/:id/approval',
    summary: 'Approve',
    description: 'A vote is cast once.',
    policy: 'member',
    may: { self: anyRole },
    scope: 'work',
    params: { id: Id },
    body: Yes,
    response: Approval,
    handler: ({ params, body, write }) => write((door) => vote(door, params.id, 'approved', body.reason ?? '')),
  }),
  route({
    method: 'POST',
    path: '/v1/approvals/:id/rejection',
    summary: 'Reject',
    description: 'A vote is cast once. When too many reject, the process halts until somebody decides.',
    policy: 'member',
    may: { self: anyRole },
    scope: 'work',
    params: { id: Id },
    body: No,
    response: Approval,
    handler: ({ params, body, write }) => write((door) => vote(door, params.id, 'rejected', body.reason)),
  }),
];

async function vote(door: Door, id: string, status: 'approved' | 'rejected', reason: string) {
  await decideApproval(door, id, status, reason);
  await door.em.flush();
  return present(await approvalOf(door, id));
}

function present({ approval, seen }: SeenApproval): z.infer<typeof Approval> {
  return {
    id: approval.id,
    status: approval.status,
    reason: approval.reason,
    decidedAt: instantOrNull(approval.decidedAt),
    task: presentTask(seen),
  };
}
