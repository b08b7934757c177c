import { Account } from '../account/account.entity.ts';
import { Agreement } from '../agreement/agreement.entity.ts';
import { agreementInForce } from '../agreement/in-force.ts';
import { newId } from '../id.ts';
import { Refused } from '../problem.ts';
import { ServiceOffering } from '../service/service.entity.ts';
import { type Door, record, tell } from '../store.ts';
import { tellCanceled, tellClockEvents } from '../task/notices.ts';
import { taskOf, taskToChange } from '../task/seen.ts';
import { Task } from '../task/task.entity.ts';
import { keepShown } from '../task/visibility.ts';
import { wakeDue } from '../task/wake.ts';
import { counterparts } from '../trust/seen.ts';
import { demand } from '../viewer.ts';
import { copyOf, managed } from './follow.ts';

/** An agreement by which a task may be passed on, and who would do it then. */
export type WayOn = {
  readonly agreement: Agreement;
  readonly provider: { readonly handle: string; readonly name: string };
};

/** By what whoever manages the process may pass the task on now: none unless it is work under way. */
export async function waysOn(door: Door, id: string): Promise<WayOn[]> {
  const task = await taskOf(door, id);
  const { at } = await managed(door, task, false);
  // Agreements are read by those who work in the account; who manages and does not may be told of one.
  demand(door.viewer, 'specialist', 'account_admin');
  if (task.category !== 'implementation' || !task.open) return [];
  const { em, viewer } = door;
  const found = await em.find(
    Agreement,
    { customerId: viewer.accountId, acceptedAt: { $ne: null }, providerId: { $ne: task.assignedAccountId as string } },
    { orderBy: { name: 'asc', id: 'asc' } },
  );
  const offeringIds = [task.offeringId as string, ...found.map(({ offeringId }) => offeringId)];
  const offerings = await em.find(ServiceOffering, { id: { $in: offeringIds } });
  const called = (id: string | null | undefined) => offerings.find((offering) => offering.id === id)?.name;
  const others = await counterparts(door);
  const own = await em.findOneOrFail(Account, { id: viewer.accountId });
  return found.flatMap((agreement) => {
    const { handle, name } = agreement.providerId === own.id ? own : (others.get(agreement.providerId) ?? {});
    const fits = agreement.statusAt(at) === 'active' && called(agreement.offeringId) === called(task.offeringId);
    return fits && called(task.offeringId) && handle && name ? [{ agreement, provider: { handle, name } }] : [];
  });
}

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
