import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
let directory: Client;
let admin: Client;
let endUser: Client;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  directory = await api.as('dana', 'fernhill');
  admin = await api.as('hugo', 'fernhill-hr');
  endUser = await api.as('marta', 'fernhill-hr');
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

test('people are listed page by page, found, and 404 to who may not know of them', async () => {
  const names: string[] = [];
  for (let path: string | null = '/v1/people?perPage=7'; path; ) {
    const { body } = await admin.get(path);
    names.push(...body.items.map(({ name }: { name: string }) => name));
    path = body.next && `/v1/people?perPage=7&cursor=${body.next}`;
  }
  expect(names).toEqual([...new Set(names)].sort());
  expect(names).toContain('Noor Haddad');
  expect(names).not.toContain('Oscar Hale');
  expect((await admin.get('/v1/people?search=haddad')).body.items).toHaveLength(1);
  expect((await endUser.get('/v1/people')).body.items.map(({ name }: { name: string }) => name)).toEqual([
    'Marta Jansen',
  ]);
  for (const [client, key] of [
    [admin, 'oscar'],
    [endUser, 'noor'],
  ] as const) {
    const unknown = await client.get('/v1/people/01980000-0000-7000-8000-000000000000');
    const hidden = await client.get(`/v1/people/${org.personId(key)}`);
    expect({ ...hidden.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(hidden.status).toBe(404);
  }
});

test('somebody is taken in, changed against a version, disabled and enabled', async () => {
  const made = await directory.post('/v1/people', {
    name: 'Nina Holt',
    email: 'Nina@Fernhill.example',
    managerId: org.personId('marta'),
  });
  expect(made).toMatchObject({ status: 201, body: { email: 'nina@fernhill.example', title: '' } });
  const path = made.headers.get('location') as string;
  const etag = (await admin.get(path)).headers.get('etag') as string;
  const change = (body: unknown, headers = {}) => directory.send('PATCH', path, { body, headers });
  expect(await change({ title: 'Writer' }, { 'if-match': etag })).toMatchObject({
    status: 200,
    body: { title: 'Writer', version: 2 },
  });
  expect((await change({ title: 'Editor' }, { 'if-match': etag })).status).toBe(412);
  expect((await admin.send('PATCH', path, { body: { title: 'Ours' } })).status).toBe(403);
  for (const body of [{ homeId: org.accountId('oakline') }, { email: 'none' }, { managerId: org.personId('oscar') }]) {
    expect((await change(body)).status).toBe(422);
  }
  expect((await directory.post('/v1/people', { name: 'Twin', email: 'nina@fernhill.example' })).status).toBe(409);
  expect((await directory.post(`${path}/disablement`)).body.disabledAt).toEqual(expect.any(String));
  expect((await directory.post(`${path}/disablement`)).status).toBe(409);
  expect((await directory.send('DELETE', `${path}/disablement`)).body.disabledAt).toBeNull();
});

test('the same key takes somebody in once', async () => {
  const headers = { 'idempotency-key': 'hire-1' };
  const first = await directory.post('/v1/people', { name: 'Olaf' }, headers);
  expect(await directory.post('/v1/people', { name: 'Olaf' }, headers)).toMatchObject({ body: first.body });
  expect((await directory.get('/v1/people?search=Olaf')).body.items).toHaveLength(1);
});

test('roles are given and taken by an account administrator', async () => {
  const path = `/v1/people/${org.personId('bao')}/roles`;
  expect((await admin.send('PUT', `${path}/specialist`)).body.roles).toMatchObject([{ name: 'specialist' }]);
  expect((await admin.send('PUT', `${path}/emperor`)).status).toBe(404);
  const bao = await api.as('bao', 'fernhill-hr');
  expect((await bao.get('/v1/people')).body.items.length).toBeGreaterThan(5);
  expect((await bao.send('PUT', `${path}/account_admin`)).status).toBe(403);
  expect((await endUser.send('PUT', `${path}/specialist`)).status).toBe(404);
  expect(await admin.send('DELETE', `${path}/specialist`)).toMatchObject({ status: 200, body: { roles: [] } });
  expect((await bao.get('/v1/people')).body.items).toHaveLength(1);
});
