import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
let admin: Client;
let specialist: Client;
let stranger: Client;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  admin = await api.as('imran', 'fernhill-it');
  specialist = await api.as('ida', 'fernhill-it');
  stranger = await api.as('oscar', 'oakline');
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

test('a team is made, manned and renamed by the administrator of its account', async () => {
  const made = await admin.post('/v1/teams', { name: 'Night shift' });
  expect(made).toMatchObject({ status: 201, body: { own: true, members: [], coordinatorId: null } });
  const path = made.headers.get('location') as string;
  const ida = org.personId('ida');
  expect((await admin.send('PUT', `${path}/members/${ida}`)).body.members).toEqual([{ id: ida, name: 'Ida Novak' }]);
  expect((await admin.send('PUT', `${path}/members/${org.personId('noor')}`)).status).toBe(409);
  expect((await admin.send('PATCH', path, { body: { coordinatorId: ida, name: 'Nights' } })).body).toMatchObject({
    name: 'Nights',
    coordinatorId: ida,
  });
  expect((await admin.send('DELETE', `${path}/members/${ida}`)).status).toBe(409);
  await admin.send('PATCH', path, { body: { coordinatorId: null } });
  expect((await admin.send('DELETE', `${path}/members/${ida}`)).body.members).toEqual([]);
  expect((await specialist.send('PATCH', path, { body: { name: 'Mine' } })).status).toBe(403);
  for (const [method, at] of [
    ['GET', path],
    ['PATCH', path],
    ['PUT', `${path}/members/${org.personId('oscar')}`],
  ] as const) {
    const sent = method === 'PATCH' ? { body: { name: 'Mine' } } : {};
    expect((await stranger.send(method, at, sent)).status).toBe(404);
  }
});

test('the teams that a trust links are shown to the other side by name only', async () => {
  const hr = await api.as('helen', 'fernhill-hr');
  const own = (await hr.get('/v1/teams')).body.items;
  expect(own.every((team: { own: boolean }) => team.own)).toBe(true);
  const { items } = (await admin.get('/v1/teams?perPage=100')).body;
  const seen = await Promise.all(items.map(({ id }: { id: string }) => hr.get(`/v1/teams/${id}`)));
  const linked = seen.find(({ status }) => status === 200)?.body;
  expect(linked).toEqual({ id: expect.any(String), name: expect.any(String), own: false });
  expect(seen.some(({ status }) => status === 404)).toBe(true);
});

test('organizations and sites of the directory are shared, and refused to others', async () => {
  const directory = await api.as('dana', 'fernhill');
  const organization = await directory.post('/v1/organizations', { name: 'Product' });
  const site = await directory.post('/v1/sites', { name: 'Amsterdam', address: 'Keizersgracht 1' });
  expect([organization.status, site.status]).toEqual([201, 201]);
  for (const { headers, body } of [organization, site]) {
    const path = headers.get('location') as string;
    expect((await specialist.get(path)).body).toEqual(body);
    expect((await admin.send('PATCH', path, { body: { name: 'Ours' } })).status).toBe(403);
    expect((await stranger.get(path)).status).toBe(404);
  }
  expect((await specialist.get('/v1/sites')).body.items).toEqual([site.body]);
  expect((await stranger.get('/v1/organizations')).body.items).toEqual([]);
});
