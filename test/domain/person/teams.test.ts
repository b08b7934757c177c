import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPerson } from '../../../domain/person/maintain.ts';
import {
  createOrganization,
  createSite,
  organizationsSeen,
  siteOf,
  updateOrganization,
  updateSite,
} from '../../../domain/person/places.ts';
import { grantRole, rolesOf, withdrawRole } from '../../../domain/person/roles.ts';
import type { RoleName } from '../../../domain/person/team.entity.ts';
import { addMember, createTeam, removeMember, teamOf, teamsSeen, updateTeam } from '../../../domain/person/teams.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
let admin: Viewer;
let specialist: Viewer;
let endUser: Viewer;
let directory: Viewer;
let oakline: Viewer;
beforeAll(async () => {
  org = await organisation();
  admin = await org.viewer('hugo', 'fernhill-hr');
  specialist = await org.viewer('helen', 'fernhill-hr');
  endUser = await org.viewer('marta', 'fernhill-hr');
  directory = await org.viewer('dana', 'fernhill');
  oakline = await org.viewer('oscar', 'oakline');
});
afterAll(() => org?.close());

const grant = (viewer: Viewer, key: string, name: RoleName) =>
  org.store.as(viewer, (door) => grantRole(door, org.personId(key), name));
const withdraw = (viewer: Viewer, key: string, name: RoleName) =>
  org.store.as(viewer, (door) => withdrawRole(door, org.personId(key), name));

test('an administrator grants and withdraws roles in his account, to people it knows', async () => {
  await grant(admin, 'bao', 'specialist');
  expect((await org.viewer('bao', 'fernhill-hr')).roles).toContain('specialist');
  await expect(grant(admin, 'bao', 'specialist')).rejects.toThrow('Bao Tran has the role specialist already.');
  await expect(grant(admin, 'oscar', 'specialist')).rejects.toMatchObject({ kind: 'not-found' });
  await expect(grant(specialist, 'noor', 'specialist')).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(grant(endUser, 'noor', 'specialist')).rejects.toMatchObject({ kind: 'not-found' });
  await expect(grant(endUser, 'marta', 'account_admin')).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(grant(admin, 'bao', 'directory_admin')).rejects.toThrow('exists in directory accounts only');
  await withdraw(admin, 'bao', 'specialist');
  await expect(withdraw(admin, 'bao', 'specialist')).rejects.toMatchObject({ kind: 'not-found' });
  expect((await org.viewer('bao', 'fernhill-hr')).roles).not.toContain('specialist');
});

test('an account keeps an administrator', async () => {
  await expect(withdraw(admin, 'hugo', 'account_admin')).rejects.toThrow('keeps at least one account administrator');
  await grant(admin, 'helen', 'account_admin');
  const both = [withdraw(admin, 'hugo', 'account_admin'), withdraw(admin, 'helen', 'account_admin')];
  const outcomes = await Promise.allSettled(both);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const left = outcomes[0]?.status === 'fulfilled' ? 'helen' : 'hugo';
  if (left === 'helen') await grant(await org.viewer('helen', 'fernhill-hr'), 'hugo', 'account_admin');
});

test('roles are shown to oneself, administrators and auditors', async () => {
  const held = (viewer: Viewer, key: string) => org.store.as(viewer, (door) => rolesOf(door, org.personId(key)));
  expect((await held(admin, 'pia')).map(({ name }) => name)).toEqual(['designer']);
  expect((await held(specialist, 'helen')).map(({ name }) => name)).toContain('specialist');
  await expect(held(specialist, 'pia')).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a team has members who do the account’s work, and is coordinated by one of them', async () => {
  const { team } = await org.store.as(admin, (door) => createTeam(door, 'Payroll'));
  const again = org.store.as(admin, (door) => createTeam(door, 'Payroll'));
  await expect(again).rejects.toThrow('Another team of this account has that name');
  const add = (viewer: Viewer, key: string) =>
    org.store.as(viewer, (door) => addMember(door, team.id, org.personId(key)));
  const coordinate = (key: string) =>
    org.store.as(admin, (door) => updateTeam(door, team.id, { coordinatorId: org.personId(key) }));
  await expect(coordinate('helen')).rejects.toMatchObject({ kind: 'invalid' });
  expect((await add(admin, 'helen')).members?.map(({ name }) => name)).toEqual(['Helen Marsh']);
  await expect(add(admin, 'helen')).rejects.toThrow('Helen Marsh is a member of Payroll already.');
  await expect(add(admin, 'noor')).rejects.toThrow('Noor Haddad is no specialist of this account');
  await expect(add(admin, 'oscar')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(add(specialist, 'hugo')).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(add(oakline, 'oscar')).rejects.toMatchObject({ kind: 'not-found' });
  await coordinate('helen');
  const remove = org.store.as(admin, (door) => removeMember(door, team.id, org.personId('helen')));
  await expect(remove).rejects.toThrow('choose another coordinator first');

  expect((await org.store.as(endUser, (door) => teamOf(door, team.id))).members).toBeUndefined();
  const listed = await org.store.as(endUser, (door) => teamsSeen(door, undefined, 100));
  expect(listed.every(({ own, members }) => own && !members)).toBe(true);
});

test('who no longer does the account’s work leaves its teams', async () => {
  await grant(admin, 'nora', 'specialist');
  const { team } = await org.store.as(admin, (door) => createTeam(door, 'Letters'));
  await org.store.as(admin, (door) => addMember(door, team.id, org.personId('nora')));
  await org.store.as(admin, (door) => updateTeam(door, team.id, { coordinatorId: org.personId('nora') }));
  await withdraw(admin, 'nora', 'specialist');
  const left = await org.store.as(admin, (door) => teamOf(door, team.id));
  expect(left.members).toEqual([]);
  expect(left.team.coordinatorId).toBeNull();
});

test('the directory’s organizations and sites are shared, and maintained there; local ones are the account’s own', async () => {
  const fernhill = await org.store.as(directory, (door) => createOrganization(door, { name: 'Fernhill' }));
  const product = await org.store.as(directory, (door) =>
    createOrganization(door, { name: 'Product', parentId: fernhill.id }),
  );
  const local = await org.store.as(admin, (door) => createOrganization(door, { name: 'HR contractors' }));
  const seenBy = async (viewer: Viewer) =>
    (await org.store.as(viewer, (door) => organizationsSeen(door, undefined, 100))).map(({ name }) => name);
  expect(await seenBy(endUser)).toEqual(['Fernhill', 'HR contractors', 'Product']);
  expect(await seenBy(await org.viewer('ida', 'fernhill-it'))).toEqual(['Fernhill', 'Product']);
  expect(await seenBy(oakline)).toEqual([]);
  const update = (viewer: Viewer, id: string, change: Parameters<typeof updateOrganization>[2]) =>
    org.store.as(viewer, (door) => updateOrganization(door, id, change));
  await expect(update(admin, product.id, { name: 'Ours' })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(update(oakline, product.id, { name: 'Ours' })).rejects.toMatchObject({ kind: 'not-found' });
  await expect(update(specialist, local.id, { name: 'Mine' })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(update(directory, fernhill.id, { parentId: product.id })).rejects.toMatchObject({
    details: [{ message: 'This organization lies below the one it would contain.' }],
  });
  await expect(update(admin, local.id, { parentId: product.id })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(update(directory, product.id, { name: 'Fernhill' })).rejects.toThrow('has that name');
});

test('a site is moved by its administrator, and people work at one that their account knows', async () => {
  const site = await org.store.as(directory, (door) =>
    createSite(door, { name: 'Amsterdam', address: 'Keizersgracht 1' }),
  );
  const moved = await org.store.as(directory, (door) => updateSite(door, site.id, { address: 'Herengracht 2' }));
  expect(moved).toMatchObject({ name: 'Amsterdam', address: 'Herengracht 2' });
  await expect(org.store.as(oakline, (door) => siteOf(door, site.id))).rejects.toMatchObject({ kind: 'not-found' });
  const lost = org.store.as(oakline, (door) => createPerson(door, { name: 'Otto', siteId: site.id }));
  await expect(lost).rejects.toMatchObject({ kind: 'invalid' });
  const found = await org.store.as(admin, (door) => createPerson(door, { name: 'Hans', siteId: site.id }));
  expect(found.siteId).toBe(site.id);
});
