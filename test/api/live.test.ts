import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Api, type Client, startApi } from '../support/api.ts';
import { listen, type Stream, type Told } from '../support/events.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding } from '../support/running.ts';

let cast: Organisation;
let api: Api;
let owner: pg.Client;
const streams: Stream[] = [];
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  owner = new pg.Client({ connectionString: cast.database.ownerUrl });
  await owner.connect();
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(async () => {
  await owner.end();
  await api.close();
  await cast.close();
});

async function open(key: string, headers = {}): Promise<Stream> {
  const stream = await listen(await api.as(key), headers);
  expect(stream.status).toBe(200);
  streams.push(stream);
  return stream;
}
const about = (id: string, action?: string) => (told: Told) =>
  told.data.id === id && (!action || told.data.action === action);

test('what happens to a task reaches both sides at once, each in its own account', async () => {
  const helen = await api.as('helen');
  const fatima = await api.as('fatima');
  const [atHr, atFacilities] = [await open('helen'), await open('fatima')];
  const { id, task } = await onboarding(cast, helen);
  const desk = (await task('assign-desk')).id;
  expect((await atHr.until(about(id, 'started'))).data).toMatchObject({
    kind: 'process',
    account: { handle: 'fernhill-hr' },
  });
  const seen = await atFacilities.until(about(desk, 'activated'));
  expect(seen.data).toEqual({
    kind: 'task',
    id: desk,
    action: 'activated',
    process: null,
    account: { id: cast.accountId('fernhill-facilities'), handle: 'fernhill-facilities' },
  });
  expect((await atHr.until(about(desk, 'activated'))).data.process).toBe(id);

  const began = performance.now();
  await fatima.post(`/v1/tasks/${desk}/acceptance`);
  await Promise.all([atHr.until(about(desk, 'accepted')), atFacilities.until(about(desk, 'accepted'))]);
  expect(performance.now() - began).toBeLessThan(3_000);
});

test('nothing is told of what one does not see', async () => {
  const helen = await api.as('helen');
  const [rival, it, bystander, manager] = [
    await open('oscar'),
    await open('ida'),
    await open('bao'),
    await open('marta'),
  ];
  const atHr = await open('helen');
  const { id, task } = await onboarding(cast, helen);
  const [desk, budget, login] = [await task('assign-desk'), await task('equipment-budget'), await task('create-login')];
  await (await api.as('fatima')).post(`/v1/tasks/${desk.id}/notes`, { kind: 'internal', text: 'Among us.' });
  await helen.post(`/v1/processes/${id}/cancellation`, { reason: 'x' });
  await Promise.all([
    atHr.until(about(id, 'canceled')),
    it.until(about(login.id, 'activated')),
    manager.until(about(id, 'canceled')),
  ]);
  await manager.until(about(budget.id, 'activated'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(rival.told).toEqual([]);
  expect(bystander.told).toEqual([]);
  expect(new Set(it.told.map(({ data }) => data.id))).toEqual(new Set([login.id]));
  expect(atHr.told.filter(about(desk.id, 'noted'))).toEqual([]);
});

test('a stream that broke off goes on from the last event it saw', async () => {
  const helen = await api.as('helen');
  const first = await open('helen');
  const one = await onboarding(cast, helen);
  const last = await first.until(about(one.id, 'started'));
  first.close();
  const two = await onboarding(cast, helen);
  const second = await open('helen', { 'last-event-id': last.id });
  await second.until(about(two.id, 'started'));
  const third = await open('helen', { 'last-event-id': 'nonsense' });
  await third.until(({ event }) => event === 'reset');
});

test('once signed out nothing more is told and the stream ends', async () => {
  const signedIn = await api.anybody.post('/v1/session', { email: 'hugo@fernhill.example', password: 'fernhill-demo' });
  const hugo = api.anybody.with({ cookie: (signedIn.headers.getSetCookie()[0] as string).split(';')[0] as string });
  const stream = await listen(hugo);
  streams.push(stream);
  expect((await hugo.send('DELETE', '/v1/session')).status).toBe(204);
  await onboarding(cast, await api.as('helen'));
  await stream.ended;
  expect(stream.told).toEqual([]);
});

test('a role that is lost is told nothing any more', async () => {
  const stream = await open('fatima');
  await owner.query('delete from role where person_id = $1', [cast.personId('fatima')]);
  const witness = await open('felix');
  const { task } = await onboarding(cast, await api.as('helen'));
  await witness.until(about((await task('assign-desk')).id, 'activated'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(stream.told).toEqual([]);
});

/** A standing trust of HR, as its other side knows it. */
async function trustWithHr(client: Client): Promise<string> {
  const trusts = (await client.get('/v1/trusts')).body.items;
  return trusts.find(({ account }: { account: { handle: string } }) => account.handle === 'fernhill-hr').id;
}
const confidential = async (value: boolean) => {
  const path = `/v1/accounts/${cast.accountId('fernhill-hr')}`;
  expect(
    (await (await api.as('hugo', 'fernhill-hr')).send('PATCH', path, { body: { confidential: value } })).status,
  ).toBe(200);
};

test('when a trust rests or goes on, whoever saw something by it is told to read anew, and no more', async () => {
  const imran = await api.as('imran', 'fernhill-it');
  const id = await trustWithHr(imran);
  await onboarding(cast, await api.as('helen'));
  // Marta manages what the trust has done. Of HR's work Noah, one of its specialists, sees nothing.
  const hugo = await api.as('hugo', 'fernhill-hr');
  expect((await hugo.send('PUT', `/v1/people/${cast.personId('noah')}/roles/specialist`)).status).toBe(200);
  await confidential(true);
  const everyone = [await open('ida'), await open('helen'), await open('marta'), await open('sam')];
  const nobody = [await open('noah'), await open('olive')];
  const resets = async (many: number) => {
    for (const { until, told } of everyone) await until(() => told.filter(isReset).length === many);
  };
  expect((await imran.post(`/v1/trusts/${id}/suspension`)).status).toBe(200);
  await resets(1);
  expect((await imran.send('DELETE', `/v1/trusts/${id}/suspension`)).status).toBe(200);
  await resets(2);
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (const { told } of everyone) for (const { data } of told) expect(data).toEqual({});
  for (const { told } of nobody) expect(told.filter(isReset)).toEqual([]);
  await confidential(false);
});
const isReset = ({ event }: Told) => event === 'reset';

test('what becomes of a trust is told to who may read it on both sides, and to nobody else', async () => {
  const [oakline, hr] = [await api.as('oscar', 'oakline'), await api.as('hugo', 'fernhill-hr')];
  const [atOakline, atHr, auditor] = [await open('oscar'), await open('hugo'), await open('aziz')];
  const [specialist, employee, third] = [await open('helen'), await open('olive'), await open('bella')];
  const { body } = await oakline.post('/v1/trusts', { handle: 'fernhill-hr', as: 'trusted' });
  const ofTrust = about(body.id, 'changed');
  for (const one of [atHr, atOakline, auditor]) await one.until(ofTrust);
  expect(atHr.told.find(ofTrust)?.data).toEqual({
    kind: 'trust',
    id: body.id,
    action: 'changed',
    process: null,
    account: { id: cast.accountId('fernhill-hr'), handle: 'fernhill-hr' },
  });
  const many = ({ told }: Stream) => told.filter(ofTrust).length;
  expect((await hr.post(`/v1/trusts/${body.id}/acceptance`)).status).toBe(200);
  await atOakline.until(() => many(atOakline) === 2);
  const [service] = (await oakline.get('/v1/services')).body.items;
  await oakline.send('PUT', `/v1/trusts/${body.id}/teams`, { body: { teams: [service.teamId] } });
  await atHr.until(() => many(atHr) === 3);
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (const { told } of [specialist, employee, third]) expect(told).toEqual([]);
});

test('what becomes of an agreement is told to who sees the work of a party, and to no other account', async () => {
  const [it, hr] = [await api.as('imran', 'fernhill-it'), await api.as('hugo', 'fernhill-hr')];
  const [atIt, atHr, specialist] = [await open('imran'), await open('hugo'), await open('helen')];
  const [facilities, third, employee] = [await open('felix'), await open('bella'), await open('marta')];
  const trusts: { id: string; side: string }[] = (await it.get('/v1/trusts')).body.items;
  const trust = trusts.find(({ side }) => side === 'trusted')?.id as string;
  const { offerings } = (await it.get(`/v1/trusts/${trust}`)).body as { offerings: { id: string }[] };
  const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
  const wanted = { name: 'Logins', trust, offeringId: offerings[0]?.id, startsOn };
  const { body } = await it.post('/v1/agreements', wanted);
  const ofAgreement = about(body.id, 'changed');
  for (const one of [atIt, atHr, specialist])
    expect((await one.until(ofAgreement)).data).toMatchObject({ kind: 'agreement' });
  expect((await hr.post(`/v1/agreements/${body.id}/acceptance`, {})).status).toBe(200);
  await atIt.until(() => atIt.told.filter(ofAgreement).length === 2);
  expect((await it.post(`/v1/agreements/${body.id}/end`, {})).status).toBeLessThan(300);
  await atHr.until(() => atHr.told.filter(ofAgreement).length === 3);
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (const { told } of [facilities, third, employee]) expect(told).toEqual([]);
});

test('when a trust is about to end, what nobody has begun leaves open pages at once', async () => {
  const [sam, felix] = [await api.as('sam'), await api.as('felix', 'fernhill-facilities')];
  const { task } = await onboarding(cast, await api.as('helen'));
  const desk = (await task('assign-desk')).id;
  const waits = async () =>
    (await sam.get(`/v1/inbox?task=${desk}`)).body.items.map((row: { task: { id: string } }) => row.task.id);
  expect(await waits()).toEqual([desk]);
  const [atDesks, atHr, third] = [await open('sam'), await open('helen'), await open('ida')];
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const ended = await felix.post(`/v1/trusts/${await trustWithHr(felix)}/revocation`, { how: 'finish', until });
  expect(ended.status).toBe(200);
  await Promise.all([atDesks.until(isReset), atHr.until(isReset)]);
  expect(await waits()).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(third.told).toEqual([]);
});

test('one person has so many streams and no more; closed ones are free again', async () => {
  const many = await Promise.all(Array.from({ length: 20 }, () => open('nils')));
  const nils = await api.as('nils');
  expect((await nils.get('/v1/live')).status).toBe(429);
  many[0]?.close();
  const again = async (tries: number): Promise<number> => {
    const stream = await listen(nils);
    streams.push(stream);
    if (stream.status === 200 || tries === 0) return stream.status;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return again(tries - 1);
  };
  expect(await again(40)).toBe(200);
});

test('nobody listens without signing in', async () => {
  expect((await api.anybody.get('/v1/live')).status).toBe(401);
});
