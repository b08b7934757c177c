import { LockMode } from '@mikro-orm/postgresql';
import { NotFound, Refused } from '../problem.ts';
import { clockOf } from '../process/clock.ts';
import { type Door, record } from '../store.ts';
import { person } from '../viewer.ts';
import { Approval } from './approval.entity.ts';
import { tellReleased } from './release.ts';
import { Task } from './task.entity.ts';
import { keepShown } from './visibility.ts';

/** Casts the viewer's vote, once. Enough approvals, or too many rejections to reach them, end the task. */
export async function decideApproval(
  door: Door,
  approvalId: string,
  status: 'approved' | 'rejected',
  reason: string,
): Promise<Approval> {
  const approverId = person(door.viewer);
  const approval = await door.em.findOne(Approval, { id: approvalId, approverId });
  const task =
    approval && (await door.em.findOne(Task, { id: approval.taskId }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
  if (!task) throw new NotFound('approval');
  await door.em.refresh(approval);
  const at = await clockOf(door, task.processId);
  if (task.forPersonId === approverId)
    throw new Refused('Nobody approves what is about himself: ask for another approver.');
  approval.decide(status, reason, at);
  record(door, task.accountId, 'approval', approval.id, status, reason ? { reason } : {}, at);
  await conclude(door, task, approval, at);
  return approval;
}

async function conclude(door: Door, task: Task, cast: Approval, at: Date): Promise<void> {
  const votes = await door.em.find(Approval, { taskId: task.id });
  const count = (status: Approval['status']) => votes.filter((vote) => vote.status === status).length;
  const required = task.requiredApprovals ?? 1;
  const approved = count('approved') >= required;
  if (!approved && count('approved') + count('assigned') >= required) {
    await door.em.execute('update visibility set open = false, until = ? where record_id = ? and holder_id = ?', [
      at,
      task.id,
      cast.approverId,
    ]);
    return;
  }
  for (const vote of votes) if (vote.status === 'assigned') Object.assign(vote, { status: 'canceled', decidedAt: at });
  task.decide(approved ? 'approved' : 'rejected', cast.reason, at);
  record(door, task.accountId, 'task', task.id, task.status, {}, at);
  await tellReleased(door, task);
  await keepShown(door, task);
}
