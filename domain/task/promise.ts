import type { Stop } from '../../plan/clock.ts';
import type { Goal } from '../../plan/facts.ts';
import type { Calendar, Impact, Promised } from '../../plan/plan.ts';
import { promisedFor } from '../../plan/target.ts';
import { agreedOn } from '../agreement/affected.ts';
import { closedUntil } from '../agreement/closed.ts';
import { agreementInForce } from '../agreement/in-force.ts';
import { Forbidden, Invalid, Refused } from '../problem.ts';
import { clockOf } from '../process/clock.ts';
import { managed } from '../process/follow.ts';
import { percentsOf, schemeOf } from '../service/scheme.ts';
import { ServiceOffering } from '../service/service.entity.ts';
import { type Door, record } from '../store.ts';
import { Trust } from '../trust/trust.entity.ts';
import { demand } from '../viewer.ts';
import { breachesOf, isDecidedBefore } from './goals.ts';
import { surroundingsOf } from './labels.ts';
import { taskToChange } from './seen.ts';
import { clippedTo, faultOf, type Pause, stopOf, within } from './stops.ts';
import type { Task } from './task.entity.ts';
import { wakeDue } from './wake.ts';
import { changed } from './work.ts';

/** By whoever manages the process: it is promised what the offering promises for that impact, from the start. What was used stays used. */
export async function classifyTask(
  door: Door,
  id: string,
  impact: Impact,
  reason: string,
  version?: number,
): Promise<Task> {
  const task = await taskToChange(door, id, version);
  const { at } = await managed(door, task);
  await wakeDue(door, [task], at);
  if (task.finished) throw new Refused(`This task is ${task.status}; its impact stays.`);
  if (task.impact === impact) throw new Refused(`Its impact is ${impact} already.`);
  const before = task.impact;
  task.impact = impact;
  const offering = task.offeringId ? await door.em.findOne(ServiceOffering, { id: task.offeringId }) : null;
  if (!offering || !task.open) {
    // Nobody holds it yet: it is promised when it is assigned.
    record(door, task.accountId, 'task', task.id, 'classified', { from: before, to: impact, reason }, at);
    return task;
  }
  const agreed = await agreedOn(door, [offering.id], task.forPersonId ?? null, task.activatedAt ?? at);
  const covered = task.agreementId != null || agreed.get(offering.id) !== 'not covered';
  const promised = covered ? promisedFor(offering.target, impact) : {};
  return promise(door, task, promised, offering.calendar, at, 'classified', { from: before, to: impact, reason });
}

/** By the same: it is done by another agreement on the same service, with what that promises. What was used stays used. */
export async function agreeTask(door: Door, id: string, agreementId: string, version?: number): Promise<Task> {
  const task = await taskToChange(door, id, version);
  const { at } = await managed(door, task);
  await wakeDue(door, [task], at);
  if (!task.open) throw new Refused(`This task is ${task.status}; by which agreement it is done stays.`);
  const refusal = 'The task cannot be done by it.';
  const { offering } = await agreementInForce(door, task, agreementId, at, refusal, ({ offering, now }) =>
    !offering || offering.serviceId !== now?.serviceId ? 'That agreement is on another service.' : undefined,
  );
  const before = task.agreementId ?? null;
  Object.assign(task, { agreementId, offeringId: offering.id, scheme: schemeOf(offering) });
  const promised = promisedFor(offering.target, task.impact);
  return promise(door, task, promised, offering.calendar, at, 'agreed', { from: before, to: agreementId });
}

/** By whoever manages the process: the provider does not answer for the time from now on, as while the customer has to approve. */
export async function excuseTask(door: Door, id: string, reason: string, version?: number): Promise<Task> {
  const task = await taskToChange(door, id, version);
  const { at } = await managed(door, task);
  await wakeDue(door, [task], at);
  if (task.notAccountable != null) throw new Refused('The provider is excused already.');
  task.excuse(reason, at);
  return changed(door, task, 'excused', at, false, { reason });
}

export async function holdTaskAccountable(door: Door, id: string, version?: number): Promise<Task> {
  const task = await taskToChange(door, id, version);
  const { at } = await managed(door, task);
  await wakeDue(door, [task], at);
  if (task.notAccountable == null) throw new Refused('The provider answers for this task already.');
  task.holdAccountable(await countedIn(door, task), at);
  return changed(door, task, 'held_accountable', at, true);
}

/**
 * Corrects when the clocks stood still, also of a task that is finished. Each side only in favour of the other: the customer adds to
 * what is not counted, the provider takes from it; so neither needs the other's word. By administrators.
 */
export async function correctStops(
  door: Door,
  id: string,
  pauses: readonly Pause[],
  reason: string,
  version?: number,
): Promise<Task> {
  const task = await taskToChange(door, id, version);
  demand(door.viewer, 'account_admin');
  await demandTrust(door, task);
  const at = await clockOf(door, task.processId);
  await wakeDue(door, [task], at);
  const longest = task.clocks?.complete ?? task.clocks?.respond;
  if (!longest) throw new Refused('Nothing is promised of this task: it has no clock to correct.');
  const stops = pauses.map(stopOf);
  const closed = await closedUntil(door, task.agreementId);
  if (isDecidedBefore(longest, closed))
    throw new Refused(`It was decided in a period that is closed, until ${closed}.`);
  const fault = faultOf(longest, stops, at.toISOString());
  if (fault) throw new Invalid('The clock cannot have stood still so.', [fault]);
  demandAgainstOneself(door, task, stops, longest.stops);
  const before = { stops: longest.stops, ...breachesOf(task.clocks) };
  task.correct(await countedIn(door, task), at, (_, clock) => ({ stops: clippedTo(clock, stops) }), closed);
  return changed(door, task, 'corrected', at, true, { reason, before, after: { stops, ...breachesOf(task.clocks) } });
}

/** In which the clocks of a task count, also once it is no longer offered. */
async function countedIn(door: Door, { id }: Task): Promise<Calendar> {
  const calendar = (await surroundingsOf(door, [id])).get(id)?.calendar;
  if (!calendar) throw new Refused('Nothing is promised of this task: it has no clock.');
  return calendar;
}

/** Who did it for another account keeps it as it was when the trust with that ended. */
async function demandTrust({ em, viewer }: Door, { accountId, trustId }: Task): Promise<void> {
  if (viewer.accountId === accountId || (await em.findOne(Trust, { id: trustId ?? '', status: 'accepted' }))) return;
  throw new Forbidden('The trust by which your account did this does not go on: it stays as it was.');
}

function demandAgainstOneself({ viewer }: Door, task: Task, stops: readonly Stop[], before: readonly Stop[]): void {
  const [customer, provider] = [task.accountId, task.assignedAccountId];
  if (customer === provider) return;
  if (viewer.accountId === customer && !within(before, stops))
    throw new Forbidden('Your account may add to when the clock stood still; to take from it is for the provider.');
  if (viewer.accountId === provider && !within(stops, before))
    throw new Forbidden('Your account may take from when the clock stood still; to add to it is for the customer.');
}

async function promise(
  door: Door,
  task: Task,
  promised: Promised,
  calendar: Calendar,
  at: Date,
  action: string,
  changes: { readonly [key: string]: string | null },
): Promise<Task> {
  const before = { promised: task.promised ?? null, ...breachesOf(task.clocks) };
  task.promised = promised;
  const closed = await closedUntil(door, task.agreementId);
  const correction = (goal: Goal) => ({ target: promised[goal] ?? null, warnAt: percentsOf(task.scheme ?? [], goal) });
  task.correct(calendar, at, correction, closed);
  const after = { promised, ...breachesOf(task.clocks) };
  return changed(door, task, action, at, true, { ...changes, before, after });
}
