import { homesOf, ownAccount } from '../account/accounts.ts';
import { writeUnless } from '../account/taken.ts';
import { newId } from '../id.ts';
import { type Detail, Forbidden, Invalid, Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand } from '../viewer.ts';
import { Organization, Person, Site, Stay } from './person.entity.ts';
import { mustKeepAdministrator } from './roles.ts';
import { personToChange, personToName } from './seen.ts';
import { resettle } from './stay.ts';
import { Role } from './team.entity.ts';

/** What is left out stays; `null` and `''` empty it. */
export type PersonChange = {
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
  readonly title?: string | undefined;
  readonly phone?: string | undefined;
  readonly managerId?: string | null | undefined;
  readonly organizationId?: string | null | undefined;
  readonly siteId?: string | null | undefined;
};

/** Somebody new in the account one acts in, a directory or one account. Somebody local may sign in there as end user. */
export async function createPerson(door: Door, change: PersonChange & { readonly name: string }): Promise<Person> {
  const { id: homeId, kind } = await ownAccount(door);
  demandMaintainer(door);
  await demandKnown(door, change);
  const person = door.em.create(Person, { id: newId(), homeId, ...given(change), name: change.name });
  record(door, homeId, 'person', person.id, 'created', given(change));
  await writeUnless(door, 'person_home_id_email', emailTaken);
  if (kind !== 'directory') {
    door.em.create(Role, { accountId: homeId, personId: person.id, name: 'end_user' });
  }
  return person;
}

/** One's own fields, or any as administrator of the person's home. */
export async function updatePerson(door: Door, id: string, change: PersonChange, version?: number): Promise<Person> {
  const person = await personToChange(door, id, version);
  if (!maintains(door, person)) demandOwnFields(door, person, change);
  await demandKnown(door, change);
  if (change.managerId) await demandNoCircle(door, person.id, change.managerId);
  Object.assign(person, given(change));
  record(door, person.homeId, 'person', id, 'updated', given(change));
  await writeUnless(door, 'person_home_id_email', emailTaken);
  if (change.siteId !== undefined) await resettle(door, id);
  return person;
}

/** Ends every session and token at once; what the person did stays on record. */
export async function disablePerson(door: Door, id: string, version?: number): Promise<Person> {
  const person = await personToMaintain(door, id, version);
  if (id === door.viewer.personId) throw new Refused('Nobody disables himself: ask another administrator.');
  if (person.disabledAt) throw new Refused(`${person.name} is disabled already.`);
  await mustKeepAdministrator(door, id);
  person.disabledAt = door.now;
  record(door, person.homeId, 'person', id, 'disabled');
  return person;
}

export async function enablePerson(door: Door, id: string, version?: number): Promise<Person> {
  const person = await personToMaintain(door, id, version);
  if (!person.disabledAt) throw new Refused(`${person.name} is not disabled.`);
  const stay = await door.em.findOne(Stay, { personId: id });
  if (stay?.endsAt && stay.endsAt <= door.now)
    throw new Refused('The stay of this person is over: change its dates first.');
  person.disabledAt = null;
  record(door, person.homeId, 'person', id, 'enabled');
  return person;
}

const own = new Set<string>(['name', 'phone', 'title']);
const emailTaken = 'Somebody here has this mail address already: each address belongs to one person.';

/** @throws Forbidden for whoever sees the person and is no administrator of his home */
export async function personToMaintain(door: Door, id: string, version?: number): Promise<Person> {
  const person = await personToChange(door, id, version);
  if (!maintains(door, person))
    throw new Forbidden('Only an administrator of the account a person belongs to does this.');
  return person;
}

function maintains({ viewer }: Door, { homeId }: Person): boolean {
  return viewer.accountId === homeId && (viewer.roles.has('account_admin') || viewer.roles.has('directory_admin'));
}

function demandMaintainer({ viewer }: Door): void {
  demand(viewer, 'account_admin', 'directory_admin');
}

function demandOwnFields({ viewer }: Door, { id }: Person, change: PersonChange): void {
  if (id !== viewer.personId)
    throw new Forbidden('Only an administrator of the account a person belongs to does this.');
  const foreign = Object.keys(given(change)).filter((field) => !own.has(field));
  if (foreign.length > 0) {
    throw new Forbidden(`You change your own ${[...own].join(', ')}; for ${foreign.join(', ')} ask an administrator.`);
  }
}

/** Links go to what the viewer's account knows; what is hidden is refused like what does not exist. */
async function demandKnown(door: Door, { managerId, organizationId, siteId }: PersonChange): Promise<void> {
  if (managerId) await personToName(door, managerId, '/managerId');
  const accountId = { $in: await homesOf(door) };
  const faults: Detail[] = [];
  if (organizationId && !(await door.em.findOne(Organization, { id: organizationId, accountId }))) {
    faults.push({
      pointer: '/organizationId',
      message: 'There is no such organization in your account or its directory.',
    });
  }
  if (siteId && !(await door.em.findOne(Site, { id: siteId, accountId }))) {
    faults.push({ pointer: '/siteId', message: 'There is no such site in your account or its directory.' });
  }
  if (faults.length) throw new Invalid('Something named is not known here.', faults);
}

async function demandNoCircle({ em }: Door, id: string, managerId: string): Promise<void> {
  const above = await em.execute<{ id: string }[]>(
    `with recursive above as (select id, manager_id from person where id = ?
       union select p.id, p.manager_id from person p join above a on p.id = a.manager_id) select id from above`,
    [managerId],
  );
  if (above.every((manager) => manager.id !== id)) return;
  throw new Invalid('Nobody manages himself, directly or through others.', [
    { pointer: '/managerId', message: 'This person stands below the one who would be managed.' },
  ]);
}

type Given = { readonly [field in keyof PersonChange]: Exclude<PersonChange[field], undefined> };

/** What was sent, without what was left out. */
function given(change: PersonChange): Given {
  const { email, ...rest } = change;
  const sent = email === undefined ? rest : { ...rest, email: email?.toLowerCase() ?? null };
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
}
