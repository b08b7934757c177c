import { defineEntity, p } from '@mikro-orm/postgresql';
import { Refused } from '../problem.ts';

const ApprovalSchema = defineEntity({
  name: 'Approval',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    taskId: p.uuid(),
    approverId: p.uuid(),
    status: p.enum(['assigned', 'approved', 'rejected', 'canceled'] as const),
    reason: p.string().default(''),
    decidedAt: p.datetime().nullable(),
  },
});

/** One approver's vote on an approval task. */
export class Approval extends ApprovalSchema.class {
  decide(status: 'approved' | 'rejected', reason: string, at: Date): void {
    if (this.status !== 'assigned') throw new Refused(`This approval is already ${this.status}; a vote is cast once.`);
    if (status === 'rejected' && !reason)
      throw new Refused('Say why you reject, for the people who must go on from here.');
    this.status = status;
    this.reason = reason;
    this.decidedAt = at;
  }
}
ApprovalSchema.setClass(Approval);
