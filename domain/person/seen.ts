import { type FilterQuery, LockMode } from '@mikro-orm/postgresql';
import { homesOf } from '../account/accounts.ts';
import { Invalid, NotFound } from '../problem.ts';
import type { Door } from '../store.ts';
import { mustBe } from '../task/seen.ts';
import { hasAny, seeingWork, type Viewer } from '../viewer.ts';
import { Person } from './person.entity.ts';
import { type RoleName, TeamMember } from './team.entity.ts';

/** Where the next page of people begins: after this one. */
export type AfterPerson = { readonly name: string; readonly id: string };
export type PeopleFilter = {
  /** Part of a name, or the beginning of a mail address. */
  readonly search?: string | undefined;
  readonly team?: string | undefined;
  readonly organization?: string | undefined;
  readonly site?: string | undefined;
  readonly manager?: string | undefined;
  /** Also people who have left. */
  readonly disabled?: boolean | undefined;
};

/** With any of these somebody sees the people of the account and of its directory; others see themselves only. */
export const seeingPeople: readonly RoleName[] = [...seeingWork, 'directory_admin'];
export const seesPeople = (viewer: Viewer) => viewer.personId === null || hasAny(viewer, seeingPeople);

/** The people a viewer sees, by name. */
export async function peopleSeen(
  door: Door,
  filter: PeopleFilter,
  after: AfterPerson | undefined,
  most: number,
): Promise<Person[]> {
  const conditions: FilterQuery<Person>[] = [await visiblePeople(door)];
  if (!filter.disabled) conditions.push({ disabledAt: null });
  if (filter.organization) conditions.push({ organizationId: filter.organization });
  if (filter.site) conditions.push({ siteId: filter.site });
  if (filter.manager) conditions.push({ managerId: filter.manager });
  if (filter.team) conditions.push({ id: { $in: await membersOf(door, filter.team) } });
  if (filter.search) {
    const text = filter.search.replace(/[\\%_]/g, '\\$&');
    conditions.push({ $or: [{ name: { $ilike: `%${text}%` } }, { email: { $ilike: `${text}%` } }] });
  }
  if (after) conditions.push({ $or: [{ name: { $gt: after.name } }, { name: after.name, id: { $gt: after.id } }] });
  return door.em.find(Person, { $and: conditions }, { orderBy: { name: 'asc', id: 'asc' }, limit: most });
}

/** @throws NotFound when there is none or it is not the viewer's to see */
export async function personOf(door: Door, id: string): Promise<Person> {
  const found = await door.em.findOne(Person, { $and: [{ id }, await visiblePeople(door)] });
  if (!found) throw new NotFound('person');
  return found;
}

/** The same under a lock; refuses when the person has changed since the version the caller has seen. */
export async function personToChange(door: Door, id: string, version?: number): Promise<Person> {
  const found = await door.em.findOne(
    Person,
    { $and: [{ id }, await visiblePeople(door)] },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!found) throw new NotFound('person');
  mustBe(version, found.version);
  return found;
}

/**
 * Somebody to be linked to: of the account or its directory, and still here.
 * @throws Invalid pointing at `pointer` of what was sent
 */
export async function personToName(door: Door, id: string, pointer: string): Promise<Person> {
  const found = await door.em.findOne(Person, { id, homeId: { $in: await homesOf(door) }, disabledAt: null });
  if (found) return found;
  throw new Invalid('Somebody named is not known here.', [
    { pointer, message: 'There is no such person in your account or its directory.' },
  ]);
}

async function visiblePeople(door: Door): Promise<FilterQuery<Person>> {
  const { viewer } = door;
  const self = { id: viewer.personId as string };
  if (!seesPeople(viewer)) return self;
  const known = { homeId: { $in: await homesOf(door) } };
  return viewer.personId === null ? known : { $or: [known, self] };
}

async function membersOf({ em, viewer }: Door, teamId: string): Promise<string[]> {
  const members = await em.find(TeamMember, { teamId, accountId: viewer.accountId });
  return members.map(({ personId }) => personId);
}
