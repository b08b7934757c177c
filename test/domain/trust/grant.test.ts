import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { teamOf } from '../../../domain/person/teams.ts';
import { offeredServices } from '../../../domain/service/offered.ts';
import { Service, ServiceOffering } from '../../../domain/service/service.entity.ts';
import { acceptInvitation } from '../../../domain/trust/decide.ts';
import { extendOfferings, grantsOf, linkTeams } from '../../../domain/trust/grant.ts';
import { invite } from '../../../domain/trust/invite.ts';
import { revokeTrust } from '../../../domain/trust/revoke.ts';
import { trustOf } from '../../../domain/trust/seen.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
/** HR of Fernhill will trust Oakline, which offers. */
let trusting: Viewer;
let trusted: Viewer;
let trust: string;
beforeAll(async () => {
  org = await organisation();
  trusting = await org.viewer('hugo', 'fernhill-hr');
  trusted = await org.viewer('oscar', 'oakline');
  trust = await org.store.as(trusted, (door) => invite(door, { handle: 'fernhill-hr', as: 'trusted' }));
});
afterAll(() => org?.close());

const link = (viewer: Viewer, teams: string[]) => org.store.as(viewer, (door) => linkTeams(door, trust, teams));
const extend = (viewer: Viewer, ids: string[]) => org.store.as(viewer, (door) => extendOfferings(door, trust, ids));
const grants = (viewer: Viewer) =>
  org.store.as(viewer, async (door) => {
    const { teams, offerings } = await grantsOf(door, trust);
    return { teams: teams.map(({ name }) => name), offerings: offerings.map(({ offering }) => offering.name) };
  });
const ownOf = (viewer: Viewer) =>
  org.store.as(viewer, async ({ em }) => {
    const offerings = await em.find(ServiceOffering, { accountId: viewer.accountId }, { orderBy: { name: 'asc' } });
    const services = await em.find(Service, { accountId: viewer.accountId });
    const serviceOf = (id: string) => services.find((service) => service.id === id) as Service;
    return offerings.map(({ id, name, serviceId }) => ({ id, name, team: serviceOf(serviceId).teamId }));
  });

test('nothing is granted before the trust stands, and then by the trusted side only, of its own', async () => {
  const [offer] = await ownOf(trusted);
  if (!offer) throw new Error('Oakline offers nothing');
  await expect(link(trusted, [offer.team])).rejects.toThrow(
    'Only in a standing trust is something granted; this one is pending.',
  );
  await org.store.as(trusting, (door) => acceptInvitation(door, trust));
  expect(await grants(trusting)).toEqual({ teams: [], offerings: [] });
  await expect(extend(trusting, [offer.id])).rejects.toMatchObject({ kind: 'forbidden' });
  const foreign = (await ownOf(trusting))[0];
  await expect(extend(trusted, [offer.id, foreign?.id as string])).rejects.toMatchObject({
    kind: 'invalid',
    details: [{ pointer: '/offerings/1', message: 'Your account has no such offering.' }],
  });
  await expect(link(trusted, [foreign?.team as string])).rejects.toMatchObject({ details: [{ pointer: '/teams/0' }] });
});

test('the trusting side sees the teams and offerings granted to it, and only while they are', async () => {
  const [offer] = await ownOf(trusted);
  if (!offer) throw new Error('Oakline offers nothing');
  await expect(org.store.as(trusting, (door) => teamOf(door, offer.team))).rejects.toMatchObject({ kind: 'not-found' });
  await link(trusted, [offer.team]);
  await extend(trusted, [offer.id]);
  for (const side of [trusting, trusted]) {
    expect((await grants(side)).offerings).toEqual([offer.name]);
    expect((await grants(side)).teams).toHaveLength(1);
  }
  const team = await org.store.as(trusting, (door) => teamOf(door, offer.team));
  expect(team).toMatchObject({ own: false });
  expect(team.members).toBeUndefined();
  const offered = async () =>
    (await org.store.as(trusting, offeredServices)).filter(({ provider }) => provider.handle === 'oakline');
  expect((await offered()).map(({ offerings }) => offerings.map(({ name }) => name))).toEqual([[offer.name]]);

  await extend(trusted, []);
  expect(await offered()).toEqual([]);
  await extend(trusted, [offer.id]);
  await org.store.as(trusting, (door) => revokeTrust(door, trust));
  expect(await offered()).toEqual([]);
  expect(await grants(trusted)).toEqual({ teams: [], offerings: [] });
  await expect(org.store.as(trusting, (door) => teamOf(door, offer.team))).rejects.toMatchObject({ kind: 'not-found' });
  await expect(link(trusted, [])).rejects.toThrow('this one is revoked');
});

test('a new trust begins with nothing of the old one', async () => {
  trust = await org.store.as(trusting, (door) => invite(door, { handle: 'oakline', as: 'trusting' }));
  await org.store.as(trusted, (door) => acceptInvitation(door, trust));
  expect(await grants(trusting)).toEqual({ teams: [], offerings: [] });
  expect((await org.store.as(trusted, (door) => trustOf(door, trust))).status).toBe('accepted');
});
