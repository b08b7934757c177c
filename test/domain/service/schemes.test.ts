import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { presentOffered, presentOffering } from '../../../api/offerings/present.ts';
import { createTeam } from '../../../domain/person/teams.ts';
import { offeredServices } from '../../../domain/service/offered.ts';
import { createOffering, updateOffering } from '../../../domain/service/offerings.ts';
import { percentsOf, type Scheme } from '../../../domain/service/scheme.ts';
import { ServiceOffering } from '../../../domain/service/service.entity.ts';
import { createService, updateService } from '../../../domain/service/services.ts';
import type { Door } from '../../../domain/store.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { by } from '../process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await organisation();
});
afterAll(() => org?.close());

const imran = <T>(act: (door: Door) => Promise<T>) => by(org, 'imran', 'fernhill-it', act);
const escalating = (to: { team: string } | { person: string }): Scheme => [
  { goal: 'complete', at: 80, to: [], escalateTo: to },
];

test('clocks warn at the percents of the scheme, in order, and at 75 where there is none', () => {
  const scheme: Scheme = [
    { goal: 'complete', at: 90, to: ['coordinator'] },
    { goal: 'complete', at: 'breach', to: ['service_owner'] },
    { goal: 'complete', at: 50, to: ['assignee'] },
  ];
  expect(percentsOf([], 'respond')).toEqual([75]);
  expect(percentsOf(scheme, 'complete')).toEqual([50, 90]);
  expect(percentsOf(scheme, 'respond')).toEqual([]);
});

test('an offering keeps its scheme, which its customers are not shown', async () => {
  const { team } = await imran((door) => createTeam(door, 'Escalations'));
  const service = await imran((door) => createService(door, { name: 'printers', teamId: team.id }));
  const scheme: Scheme = [
    { goal: 'respond', at: 50, to: ['assignee', 'coordinator'], inWorkingHours: true },
    { goal: 'respond', at: 'breach', to: ['service_owner'], escalateTo: { team: team.id } },
    { goal: 'complete', at: 99, to: ['manager'] },
    { goal: 'complete', at: 'breach', to: [], escalateTo: { person: org.personId('ida') } },
  ];
  const offering = await imran((door) =>
    createOffering(door, { serviceId: service.id, name: 'fix', target: {}, startsOn: '2026-01-01', scheme }),
  );
  expect(presentOffering(offering)).toMatchObject({ scheme });
  expect(presentOffered(offering)).not.toHaveProperty('scheme');
  const kept = await imran(({ em }) => em.findOneOrFail(ServiceOffering, offering.id));
  expect(kept.scheme).toEqual(scheme);
  const without = await imran((door) => updateOffering(door, offering.id, { scheme: [] }));
  expect(without.scheme).toEqual([]);
  const offered = await by(org, 'helen', 'fernhill-hr', (door) => offeredServices(door));
  expect(offered.flatMap(({ offerings }) => offerings).length).toBeGreaterThan(0);
});

test('what cannot be meant is refused, each fault with its rule', async () => {
  const { id } = await imran(({ em }) =>
    em.findOneOrFail(ServiceOffering, { accountId: org.accountId('fernhill-it'), name: 'fix' }),
  );
  const { team: theirs } = await by(org, 'felix', 'fernhill-facilities', (door) => createTeam(door, 'Movers'));
  const faults = async (scheme: Scheme) => {
    const refused = imran((door) => updateOffering(door, id, { scheme }));
    await expect(refused).rejects.toMatchObject({ kind: 'invalid' });
    const { details } = (await refused.catch((error: unknown) => error)) as {
      details: { pointer: string; message: string }[];
    };
    return details.map(({ pointer, message }) => `${pointer}: ${message}`);
  };
  const percent = 'Give a whole percent from 1 to 99, or "breach" for when all of the time is used.';
  expect(await faults([0, 100, 7.5].map((at) => ({ goal: 'respond', at, to: ['assignee'] })))).toEqual([
    `/scheme/0/at: ${percent}`,
    `/scheme/1/at: ${percent}`,
    `/scheme/2/at: ${percent}`,
  ]);
  expect(
    await faults([
      { goal: 'respond', at: 80, to: ['assignee'] },
      { goal: 'complete', at: 80, to: ['assignee'] },
      { goal: 'respond', at: 80, to: ['coordinator'] },
    ]),
  ).toEqual(['/scheme/2/at: A rule for this moment stands above: name everybody who is told then in one rule.']);
  expect(await faults([{ goal: 'respond', at: 80, to: [] }])).toEqual([
    '/scheme/0/to: The rule does nothing: say who is told, or to whom it escalates.',
  ]);
  expect(await faults([{ goal: 'respond', at: 80, to: ['assignee', 'assignee'] }])).toEqual([
    '/scheme/0/to: Somebody is named twice: everybody is told once.',
  ]);
  expect(
    await faults([{ goal: 'respond', at: 80, to: ['manager'], escalateTo: { person: org.personId('ida') } }]),
  ).toEqual([expect.stringContaining('/scheme/0/escalateTo: The manager answers for the process')]);
  expect(await faults(escalating({ team: theirs.id }))).toEqual([
    '/scheme/0/escalateTo: There is no such team in your account.',
  ]);
  expect(await faults(escalating({ person: org.personId('bella') }))).toEqual([
    '/scheme/0/escalateTo: There is no such person in your account or its directory.',
  ]);
  expect(await faults(escalating({ person: org.personId('fatima') }))).toEqual([
    '/scheme/0/escalateTo: Fatima Reyes does no work of this account: give him the role specialist first.',
  ]);
  const many = Array.from({ length: 21 }, (_, at) => ({
    goal: 'respond' as const,
    at: at + 1,
    to: ['assignee' as const],
  }));
  expect(await faults(many)).toEqual(['/scheme: A scheme has at most 20 rules.']);
});

test('a service is owned by somebody who does work of the account, or by nobody', async () => {
  const { team } = await imran((door) => createTeam(door, 'Owned'));
  const own = (ownerId: string | null) =>
    imran((door) => createService(door, { name: 'owned', teamId: team.id, ownerId }));
  await expect(own(org.personId('fatima'))).rejects.toMatchObject({
    kind: 'invalid',
    details: [{ pointer: '/ownerId', message: expect.stringContaining('does no work of this account') }],
  });
  const { id, ownerId } = await own(org.personId('ida'));
  expect(ownerId).toBe(org.personId('ida'));
  const name = { name: 'owned again' };
  expect((await imran((door) => updateService(door, id, name))).ownerId).toBe(org.personId('ida'));
  expect((await imran((door) => updateService(door, id, { ownerId: null }))).ownerId).toBeNull();
});
