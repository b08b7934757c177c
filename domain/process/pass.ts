import { agreementInForce } from '../agreement/in-force.ts';
import { newId } from '../id.ts';
import { Refused } from '../problem.ts';
import { type Door, record, tell } from '../store.ts';
import { tellCanceled, tellClockEvents } from '../task/notices.ts';
import { taskToChange } from '../task/seen.ts';
import { Task } from '../task/task.entity.ts';
import { keepShown } from '../task/visibility.ts';
import { wakeDue } from '../task/wake.ts';
import { copyOf, managed } from './follow.ts';

/**
 * By whoever manages the process: another provider with which the account has an agreement does it from now on, as a round of its own.
 * The clock of the one who had it stops for good, unless it is passed back: then it goes on with what it had used.
 */
export async function passTask(
  door: Door,
  id: string,
  agreementId: string,
  reason: string,
  version?: number,
): Promise<Task> {
  const task = await taskToChange(door, id, version);
  const { process, at } = await managed(door, task);
  if (task.category !== 'implementation' || !task.open)
    throw new Refused(`Only work that is under way is passed on; this ${task.category} is ${task.status}.`);
  const refusal = 'The task cannot be passed on so.';
  const { agreement } = await agreementInForce(door, task, agreementId, at, refusal, ({ agreement, offering, now }) => {
    if (agreement.providerId === task.assignedAccountId) return 'That agreement is with whoever has the task.';
    return !offering || offering.name !== now?.name
      ? 'That agreement is on something else: pass work on to an offering of the same name.'
      : undefined;
  });
  await wakeDue(door, [task], at);
  task.passOn(reason, at);
  tellClockEvents(door, process, task, task.passed ?? []);
  const { id: _, ...again } = await copyOf(door, task);
  const next = door.em.create(Task, { ...again, id: newId(), round: task.round + 1, passedTo: agreement.id });
  record(door, task.accountId, 'task', task.id, 'passed_on', { reason, round: next.round, task: next.id }, at);
  tellCanceled(door, process, [task], reason);
  await keepShown(door, task);
  tell(door, 'changed', task.accountId, task.processId);
  return next;
}
