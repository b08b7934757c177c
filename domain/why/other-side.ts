import { accountOf, type SeenAccount } from '../account/accounts.ts';
import { notesOn, type SeenNote } from '../note/notes.ts';
import { type MetPerson, seePerson } from '../person/met.ts';
import type { Person } from '../person/person.entity.ts';
import { type SeenTeam, teamOf } from '../person/teams.ts';
import { NotFound } from '../problem.ts';
import { type NoteBeside, notesBeside, type PlannedTask, planBeside } from '../process/beside.ts';
import { type OfferedService, offeredServices } from '../service/offered.ts';
import type { Door } from '../store.ts';
import { type SeenTask, seeTasks } from '../task/see.ts';
import { taskOf, visibleTasks } from '../task/seen.ts';
import { Task } from '../task/task.entity.ts';
import { otherOf, trustOf } from '../trust/seen.ts';
import { Trust, TrustTeam } from '../trust/trust.entity.ts';
import { demand } from '../viewer.ts';
import { asAnybodyOf } from './anybody.ts';

/**
 * What of ours the other side of a trust sees now: read as anybody there would read it, by the same functions, and then
 * only what is our account's own. How they work on it inside is not in it, since row level security goes on answering to
 * us. Over whichever trust it is shown: what counts is the other account.
 */
export type OtherSide = {
  /** Our account as it is shown there; absent unless a trust stands. */
  readonly account: SeenAccount | undefined;
  /** Teams to which it may assign tasks. */
  readonly teams: readonly SeenTeam[];
  /** What we offer it. */
  readonly services: readonly OfferedService[];
};

/** @throws NotFound when there is no such trust or it is not the viewer's to see, Forbidden when he does not administer */
export async function otherSideOf(door: Door, trustId: string): Promise<OtherSide> {
  const theirs = await otherDoor(door, trustId);
  const nothing = { account: undefined, teams: [], services: [] };
  if (!theirs) return nothing;
  const { em, viewer } = door;
  const standing = await em.find(Trust, { ...between(door, theirs), status: { $in: ['accepted', 'suspended'] } });
  if (standing.length === 0) return nothing;
  const active = standing.filter(({ status }) => status === 'accepted').map(({ id }) => id);
  const links = await em.find(TrustTeam, { trustId: { $in: active }, accountId: viewer.accountId });
  const ids = [...new Set(links.map(({ teamId }) => teamId))];
  const teams: SeenTeam[] = [];
  for (const id of ids) teams.push(await teamOf(theirs, id));
  const offered = await offeredServices(theirs);
  return {
    account: await accountOf(theirs, viewer.accountId),
    teams: teams.sort((one, other) => (one.team.name < other.team.name ? -1 : 1)),
    services: offered.filter(({ provider }) => provider.id === viewer.accountId),
  };
}

/** Our tasks that it sees, the newest first, from the one after `after`. */
export async function tasksOnOtherSide(
  door: Door,
  trustId: string,
  after: string | undefined,
  most: number,
): Promise<SeenTask[]> {
  const theirs = await otherDoor(door, trustId);
  if (!theirs) return [];
  const ours = { accountId: door.viewer.accountId, ...(after ? { id: { $lt: after } } : {}) };
  const tasks = await theirs.em.find(
    Task,
    { $and: [ours, visibleTasks(theirs.viewer)] },
    { orderBy: { id: 'desc' }, limit: most, populate: ['outputSchema'] },
  );
  return seeTasks(theirs, tasks);
}

/** People whom it meets in our tasks, as it sees them, by id from the one after `after`. */
export async function peopleOnOtherSide(
  door: Door,
  trustId: string,
  after: string | undefined,
  most: number,
): Promise<(Person | MetPerson)[]> {
  const theirs = await otherDoor(door, trustId);
  if (!theirs) return [];
  const rows = await door.em.execute<{ id: string }[]>(
    `select distinct t.for_person_id as id from task t join visibility v on v.record_id = t.id
       join trust tr on tr.id = v.trust_id and tr.status = 'accepted'
     where t.account_id = ? and v.account_id = ? and t.for_person_id is not null ${after ? 'and t.for_person_id > ?' : ''}
     order by id limit ?`,
    [door.viewer.accountId, theirs.viewer.accountId, ...(after ? [after] : []), most],
  );
  const people: (Person | MetPerson)[] = [];
  for (const { id } of rows) people.push(await seePerson(theirs, id));
  return people;
}

/** Of the notes on one of them, those that it sees and we do: its internal ones are not ours to read. */
export async function notesOnOtherSide(
  door: Door,
  trustId: string,
  taskId: string,
  after: string | undefined,
  most: number,
): Promise<SeenNote[]> {
  return notesOn(await doorTo(door, trustId, taskId), { kind: 'task', id: taskId }, after, most);
}

/** @throws NotFound also where we do not share it */
export async function planOnOtherSide(door: Door, trustId: string, taskId: string): Promise<PlannedTask[]> {
  return planBeside(await doorTo(door, trustId, taskId), taskId);
}

/** @throws NotFound also where we do not share them */
export async function processNotesOnOtherSide(
  door: Door,
  trustId: string,
  taskId: string,
  after: string | undefined,
  most: number,
): Promise<NoteBeside[]> {
  return notesBeside(await doorTo(door, trustId, taskId), taskId, after, most);
}

/** The door to one of our tasks that it sees. */
async function doorTo(door: Door, trustId: string, taskId: string): Promise<Door> {
  const theirs = await otherDoor(door, trustId);
  if (!theirs) throw new NotFound('task');
  const { accountId } = await taskOf(theirs, taskId);
  if (accountId !== door.viewer.accountId) throw new NotFound('task');
  return theirs;
}

/** Undefined where nothing ever stood: whether anybody was invited at all must not show. */
async function otherDoor(door: Door, trustId: string): Promise<Door | undefined> {
  await trustOf(door, trustId);
  demand(door.viewer, 'account_admin');
  const trust = await door.em.findOne(Trust, { id: trustId, status: { $in: ['accepted', 'suspended', 'revoked'] } });
  return trust ? asAnybodyOf(door, otherOf(trust, door.viewer.accountId)) : undefined;
}

function between({ viewer: { accountId: ours } }: Door, { viewer: { accountId: theirs } }: Door) {
  return {
    $or: [
      { trustingId: ours, trustedId: theirs },
      { trustingId: theirs, trustedId: ours },
    ],
  };
}
