import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

test('an operator founds a directory; its administrator makes a support domain and takes somebody local in', async () => {
  const founded = await api.operator.post('/v1/operator/accounts', {
    handle: 'lakeside',
    name: 'Lakeside',
    kind: 'directory',
    zone: 'America/Denver',
    administrator: { name: 'Lena Ortiz', email: 'lena@lakeside.example' },
  });
  expect(founded).toMatchObject({ status: 201, body: { password: expect.any(String) } });
  const session = await api.anybody.post('/v1/session', {
    email: 'lena@lakeside.example',
    password: founded.body.password,
  });
  const lena = api.anybody.with({
    cookie: session.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  });
  const made = await lena.post('/v1/accounts', { handle: 'lakeside-hr', name: 'Lakeside HR', roles: ['hr'] });
  expect(made).toMatchObject({ status: 201, body: { handle: 'lakeside-hr', own: false } });
  expect(made.headers.get('location')).toBe(`/v1/accounts/${made.body.id}`);
  const inHr = lena.with({ 'x-account': 'lakeside-hr' });
  expect((await inHr.get(`/v1/accounts/${made.body.id}`)).body).toMatchObject({
    kind: 'support_domain',
    directoryId: founded.body.id,
    confidential: true,
    calendar: { zone: 'America/Denver' },
  });
  const local = await inHr.post('/v1/people', { name: 'Lou Local' });
  const site = await inHr.post('/v1/sites', { name: 'Boathouse' });
  const organization = await inHr.post('/v1/organizations', { name: 'Rowers' });
  expect([local, site, organization].map(({ status }) => status)).toEqual([201, 201, 201]);
  await lena.with({ 'x-account': 'lakeside' }).post('/v1/accounts', { handle: 'lakeside-it', name: 'Lakeside IT' });
  for (const account of ['lakeside', 'lakeside-it']) {
    const elsewhere = lena.with({ 'x-account': account });
    for (const path of [
      `/v1/people/${local.body.id}`,
      `/v1/sites/${site.body.id}`,
      `/v1/organizations/${organization.body.id}`,
    ]) {
      expect([account, path, (await elsewhere.get(path)).status]).toEqual([account, path, 404]);
    }
    expect((await elsewhere.get('/v1/people')).body.items.map(({ name }: { name: string }) => name)).toEqual([
      'Lena Ortiz',
    ]);
  }
  expect((await inHr.get('/v1/people')).body.items.map(({ name }: { name: string }) => name)).toEqual([
    'Lena Ortiz',
    'Lou Local',
  ]);
});

test('operators are who knows the password, and nobody else', async () => {
  const body = { handle: 'x1', name: 'x', kind: 'standard', administrator: { name: 'x', email: 'x@x.example' } };
  const wrong = api.anybody.with({ authorization: `Basic ${Buffer.from('operator:wrong').toString('base64')}` });
  expect((await wrong.post('/v1/operator/accounts', body)).status).toBe(401);
  expect((await (await api.as('dana')).post('/v1/operator/accounts', body)).status).toBe(401);
  expect((await api.operator.post('/v1/operator/accounts', { ...body, handle: 'oakline' })).status).toBe(409);
});

test('who makes an account learns nothing of others by their handles', async () => {
  const dana = await api.as('dana', 'fernhill');
  const [taken, free] = [
    await dana.post('/v1/accounts', { handle: 'oakline', name: 'x' }),
    await dana.post('/v1/accounts', { handle: 'nobodys', name: 'x' }),
  ];
  expect([taken.status, { ...taken.body, requestId: '' }]).toEqual([free.status, { ...free.body, requestId: '' }]);
  expect((await dana.post('/v1/accounts', { handle: 'fernhill-hr', name: 'x' })).status).toBe(409);
});

test('the permission log is paged, narrowed to a person, and shows what was withdrawn', async () => {
  const hugo = await api.as('hugo', 'fernhill-hr');
  const bao = org.personId('bao');
  await hugo.send('PUT', `/v1/people/${bao}/roles/auditor`);
  await hugo.send('DELETE', `/v1/people/${bao}/roles/auditor`);
  expect((await hugo.get(`/v1/permissions?person=${bao}`)).body.items).toMatchObject([
    {
      role: 'auditor',
      person: { name: 'Bao Tran' },
      givenBy: { person: 'Hugo Lind', account: 'Fernhill HR' },
      withdrawnBy: 'Hugo Lind',
    },
  ]);
  const first = await hugo.get('/v1/permissions?perPage=2');
  const second = await hugo.get(`/v1/permissions?perPage=100&cursor=${first.body.next}`);
  const whole = await hugo.get('/v1/permissions?perPage=100');
  expect([...first.body.items, ...second.body.items]).toEqual(whole.body.items);
  expect((await (await api.as('helen', 'fernhill-hr')).get('/v1/permissions')).status).toBe(403);
});
