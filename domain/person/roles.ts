import { LockMode } from '@mikro-orm/postgresql';
import { Account } from '../account/account.entity.ts';
import { ownAccount } from '../account/accounts.ts';
import { NotFound, Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand } from '../viewer.ts';
import { Person, Stay } from './person.entity.ts';
import { personOf } from './seen.ts';
import { Role, type RoleName, Team, TeamMember } from './team.entity.ts';

/** A person's roles in the account one acts in; one's own, or anybody's as administrator or auditor. */
export async function rolesOf(door: Door, personId: string): Promise<Role[]> {
  const { id } = await personOf(door, personId);
  if (id !== door.viewer.personId) demand(door.viewer, 'account_admin', 'auditor');
  return door.em.find(Role, { accountId: door.viewer.accountId, personId: id }, { orderBy: { name: 'asc' } });
}

export async function grantRole(door: Door, personId: string, name: RoleName): Promise<Role> {
  const { accountId } = door.viewer;
  const person = await personOf(door, personId);
  demand(door.viewer, 'account_admin');
  if (person.disabledAt) throw new Refused(`${person.name} is disabled: enable him before giving him a role.`);
  if (name === 'directory_admin' && (await ownAccount(door)).kind !== 'directory') {
    throw new Refused('The role directory_admin exists in directory accounts only.');
  }
  await lockAccount(door);
  if (await door.em.findOne(Role, { accountId, personId, name })) {
    throw new Refused(`${person.name} has the role ${name} already.`);
  }
  record(door, accountId, 'person', personId, 'role_granted', { role: name });
  return door.em.create(Role, { accountId, personId, name });
}

/** Takes effect with the next request. Who does no work of the account any more leaves its teams. */
export async function withdrawRole(door: Door, personId: string, name: RoleName): Promise<void> {
  const { accountId } = door.viewer;
  const person = await personOf(door, personId);
  demand(door.viewer, 'account_admin');
  await lockAccount(door);
  const roles = await door.em.find(Role, { accountId, personId });
  const role = roles.find((held) => held.name === name);
  if (!role) throw new NotFound('role');
  if (name === 'account_admin') await mustKeepAdministrator(door, personId);
  door.em.remove(role);
  record(door, accountId, 'person', person.id, 'role_withdrawn', { role: name });
  if (!roles.some((held) => held.name !== name && working.has(held.name))) await leaveTeams(door, personId);
}

/** Whether a person may be given the account's work. */
export async function doesWorkHere({ em, viewer: { accountId } }: Door, personId: string): Promise<boolean> {
  return (await em.count(Role, { accountId, personId, name: { $in: [...working] } })) > 0;
}

/** @throws Refused when the account would be left without an administrator */
export async function mustKeepAdministrator(door: Door, withoutId: string): Promise<void> {
  const { em, viewer } = door;
  await lockAccount(door);
  const holders = await em.find(Role, { accountId: viewer.accountId, name: 'account_admin', trustId: null });
  if (holders.every(({ personId }) => personId !== withoutId)) return;
  const others = holders.map(({ personId }) => personId).filter((id) => id !== withoutId);
  const leaving = await em.find(Stay, { personId: { $in: others }, endsOn: { $ne: null } });
  const staying = others.filter((id) => leaving.every(({ personId }) => personId !== id));
  if ((await em.count(Person, { id: { $in: staying }, disabledAt: null })) === 0) {
    throw new Refused('An account keeps at least one account administrator: give somebody else the role first.');
  }
}

const working = new Set<RoleName>(['specialist', 'account_admin']);

/** Two who withdraw each other's role at once come one after the other. */
async function lockAccount({ em, viewer }: Door): Promise<void> {
  await em.findOneOrFail(Account, { id: viewer.accountId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

async function leaveTeams(door: Door, personId: string): Promise<void> {
  const { em, viewer } = door;
  for (const team of await em.find(Team, { accountId: viewer.accountId, coordinatorId: personId })) {
    team.coordinatorId = null;
  }
  for (const member of await em.find(TeamMember, { accountId: viewer.accountId, personId })) {
    em.remove(member);
    record(door, viewer.accountId, 'team', member.teamId, 'member_removed', { person: personId });
  }
}
