import { Account } from '../account/account.entity.ts';
import { accountOf, homesOf, ownAccount } from '../account/accounts.ts';
import { seePerson } from '../person/met.ts';
import { organizationOf, siteOf } from '../person/places.ts';
import { seeingPeople } from '../person/seen.ts';
import { roleNames } from '../person/team.entity.ts';
import { teamOf } from '../person/teams.ts';
import type { Door } from '../store.ts';
import { Trust, TrustTeam } from '../trust/trust.entity.ts';
import { isEarly, seeingWork } from '../viewer.ts';
import { type Ground, type Grounds, over } from './ground.ts';
import { meetings } from './met.ts';

/** @throws NotFound when it is not there or not the viewer's to see; so do all that follow */
export async function groundsOfAccount(door: Door, id: string): Promise<Grounds> {
  const { own } = await accountOf(door, id);
  if (isEarly(door.viewer))
    return { noun: 'account', grounds: [{ because: 'role', roles: ['pre_hire'], since: null }] };
  const grounds = own ? [anybody] : [...(await ofTheDirectory(door, id, roleNames)), ...(await trusting(door, id))];
  return { noun: 'account', grounds };
}

export async function groundsOfPerson(door: Door, id: string): Promise<Grounds> {
  const person = await seePerson(door, id);
  if (!('homeId' in person)) return { noun: 'person', grounds: await meetings(door, id) };
  const self: Ground = { because: 'self', person: id, since: null, as: 'that person', early: true };
  const home: Ground[] =
    person.homeId === door.viewer.accountId
      ? [{ because: 'role', roles: seeingPeople, since: null }]
      : await ofTheDirectory(door, person.homeId, seeingPeople);
  return { noun: 'person', grounds: [self, ...home] };
}

export async function groundsOfOrganization(door: Door, id: string): Promise<Grounds> {
  return { noun: 'organization', grounds: await ofPlace(door, await organizationOf(door, id)) };
}

export async function groundsOfSite(door: Door, id: string): Promise<Grounds> {
  return { noun: 'site', grounds: await ofPlace(door, await siteOf(door, id)) };
}

export async function groundsOfTeam(door: Door, id: string): Promise<Grounds> {
  const { own, team } = await teamOf(door, id);
  return { noun: 'team', grounds: own ? [anybody] : await linked(door, id, team.accountId) };
}

/** Everybody who may act in the account. */
const anybody: Ground = { because: 'role', roles: roleNames, since: null };

async function ofPlace(door: Door, { accountId }: { readonly accountId: string }): Promise<Ground[]> {
  return accountId === door.viewer.accountId ? [anybody] : ofTheDirectory(door, accountId, roleNames);
}

async function ofTheDirectory(
  door: Door,
  id: string,
  roles: typeof roleNames | typeof seeingPeople,
): Promise<Ground[]> {
  if (!(await homesOf(door)).includes(id)) return [];
  const own = await ownAccount(door);
  const { name } = await door.em.findOneOrFail(Account, { id });
  return [{ because: 'directory', roles, since: null, how: `${name} is the directory of ${own.name}` }];
}

async function trusting(door: Door, otherId: string): Promise<Ground[]> {
  const { accountId: own } = door.viewer;
  const sides = [
    { trustingId: own, trustedId: otherId },
    { trustingId: otherId, trustedId: own },
  ];
  const trusts = await door.em.find(
    Trust,
    { status: { $in: ['accepted', 'suspended'] }, $or: sides },
    { orderBy: { id: 'asc' } },
  );
  const [{ name }, other] = [await ownAccount(door), await door.em.findOneOrFail(Account, { id: otherId })];
  const how = `there is a trust between ${name} and ${other.name}`;
  return trusts.map((trust) => ({ ...over(trust, other), roles: seeingWork, how }));
}

/** A team of another account, to which the own one may assign tasks. */
async function linked(door: Door, teamId: string, otherId: string): Promise<Ground[]> {
  const links = await door.em.find(TrustTeam, { teamId });
  const trusts = await door.em.find(Trust, {
    id: { $in: links.map(({ trustId }) => trustId) },
    trustingId: door.viewer.accountId,
    status: 'accepted',
  });
  const [{ name }, other] = [await ownAccount(door), await door.em.findOneOrFail(Account, { id: otherId })];
  const how = `${other.name} lets ${name} assign tasks to it`;
  return trusts.map((trust) => ({ ...over(trust, other), roles: roleNames, capability: 'assign_tasks', how }));
}
