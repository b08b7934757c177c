import { accountOf, type SeenAccount } from '../account/accounts.ts';
import { notesOn, type SeenNote } from '../note/notes.ts';
import { type SeenTeam, teamOf } from '../person/teams.ts';
import { NotFound } from '../problem.ts';
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
  const standing = await em.find(Trust, { ...between(door, theirs), status: 'accepted' });
  if (standing.length === 0) return nothing;
  const links = await em.find(TrustTeam, {
    trustId: { $in: standing.map(({ id }) => id) },
    accountId: viewer.accountId,
  });
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

/** Of the notes on one of them, those that it sees and we do: its internal ones are not ours to read. */
export async function notesOnOtherSide(
  door: Door,
  trustId: string,
  taskId: string,
  after: string | undefined,
  most: number,
): Promise<SeenNote[]> {
  const theirs = await otherDoor(door, trustId);
  if (!theirs) throw new NotFound('task');
  const { accountId } = await taskOf(theirs, taskId);
  if (accountId !== door.viewer.accountId) throw new NotFound('task');
  return notesOn(theirs, { kind: 'task', id: taskId }, after, most);
}

/** Undefined where nothing ever stood: whether anybody was invited at all must not show. */
async function otherDoor(door: Door, trustId: string): Promise<Door | undefined> {
  await trustOf(door, trustId);
  demand(door.viewer, 'account_admin');
  const trust = await door.em.findOne(Trust, { id: trustId, status: { $in: ['accepted', 'revoked'] } });
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
