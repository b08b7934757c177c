import { LockMode } from '@mikro-orm/postgresql';
import { NotFound, Refused } from '../problem.ts';
import { clockOf } from '../process/clock.ts';
import { type Door, record, tell } from '../store.ts';
import { person } from '../viewer.ts';
import { Approval } from './approval.entity.ts';
import { tellReleased } from './release.ts';
import { Task } from './task.entity.ts';
import { closeShown, keepShown, keepVote } from './visibility.ts';

/**
 * Casts the viewer's vote, once. Enough approvals, or too many rejections to reach them, end the task; of a vote that was
 * asked across a trust the other account draws that conclusion.
 */
export async function decideApproval(
  door: Door,
  approvalId: string,
  status: 'approved' | 'rejected',
  reason: string,
): Promise<Approval> {
  const { em, viewer } = door;
  const approverId = person(viewer);
  const approval = await em.findOne(Approval, { id: approvalId, approverId });
  const own = approval?.accountId === viewer.accountId;
  const lockMode = own ? LockMode.PESSIMISTIC_WRITE : LockMode.NONE;
  const task = approval && (await em.findOne(Task, { id: approval.taskId }, { lockMode }));
  if (!task) throw new NotFound('approval');
  await em.refresh(approval, { lockMode: own ? LockMode.NONE : LockMode.PESSIMISTIC_WRITE });
  const at = await clockOf(door, task.processId);
  if (task.forPersonId === approverId)
    throw new Refused('Nobody approves what is about himself: ask for another approver.');
  approval.decide(status, reason, at);
  record(door, task.accountId, 'approval', approval.id, status, reason ? { reason } : {}, at);
  await keepVote(door, approval, at);
  if (!own) tell(door, 'changed', task.accountId, task.processId);
  else if (await conclude(door, task, await em.find(Approval, { taskId: task.id }), at)) await tellReleased(door, task);
  return approval;
}

/** Ends those of these tasks whose votes from other accounts leave nothing more to wait for. */
export async function concludeVotes(door: Door, tasks: readonly Task[], at: Date): Promise<void> {
  const asking = tasks.filter((task) => task.category === 'approval' && task.open);
  if (asking.length === 0) return;
  const votes = await door.em.find(Approval, { taskId: { $in: asking.map(({ id }) => id) } });
  for (const task of asking) {
    await conclude(
      door,
      task,
      votes.filter(({ taskId }) => taskId === task.id),
      at,
    );
  }
}

async function conclude(door: Door, task: Task, votes: readonly Approval[], at: Date): Promise<boolean> {
  const count = (status: Approval['status']) => votes.filter((vote) => vote.status === status).length;
  const required = task.requiredApprovals ?? 1;
  const approved = count('approved') >= required;
  const possible = count('approved') + count('assigned');
  if (!approved && possible >= required) return false;
  for (const vote of votes) if (vote.status === 'assigned') Object.assign(vote, { status: 'canceled', decidedAt: at });
  const last = votes
    .filter(({ status }) => status === (approved ? 'approved' : 'rejected'))
    .sort((one, other) => Number(one.decidedAt) - Number(other.decidedAt))
    .at(-1);
  // Nobody is left who could be asked: that is no decision of anybody's.
  if (!last) task.cannotGoOn(`Approvals required: ${required}. People who approved or can be asked: ${possible}.`, at);
  else task.decide(approved ? 'approved' : 'rejected', last.reason, at);
  record(door, task.accountId, 'task', task.id, task.status, {}, at);
  await keepShown(door, task);
  await closeShown(door, [task.id], at);
  return true;
}
