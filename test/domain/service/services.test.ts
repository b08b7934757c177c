import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { teamsSeen } from '../../../domain/person/teams.ts';
import { offeredServices } from '../../../domain/service/offered.ts';
import {
  createOffering,
  endOffering,
  type NewOffering,
  offeringOf,
  offeringsOf,
  updateOffering,
} from '../../../domain/service/offerings.ts';
import { createService, ownServices, serviceOf, updateService } from '../../../domain/service/services.ts';
import { extendOfferings, grantsOf } from '../../../domain/trust/grant.ts';
import { type SeenTrust, trustsSeen } from '../../../domain/trust/seen.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import type { Target } from '../../../plan/plan.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
let admin: Viewer;
let specialist: Viewer;
let endUser: Viewer;
let hr: Viewer;
beforeAll(async () => {
  org = await organisation();
  admin = await org.viewer('imran', 'fernhill-it');
  specialist = await org.viewer('ida', 'fernhill-it');
  endUser = await org.viewer('marta', 'fernhill-it');
  hr = await org.viewer('hugo', 'fernhill-hr');
});
afterAll(() => org?.close());

const today = () => new Date().toISOString().slice(0, 10);
const shifted = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const target: Target = { respond: { amount: 4, unit: 'workingHours' }, complete: { amount: 3, unit: 'workingDays' } };
const teamOf = async (viewer: Viewer) => {
  const [first] = await org.store.as(viewer, (door) => teamsSeen(door, undefined, 1));
  return first?.team.id as string;
};
const service = async (name: string) => {
  const teamId = await teamOf(admin);
  return org.store.as(admin, (door) => createService(door, { name, teamId }));
};
const offer = (viewer: Viewer, change: Partial<NewOffering> & { serviceId: string }) =>
  org.store.as(viewer, (door) =>
    createOffering(door, { name: 'reset a password', target, startsOn: today(), ...change }),
  );

test('an administrator maintains services; specialists read them, others do not know of them', async () => {
  const passwords = await service('passwords');
  expect((await org.store.as(specialist, (door) => serviceOf(door, passwords.id))).name).toBe('passwords');
  expect((await org.store.as(specialist, (door) => ownServices(door, undefined, 100))).map(({ id }) => id)).toContain(
    passwords.id,
  );
  for (const viewer of [endUser, hr]) {
    await expect(org.store.as(viewer, (door) => serviceOf(door, passwords.id))).rejects.toMatchObject({
      kind: 'not-found',
    });
  }
  const rename = (viewer: Viewer) =>
    org.store.as(viewer, (door) => updateService(door, passwords.id, { name: 'sign-in', description: 'All of it' }));
  await expect(rename(specialist)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(rename(hr)).rejects.toMatchObject({ kind: 'not-found' });
  expect(await rename(admin)).toMatchObject({ name: 'sign-in', description: 'All of it' });
  await expect(service('sign-in')).rejects.toThrow('Another service of this account has that name');
  const foreign = await teamOf(hr);
  const given = org.store.as(admin, (door) => updateService(door, passwords.id, { teamId: foreign }));
  await expect(given).rejects.toMatchObject({ kind: 'invalid', details: [{ pointer: '/teamId' }] });
});

test('an offering promises targets in the account’s calendar, unless it has its own', async () => {
  const { id: serviceId } = await service('keys');
  const made = await offer(admin, { serviceId });
  expect(made).toMatchObject({ target, startsOn: today(), endsOn: null });
  expect(made.calendar.zone).toBe('Europe/Amsterdam');
  await expect(offer(admin, { serviceId })).rejects.toThrow('has an offering of that name already');
  await expect(offer(specialist, { serviceId, name: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(offer(hr, { serviceId, name: 'x' })).rejects.toMatchObject({ kind: 'invalid' });
  const never = { ...made.calendar, week: [[], [], [], [], [], [], []] };
  await expect(offer(admin, { serviceId, name: 'never', calendar: never })).rejects.toMatchObject({
    details: [{ pointer: '/calendar' }],
  });
  const slower: Target = { complete: { amount: 5, unit: 'workingDays' } };
  const changed = await org.store.as(admin, (door) => updateOffering(door, made.id, { target: slower }));
  expect(changed.target).toEqual(slower);
  await expect(org.store.as(hr, (door) => offeringOf(door, made.id))).rejects.toMatchObject({ kind: 'not-found' });
  expect(await org.store.as(specialist, (door) => offeringsOf(door, serviceId))).toHaveLength(1);
});

test.each<[string, Target, string]>([
  ['nothing', { respond: { amount: 0, unit: 'hours' } }, '/target/respond/amount'],
  ['less than nothing', { complete: { amount: -1, unit: 'workingDays' } }, '/target/complete/amount'],
  ['no number', { complete: { amount: Number.NaN, unit: 'minutes' } }, '/target/complete/amount'],
  ['half a working day', { complete: { amount: 0.5, unit: 'workingDays' } }, '/target/complete/amount'],
  ['a century', { complete: { amount: 26_000, unit: 'workingDays' } }, '/target/complete/amount'],
  [
    'an answer after completion',
    { respond: { amount: 3, unit: 'hours' }, complete: { amount: 2, unit: 'hours' } },
    '/target/respond',
  ],
])('an offering cannot promise %s', async (name, wrong, pointer) => {
  const { id: serviceId } = await service(name);
  await expect(offer(admin, { serviceId, target: wrong })).rejects.toMatchObject({
    kind: 'invalid',
    details: [{ pointer }],
  });
});

test('an offering ends after its last day, today at the earliest', async () => {
  const { id: serviceId } = await service('screens');
  await expect(offer(admin, { serviceId, startsOn: today(), endsOn: shifted(-1) })).rejects.toThrow(
    'The period is empty.',
  );
  const { id } = await offer(admin, { serviceId });
  const end = (viewer: Viewer, on: string) => org.store.as(viewer, (door) => endOffering(door, id, on));
  await expect(end(specialist, shifted(3))).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(end(admin, shifted(-3))).rejects.toMatchObject({ kind: 'invalid', details: [{ pointer: '/endsOn' }] });
  expect((await end(admin, shifted(3))).endsOn).toBe(shifted(3));
});

test('what is offered to an account is what its trusted accounts extend to it, today', async () => {
  const offered = async (viewer: Viewer) =>
    (await org.store.as(viewer, offeredServices)).map(({ provider, name }) => `${provider.handle}: ${name}`);
  const toHr = await offered(hr);
  expect(toHr).toContain('fernhill-it: workplace');
  expect(toHr.some((each) => each.startsWith('brightwire') || each.includes('keys'))).toBe(false);
  const names = async () =>
    (await org.store.as(hr, offeredServices)).flatMap(({ offerings }) => offerings.map(({ name }) => name));
  expect(await names()).toContain('create login');
  const { id: serviceId } = await service('lamps');
  for (const [name, startsOn] of [
    ['change a bulb', today()],
    ['hang a lamp', shifted(5)],
  ] as const) {
    await extendToHr((await offer(admin, { serviceId, name, startsOn })).id);
  }
  expect(await names()).toContain('change a bulb');
  expect(await names()).not.toContain('hang a lamp');
  expect(await offered(await org.viewer('bella', 'brightwire'))).toEqual([]);
  await expect(offered(await org.viewer('marta', 'fernhill-hr'))).rejects.toMatchObject({ kind: 'forbidden' });
});

async function extendToHr(offeringId: string): Promise<void> {
  await org.store.as(admin, async (door) => {
    const trusts = await trustsSeen(door, undefined, 10);
    const { id } = trusts.find(({ account }) => account.handle === 'fernhill-hr') as SeenTrust;
    const { offerings } = await grantsOf(door, id);
    await extendOfferings(door, id, [...offerings.map(({ offering }) => offering.id), offeringId]);
  });
}
