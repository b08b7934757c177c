import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPerson, disablePerson, enablePerson, updatePerson } from '../../../domain/person/maintain.ts';
import { type PeopleFilter, peopleSeen, personOf } from '../../../domain/person/seen.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
let directory: Viewer;
let hr: Viewer;
let endUser: Viewer;
let oakline: Viewer;
beforeAll(async () => {
  org = await organisation();
  directory = await org.viewer('dana', 'fernhill');
  hr = await org.viewer('hugo', 'fernhill-hr');
  endUser = await org.viewer('marta', 'fernhill-hr');
  oakline = await org.viewer('oscar', 'oakline');
});
afterAll(() => org?.close());

const names = async (viewer: Viewer, filter: PeopleFilter = {}) =>
  (await org.store.as(viewer, (door) => peopleSeen(door, filter, undefined, 100))).map(({ name }) => name);
const create = (viewer: Viewer, change: Parameters<typeof createPerson>[1]) =>
  org.store.as(viewer, (door) => createPerson(door, change));
const update = (viewer: Viewer, id: string, change: Parameters<typeof updatePerson>[2], version?: number) =>
  org.store.as(viewer, (door) => updatePerson(door, id, change, version));

test('people are seen in their own account and by its directory’s accounts, by who does the work there', async () => {
  const local = await create(hr, { name: 'Lou Local', email: 'Lou@Fernhill-HR.example' });
  expect(local).toMatchObject({ homeId: hr.accountId, email: 'lou@fernhill-hr.example' });
  expect(await names(hr)).toEqual(expect.arrayContaining(['Lou Local', 'Ida Novak', 'Noor Haddad']));
  const it = await org.viewer('ida', 'fernhill-it');
  expect(await names(it)).toContain('Noor Haddad');
  expect(await names(it)).not.toContain('Lou Local');
  expect(await names(oakline)).toEqual(['Olive Stone', 'Oscar Hale']);
  expect(await names(endUser)).toEqual(['Marta Jansen']);
  await expect(org.store.as(it, (door) => personOf(door, local.id))).rejects.toMatchObject({ kind: 'not-found' });
  await expect(org.store.as(endUser, (door) => personOf(door, org.personId('noor')))).rejects.toMatchObject({
    kind: 'not-found',
  });
});

test('people are found by part of a name or the beginning of an address, and by nothing hidden', async () => {
  expect(await names(hr, { search: 'jans' })).toEqual(['Marta Jansen']);
  expect(await names(hr, { search: 'noor@' })).toEqual(['Noor Haddad']);
  expect(await names(hr, { search: '%' })).toEqual([]);
  expect(await names(hr, { search: 'oscar' })).toEqual([]);
  expect(await names(hr, { manager: org.personId('marta') })).toContain('Noor Haddad');
  const page = await org.store.as(hr, (door) => peopleSeen(door, {}, undefined, 3));
  const last = page.at(-1);
  if (!last) throw new Error('nobody');
  const next = await org.store.as(hr, (door) => peopleSeen(door, {}, { name: last.name, id: last.id }, 100));
  expect([...page, ...next].map(({ name }) => name)).toEqual(await names(hr));
});

test('a directory administrator maintains the directory’s people, and nobody else does', async () => {
  const noor = org.personId('noor');
  const changed = await update(directory, noor, { title: 'Lead', managerId: org.personId('felix') });
  expect(changed).toMatchObject({ title: 'Lead', managerId: org.personId('felix') });
  for (const viewer of [hr, await org.viewer('helen', 'fernhill-hr')]) {
    await expect(update(viewer, noor, { title: 'Chief' })).rejects.toMatchObject({ kind: 'forbidden' });
  }
  for (const viewer of [endUser, oakline]) {
    await expect(update(viewer, noor, { title: 'Chief' })).rejects.toMatchObject({ kind: 'not-found' });
  }
  await expect(create(endUser, { name: 'Nobody' })).rejects.toMatchObject({ kind: 'forbidden' });
});

test('one changes one’s own phone, but not one’s manager or address', async () => {
  const marta = org.personId('marta');
  const { version } = await org.store.as(endUser, (door) => personOf(door, marta));
  expect(await update(endUser, marta, { phone: '+31 20 123' }, version)).toMatchObject({ phone: '+31 20 123' });
  await expect(update(endUser, marta, { phone: '1' }, version)).rejects.toMatchObject({ kind: 'stale' });
  await expect(update(endUser, marta, { managerId: null })).rejects.toThrow(
    'You change your own name, phone, title; for managerId ask an administrator.',
  );
});

test('links go to what the account knows: what is hidden is refused like what does not exist', async () => {
  const noor = org.personId('noor');
  const unknown = '01980000-0000-7000-8000-000000000000';
  for (const managerId of [org.personId('oscar'), unknown]) {
    await expect(update(directory, noor, { managerId })).rejects.toMatchObject({
      kind: 'invalid',
      details: [{ pointer: '/managerId', message: 'There is no such person in your account or its directory.' }],
    });
  }
  await expect(update(directory, noor, { siteId: unknown, organizationId: unknown })).rejects.toMatchObject({
    details: [{ pointer: '/organizationId' }, { pointer: '/siteId' }],
  });
});

test('nobody manages himself, nor whoever manages him', async () => {
  const [ida, imran] = [org.personId('ida'), org.personId('imran')];
  await expect(update(directory, ida, { managerId: ida })).rejects.toThrow('Nobody manages himself');
  await expect(update(directory, imran, { managerId: ida })).rejects.toThrow('Nobody manages himself');
});

test('an address belongs to one person of an account', async () => {
  await expect(create(directory, { name: 'Noor Two', email: 'Noor@fernhill.example' })).rejects.toThrow(
    'Somebody here has this mail address already',
  );
  await create(oakline, { name: 'Noor Other', email: 'noor@fernhill.example' });
});

test('who is disabled is gone from lists and cannot sign in, until he is enabled', async () => {
  const bao = org.personId('bao');
  const accounts = () => org.workerStore.ask('select * from accounts_of(?)', [bao]);
  await org.store.as(directory, (door) => disablePerson(door, bao));
  expect(await names(hr)).not.toContain('Bao Tran');
  expect(await names(hr, { disabled: true })).toContain('Bao Tran');
  expect(await accounts()).toEqual([]);
  await expect(org.store.as(directory, (door) => disablePerson(door, bao))).rejects.toThrow('disabled already');
  await expect(org.store.as(hr, (door) => enablePerson(door, bao))).rejects.toMatchObject({ kind: 'forbidden' });
  await org.store.as(directory, (door) => enablePerson(door, bao));
  expect(await accounts()).not.toEqual([]);
  const oneself = org.store.as(directory, (door) => disablePerson(door, org.personId('dana')));
  await expect(oneself).rejects.toThrow('Nobody disables himself');
});
