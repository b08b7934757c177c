import { raw } from '@mikro-orm/postgresql';
import { writeUnless } from '../account/taken.ts';
import { newId } from '../id.ts';
import { Forbidden, Invalid, NotFound, Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand, isEarly } from '../viewer.ts';
import { Person } from './person.entity.ts';
import { doesWorkHere } from './roles.ts';
import { personToName, seesPeople } from './seen.ts';
import { Team, TeamMember } from './team.entity.ts';

/** `members` is there for who sees people: counterparties and end users are shown a team's name and nothing else. */
export type SeenTeam = { readonly team: Team; readonly own: boolean; readonly members?: readonly Person[] };

/** The teams of the account one acts in, by name. */
export async function teamsSeen(
  door: Door,
  after: { readonly name: string } | undefined,
  most: number,
): Promise<SeenTeam[]> {
  if (isEarly(door.viewer)) return [];
  const teams = await door.em.find(
    Team,
    { accountId: door.viewer.accountId, ...(after ? { name: { $gt: after.name } } : {}) },
    { orderBy: { name: 'asc' }, limit: most },
  );
  return withMembers(door, teams);
}

/**
 * A team of the own account, or one to which a trust lets it assign tasks.
 * @throws NotFound when it is neither
 */
export async function teamOf(door: Door, id: string): Promise<SeenTeam> {
  const { em, viewer } = door;
  const linked = raw(
    (alias) => `exists (select 1 from trust_team l join trust t on t.id = l.trust_id
      where l.team_id = ${alias}.id and t.trusting_id = ? and t.status = 'accepted')`,
    [viewer.accountId],
  );
  const team = await em.findOne(Team, { id, $or: [{ accountId: viewer.accountId }, { [linked]: true }] });
  if (!team || isEarly(viewer)) throw new NotFound('team');
  return (await withMembers(door, [team]))[0] as SeenTeam;
}

export async function createTeam(door: Door, name: string): Promise<SeenTeam> {
  demand(door.viewer, 'account_admin');
  const team = door.em.create(Team, { id: newId(), accountId: door.viewer.accountId, name });
  record(door, team.accountId, 'team', team.id, 'created', { name });
  await writeUnless(door, 'team_account_id_name', nameTaken);
  return { team, own: true, members: [] };
}

export type TeamChange = { readonly name?: string | undefined; readonly coordinatorId?: string | null | undefined };

/** The coordinator, who looks after what nobody has taken, is one of the members. */
export async function updateTeam(door: Door, id: string, change: TeamChange): Promise<SeenTeam> {
  const team = await teamToMaintain(door, id);
  const { name = team.name, coordinatorId = team.coordinatorId ?? null } = change;
  if (coordinatorId && !(await door.em.findOne(TeamMember, { teamId: id, personId: coordinatorId }))) {
    throw new Invalid('The team cannot be coordinated so.', [
      { pointer: '/coordinatorId', message: 'The coordinator must be a member of the team: add the person first.' },
    ]);
  }
  Object.assign(team, { name, coordinatorId });
  record(door, team.accountId, 'team', id, 'updated', { name, coordinator: coordinatorId });
  await writeUnless(door, 'team_account_id_name', nameTaken);
  return teamOf(door, id);
}

export async function addMember(door: Door, teamId: string, personId: string): Promise<SeenTeam> {
  const team = await teamToMaintain(door, teamId);
  const person = await personToName(door, personId, '/person');
  if (!(await doesWorkHere(door, personId))) {
    throw new Refused(`${person.name} is no specialist of this account: give him the role first.`);
  }
  if (await door.em.findOne(TeamMember, { teamId, personId })) {
    throw new Refused(`${person.name} is a member of ${team.name} already.`);
  }
  door.em.create(TeamMember, { teamId, personId, accountId: team.accountId });
  record(door, team.accountId, 'team', teamId, 'member_added', { person: personId });
  await writeUnless(door, 'team_member_pkey', `${person.name} is a member of ${team.name} already.`);
  return teamOf(door, teamId);
}

export async function removeMember(door: Door, teamId: string, personId: string): Promise<SeenTeam> {
  const team = await teamToMaintain(door, teamId);
  const member = await door.em.findOne(TeamMember, { teamId, personId });
  if (!member) throw new NotFound('member');
  if (team.coordinatorId === personId) {
    throw new Refused(`This person coordinates ${team.name}: choose another coordinator first.`);
  }
  door.em.remove(member);
  record(door, team.accountId, 'team', teamId, 'member_removed', { person: personId });
  await door.em.flush();
  return teamOf(door, teamId);
}

const nameTaken = 'Another team of this account has that name: choose a different one.';

async function teamToMaintain(door: Door, id: string): Promise<Team> {
  const { team, own } = await teamOf(door, id);
  if (!own) throw new Forbidden('Only the account a team belongs to maintains it.');
  demand(door.viewer, 'account_admin');
  return team;
}

async function withMembers(door: Door, teams: readonly Team[]): Promise<SeenTeam[]> {
  const { em, viewer } = door;
  const isOwn = ({ accountId }: Team) => accountId === viewer.accountId;
  if (!seesPeople(viewer)) return teams.map((team) => ({ team, own: isOwn(team) }));
  const links = await em.find(TeamMember, { teamId: { $in: teams.filter(isOwn).map(({ id }) => id) } });
  const ids = [...new Set(links.map(({ personId }) => personId))];
  const people = await em.find(Person, { id: { $in: ids } }, { orderBy: { name: 'asc', id: 'asc' } });
  return teams.map((team) => {
    if (!isOwn(team)) return { team, own: false };
    const members = new Set(links.filter(({ teamId }) => teamId === team.id).map(({ personId }) => personId));
    return { team, own: true, members: people.filter(({ id }) => members.has(id)) };
  });
}
