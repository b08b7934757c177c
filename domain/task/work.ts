import { everyMinute } from '../../plan/calendar.ts';
import type { Json } from '../../plan/plan.ts';
import { problemsOf } from '../../plan/validate.ts';
import { Person } from '../person/person.entity.ts';
import { Forbidden, Invalid, NotFound, Refused } from '../problem.ts';
import { clockOf } from '../process/clock.ts';
import { ServiceOffering } from '../service/service.entity.ts';
import { type Door, record, tell } from '../store.ts';
import { doesWork, person, type Viewer } from '../viewer.ts';
import { untickedOf } from './checklist.ts';
import { tellAssigned, tellClockEvents } from './notices.ts';
import { tellReleased } from './release.ts';
import { taskToChange } from './seen.ts';
import type { Task } from './task.entity.ts';
import { keepShown, moveShown } from './visibility.ts';
import { wakeDue } from './wake.ts';

/** Takes a task: it leaves the others' inbox. Two at once: the second is refused. */
export async function acceptTask(door: Door, id: string, version?: number): Promise<Task> {
  const { task, at } = await taskToWork(door, id, version);
  task.accept(person(door.viewer), at);
  return changed(door, task, 'accepted', at);
}

export async function startTask(door: Door, id: string, version?: number): Promise<Task> {
  const { task, at } = await taskToWork(door, id, version);
  task.start(person(door.viewer), at, await calendarOf(door, task));
  return changed(door, task, 'started', at, true);
}

export type Wait = { readonly for: 'customer' | 'other'; readonly reason: string; readonly until?: Date };

/** Until somebody starts it again, or until a date. While it waits for the customer the provider's clocks stand still. */
export async function waitTask(door: Door, id: string, wait: Wait, version?: number): Promise<Task> {
  const { task, at } = await taskToWork(door, id, version);
  if (wait.until && wait.until <= at)
    throw new Invalid(`The task cannot wait until ${wait.until.toISOString()}: that has passed.`);
  task.wait(
    person(door.viewer),
    wait.for === 'customer',
    wait.reason,
    wait.until ?? null,
    at,
    await calendarOf(door, task),
  );
  return changed(door, task, 'waiting', at, true, { for: wait.for, reason: wait.reason });
}

/** @throws Invalid naming each field of `output` that the offer asks for and that is missing or wrong */
export async function completeTask(door: Door, id: string, output: Json, version?: number): Promise<Task> {
  const { task, at } = await taskToWork(door, id, version, true);
  const faults =
    task.open && task.outputSchema
      ? problemsOf(task.outputSchema, output).map((fault) => ({ ...fault, pointer: `/output${fault.pointer}` }))
      : [];
  if (faults.length)
    throw new Invalid(`"${task.title}" cannot be completed: some of its output is missing or wrong.`, faults);
  const unticked = task.open ? untickedOf(task) : [];
  if (unticked.length)
    throw new Refused(
      `"${task.title}" cannot be completed before its checklist is ticked. Left: ${unticked.map(({ title }) => `"${title}"`).join(', ')}.`,
    );
  task.complete(person(door.viewer), output, at);
  return finished(door, task, 'completed', at, { output });
}

export async function failTask(door: Door, id: string, reason: string, version?: number): Promise<Task> {
  const { task, at } = await taskToWork(door, id, version);
  task.fail(person(door.viewer), reason, at);
  return finished(door, task, 'failed', at, { reason });
}

export async function rejectTask(door: Door, id: string, reason: string, version?: number): Promise<Task> {
  const { task, at } = await taskToWork(door, id, version);
  task.reject(person(door.viewer), reason, at);
  return finished(door, task, 'rejected', at, { reason });
}

/** Within the account that holds the task: to one of its teams linked to the trust, or a member of it. */
export async function reassignTask(
  door: Door,
  id: string,
  teamId: string,
  memberId: string | null,
  version?: number,
): Promise<Task> {
  const { task, at } = await taskToWork(door, id, version);
  const rows = await door.em.execute<{ linked: boolean }[]>(
    `select (?::uuid is null or exists (select 1 from trust_team x where x.trust_id = ?::uuid and x.team_id = t.id)) as linked
     from team t where t.id = ? and t.account_id = ?`,
    [task.trustId ?? null, task.trustId ?? null, teamId, task.assignedAccountId ?? null],
  );
  if (!rows[0])
    throw new Invalid('The task cannot go to that team.', [
      { pointer: '/team', message: 'There is no such team in the account that holds the task.' },
    ]);
  if (!rows[0].linked)
    throw new Refused('That team is not linked to the trust the task came by: allow assignments to it first.');
  if (memberId && !(await isMember(door, teamId, memberId))) {
    throw new Invalid('The task cannot go to that person.', [
      { pointer: '/member', message: 'That person is not a member of the team.' },
    ]);
  }
  const before = { team: task.teamId, status: task.status };
  task.reassign(teamId, memberId);
  recordReassigned(door, task, task.teamId !== before.team || task.status !== before.status, at);
  tellAssigned(door, [task]);
  await door.em.flush();
  await moveShown(door, task);
  return task;
}

/** Who in the team does it is their account's own: of that alone the owner's log has no entry, not even a counted one. */
function recordReassigned(door: Door, task: Task, shows: boolean, at: Date): void {
  const { accountId } = door.viewer;
  const [team, member] = [task.teamId ?? null, task.memberId ?? null];
  const own = accountId === task.accountId;
  if (shows && !own) record(door, task.accountId, 'task', task.id, 'reassigned', { team }, at);
  record(door, accountId, 'task', task.id, 'reassigned', own ? { team, member } : { member }, at);
}

async function isMember(door: Door, teamId: string, personId: string): Promise<boolean> {
  const rows = await door.em.execute('select 1 from team_member where team_id = ? and person_id = ?', [
    teamId,
    personId,
  ]);
  return rows.length > 0 && (await door.em.count(Person, { id: personId, disabledAt: null })) > 0;
}

/** The task under a lock, if the viewer may work it: a specialist of the account that holds it, or its member. */
export async function taskToWork(
  door: Door,
  id: string,
  version?: number,
  withSchema = false,
): Promise<{ task: Task; at: Date }> {
  const task = await taskToChange(door, id, version, withSchema);
  if (!works(door.viewer, task)) {
    throw new Forbidden(
      task.category === 'implementation'
        ? 'Only people of the account that holds the task can work it.'
        : `An ${task.category} task is not worked by hand.`,
    );
  }
  const at = await clockOf(door, task.processId);
  await wakeDue(door, [task], at);
  return { task, at };
}

function works(viewer: Viewer, task: Task): boolean {
  if (task.category !== 'implementation') return false;
  if (task.status === 'registered') return viewer.accountId === task.accountId && doesWork(viewer);
  if (viewer.accountId !== task.assignedAccountId) return false;
  return task.memberId === viewer.personId || (doesWork(viewer) && task.teamId != null);
}

async function calendarOf(door: Door, task: Task) {
  // Not handed out yet: it has no clocks, and the verb will say that it is too early.
  if (!task.offeringId) return everyMinute;
  const offering = await door.em.findOne(ServiceOffering, { id: task.offeringId });
  if (!offering) throw new NotFound('task');
  return offering.calendar;
}

/** Tells, records and shows what became of a task by a verb. `wakes`: its workflow may have to look earlier than it would. */
export async function changed(
  door: Door,
  task: Task,
  action: string,
  at: Date,
  wakes = false,
  changes = {},
): Promise<Task> {
  tellClockEvents(door, { id: task.processId, accountId: task.accountId }, task, task.passed ?? []);
  record(door, task.accountId, 'task', task.id, action, changes, at);
  // A clock that runs again moves the next instant forward; taking a task does not.
  if (wakes) tell(door, 'changed', task.accountId, task.processId, {});
  await keepShown(door, task);
  return task;
}

async function finished(
  door: Door,
  task: Task,
  action: string,
  at: Date,
  changes: { [key: string]: Json },
): Promise<Task> {
  tellClockEvents(door, { id: task.processId, accountId: task.accountId }, task, task.passed ?? []);
  record(door, task.accountId, 'task', task.id, action, changes, at);
  await tellReleased(door, task);
  await keepShown(door, task);
  return task;
}
