import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
let hr: Client;
let oakline: Client;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  hr = await api.as('hugo', 'fernhill-hr');
  oakline = await api.as('oscar', 'oakline');
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

test('two accounts come to trust each other, one offers, and either ends it', async () => {
  const invited = await oakline.post('/v1/trusts', { handle: 'fernhill-hr', as: 'trusted', message: 'Payroll' });
  expect(invited.status).toBe(202);
  const path = invited.headers.get('location') as string;
  const waiting = (await hr.get('/v1/trusts')).body.items[0];
  expect(waiting).toMatchObject({ status: 'pending', side: 'trusting', account: { name: 'Oakline' } });
  const accepted = await hr.post(`${path}/acceptance`, undefined, { 'if-match': `"${waiting.version}"` });
  expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted', teams: [], offerings: [] } });
  expect((await hr.post(`${path}/acceptance`)).status).toBe(409);

  const [service] = (await oakline.get('/v1/services')).body.items;
  const [offering] = (await oakline.get(`/v1/services/${service.id}/offerings`)).body.items;
  const put = (client: Client, noun: string, ids: string[]) =>
    client.send('PUT', `${path}/${noun}`, { body: { [noun]: ids } });
  expect((await put(hr, 'teams', [service.teamId])).status).toBe(403);
  expect((await put(oakline, 'teams', [org.personId('oscar')])).body.errors).toMatchObject([{ pointer: '#/teams/0' }]);
  await put(oakline, 'teams', [service.teamId]);
  const granted = await put(oakline, 'offerings', [offering.id]);
  expect(granted.body.offerings).toEqual([
    { id: offering.id, name: offering.name, service: expect.anything(), acceptedAt: null },
  ]);
  expect((await hr.get(path)).body).toMatchObject({
    teams: [{ id: service.teamId }],
    offerings: [{ id: offering.id, service: { name: service.name } }],
  });
  const offered = (await hr.get('/v1/offered-services')).body.items;
  expect(offered.map(({ provider }: { provider: { handle: string } }) => provider.handle)).toContain('oakline');

  const ended = await hr.post(`${path}/revocation`);
  expect(ended).toMatchObject({
    status: 200,
    body: { status: 'revoked', end: { how: 'hand_back', toReturn: 0 }, teams: [], account: { handle: 'oakline' } },
  });
  expect((await oakline.post(`${path}/revocation`)).status).toBe(409);
});

test('an invitation is answered the same whether or not somebody has the handle', async () => {
  const answers: { [what: string]: unknown; canceled: object }[] = [];
  for (const handle of ['fernhill-it', 'no-such-account']) {
    const { status, headers, body } = await oakline.post('/v1/trusts', { handle, as: 'trusting' });
    const listed = (await oakline.get('/v1/trusts?perPage=1')).body.items[0];
    const read = await oakline.get(headers.get('location') as string);
    const again = await oakline.post('/v1/trusts', { handle, as: 'trusting' });
    const timeless = ({ id, invitedAt, expiresAt, decidedAt, account, ...rest }: Record<string, unknown>) => ({
      ...rest,
      account: Object.keys(account as object),
      hours: [invitedAt, expiresAt, decidedAt].map((time) => time && hoursFromNow(time as string)),
    });
    const audit = (await oakline.get(`/v1/audit?record=${body.id}`)).body.items;
    answers.push({
      status,
      made: timeless(body),
      listed: timeless(listed),
      read: timeless(read.body),
      etag: read.headers.get('etag'),
      again: [again.status, again.body.detail.replaceAll(handle, '')],
      audit: audit.map(({ action, changes }: { action: string; changes: object }) => [action, Object.keys(changes)]),
      canceled: timeless((await oakline.post(`/v1/trusts/${body.id}/cancellation`)).body),
    });
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.canceled).toMatchObject({ status: 'canceled', version: 2, hours: [0, 336, 0] });
});

test('others than the two sides’ administrators and auditors find no trust', async () => {
  const { body } = await oakline.post('/v1/trusts', { handle: 'fernhill-hr', as: 'trusted' });
  const path = `/v1/trusts/${body.id}`;
  expect((await (await api.as('aziz', 'fernhill-hr')).get(path)).status).toBe(200);
  expect((await (await api.as('aziz', 'fernhill-hr')).post(`${path}/acceptance`)).status).toBe(403);
  for (const client of [
    await api.as('helen', 'fernhill-hr'),
    await api.as('marta', 'fernhill-hr'),
    await api.as('olive', 'oakline'),
    await api.as('bella', 'brightwire'),
  ]) {
    expect((await client.get(path)).status).toBe(404);
    expect((await client.post(`${path}/acceptance`)).status).toBe(404);
    expect((await client.post(`${path}/revocation`)).status).toBe(404);
  }
});

test('what an invitation must be is said', async () => {
  for (const [body, pointer] of [
    [{ handle: 'Not A Handle', as: 'trusted' }, '#/handle'],
    [{ handle: 'brightwire', as: 'friend' }, '#/as'],
    [{ handle: 'brightwire' }, '#/as'],
    [{ handle: 'brightwire', as: 'trusted', status: 'accepted' }, '#/status'],
    [{ handle: 'brightwire', as: 'trusted', expiresAt: '2020-01-01T00:00:00Z' }, '#/expiresAt'],
  ] as const) {
    const { status, body: problem } = await oakline.post('/v1/trusts', body);
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, pointer]);
  }
  expect((await oakline.post('/v1/trusts', { handle: 'oakline', as: 'trusted' })).status).toBe(409);
});

const hoursFromNow = (time: string) => Math.abs(Math.round((Date.parse(time) - Date.now()) / 3_600_000));
