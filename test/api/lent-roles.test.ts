import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { listen } from '../support/events.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
let oscar: Client;
let bella: Client;
let ben: Client;
let benId: string;
let trust: string;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  oscar = await api.as('oscar', 'oakline');
  bella = await api.as('bella', 'brightwire');
  const trusts = (await oscar.get('/v1/trusts')).body.items;
  trust = trusts.find((one: { account: { handle: string } }) => one.account.handle === 'brightwire').id;
  const email = 'ben@brightwire.example';
  benId = (await bella.post('/v1/people', { name: 'Ben Hart', email })).body.id;
  const { secret } = (await bella.post(`/v1/people/${benId}/welcome`)).body;
  await api.anybody.post('/v1/welcome', { secret, password: 'correct horse battery' });
  const session = await api.anybody.post('/v1/session', { email, password: 'correct horse battery' });
  const cookie = session.headers.getSetCookie().map((one) => one.split(';')[0]);
  ben = api.anybody.with({ cookie: cookie.join('; ') });
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

const grant = (roles: string[]) => oscar.send('PUT', `/v1/trusts/${trust}/grants/roles`, { body: { roles } });
const lend = (client: Client, person: string, role: string) =>
  client.send('PUT', `/v1/trusts/${trust}/lent-roles/${person}/${role}`);
const takeBack = (client: Client, role: string) =>
  client.send('DELETE', `/v1/trusts/${trust}/lent-roles/${benId}/${role}`);
const accounts = async () =>
  (await ben.get('/v1/me')).body.accounts.map(({ handle, roles }: { handle: string; roles: string[] }) => [
    handle,
    roles,
  ]);
const atHome = ['brightwire', ['end_user']];

test('a role is given to one’s own people only, and only where it is granted', async () => {
  expect((await lend(bella, benId, 'auditor')).status).toBe(409);
  expect((await grant(['auditor', 'specialist'])).status).toBe(200);
  expect((await lend(bella, benId, 'account_admin')).status).toBe(409);
  expect((await lend(bella, org.personId('oscar'), 'auditor')).status).toBe(404);
  expect((await lend(oscar, benId, 'auditor')).status).toBe(404);
  expect((await lend(ben.with({ 'x-account': 'brightwire' }), benId, 'auditor')).status).toBe(404);
  expect(await accounts()).toEqual([atHome]);
  const smuggled = org.store.as(await org.viewer('bella', 'brightwire'), ({ em }) =>
    em.execute('select lend_role(?, ?, ?)', [trust, benId, 'account_admin']),
  );
  await expect(smuggled).rejects.toMatchObject({ code: '42501' });
  const inserted = org.store.as(await org.viewer('oscar', 'oakline'), ({ em, viewer }) =>
    em.execute(`insert into role (account_id, person_id, name, trust_id) values (?, ?, 'auditor', ?)`, [
      viewer.accountId,
      viewer.personId,
      trust,
    ]),
  );
  await expect(inserted).rejects.toMatchObject({ code: '42501' });
});

test('whoever has it acts in that account, and both sides and its log say so', async () => {
  expect((await lend(bella, benId, 'auditor')).status).toBe(200);
  expect(await accounts()).toEqual([atHome, ['oakline', ['auditor']]]);
  const abroad = ben.with({ 'x-account': 'oakline' });
  expect((await abroad.get('/v1/audit')).status).toBe(200);
  expect((await abroad.get('/v1/people')).body.items.map(({ name }: { name: string }) => name)).toContain(
    'Olive Stone',
  );
  const listed = [{ account: { handle: 'oakline' }, person: { id: benId, name: 'Ben Hart' }, role: 'auditor' }];
  for (const side of [oscar, bella]) {
    expect((await side.get(`/v1/trusts/${trust}/lent-roles`)).body.items).toMatchObject(listed);
  }
  expect((await oscar.get(`/v1/permissions?person=${benId}`)).body.items).toMatchObject([
    { role: 'auditor', givenBy: { person: 'Bella Wright', account: 'Brightwire' }, trustId: trust, withdrawnAt: null },
  ]);
  expect((await lend(bella, benId, 'auditor')).status).toBe(409);
});

test('it sleeps while the trust is suspended', async () => {
  const abroad = ben.with({ 'x-account': 'oakline' });
  await oscar.post(`/v1/trusts/${trust}/suspension`);
  expect([await accounts(), (await abroad.get('/v1/audit')).status]).toEqual([[atHome], 404]);
  await oscar.send('DELETE', `/v1/trusts/${trust}/suspension`);
  expect((await abroad.get('/v1/audit')).status).toBe(200);
});

test('either side takes it back at once, and so does who withdraws the grant', async () => {
  const abroad = ben.with({ 'x-account': 'oakline' });
  for (const side of [oscar, bella]) {
    expect((await takeBack(side, 'auditor')).status).toBe(200);
    expect((await abroad.get('/v1/audit')).status).toBe(404);
    expect((await takeBack(side, 'auditor')).status).toBe(404);
    expect((await lend(bella, benId, 'auditor')).status).toBe(200);
  }
  const stream = await listen(ben);
  expect((await grant(['specialist'])).status).toBe(200);
  expect((await abroad.get('/v1/audit')).status).toBe(404);
  expect(stream.told).toEqual([]);
  stream.close();
  const log = (await oscar.get(`/v1/permissions?person=${benId}`)).body.items;
  expect(log.map(({ withdrawnBy }: { withdrawnBy: string | null }) => withdrawnBy)).toEqual([
    'Oscar Hale',
    'Bella Wright',
    'Oscar Hale',
  ]);
});

test('it ends with the trust, which no later trust revives', async () => {
  expect((await lend(bella, benId, 'specialist')).status).toBe(200);
  expect(await accounts()).toEqual([atHome, ['oakline', ['specialist']]]);
  const ended = await bella.post(`/v1/trusts/${trust}/revocation`, { how: 'hand_back' });
  expect(ended.status).toBeLessThan(300);
  expect(await accounts()).toEqual([atHome]);
  const log = (await oscar.get(`/v1/permissions?person=${benId}&perPage=1`)).body.items;
  expect(log).toMatchObject([{ role: 'specialist', withdrawnAt: expect.any(String) }]);
  expect((await lend(bella, benId, 'specialist')).status).toBe(409);
});
