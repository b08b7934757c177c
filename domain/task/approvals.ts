import { NotFound } from '../problem.ts';
import type { Door } from '../store.ts';
import { person } from '../viewer.ts';
import { Approval } from './approval.entity.ts';
import { type SeenTask, seeTasks } from './see.ts';
import { visibleTasks } from './seen.ts';
import { Task } from './task.entity.ts';

/** A vote asked of the viewer, with the task it is about. */
export type SeenApproval = { readonly approval: Approval; readonly seen: SeenTask };

/** The votes asked of the viewer in the account he acts in, the newest first, from the one after `after`. */
export async function approvalsOf(
  door: Door,
  status: readonly Approval['status'][] | undefined,
  after: string | undefined,
  most: number,
): Promise<SeenApproval[]> {
  const approvals = await door.em.find(
    Approval,
    {
      approverId: person(door.viewer),
      ...(status ? { status: { $in: [...status] } } : {}),
      ...(after ? { id: { $lt: after } } : {}),
    },
    { orderBy: { id: 'desc' }, limit: most },
  );
  return withTasks(door, approvals);
}

/** @throws NotFound when it is not asked of the viewer */
export async function approvalOf(door: Door, id: string): Promise<SeenApproval> {
  const approval = await door.em.findOne(Approval, { id, approverId: person(door.viewer) });
  const [seen] = approval ? await withTasks(door, [approval]) : [];
  if (!seen) throw new NotFound('approval');
  return seen;
}

async function withTasks(door: Door, approvals: readonly Approval[]): Promise<SeenApproval[]> {
  const ids = approvals.map(({ taskId }) => taskId);
  const tasks = await door.em.find(Task, { $and: [{ id: { $in: ids } }, visibleTasks(door.viewer)] });
  const seen = new Map((await seeTasks(door, tasks)).map((one) => [one.task.id, one]));
  return approvals.flatMap((approval) => {
    const task = seen.get(approval.taskId);
    return task ? [{ approval, seen: task }] : [];
  });
}
