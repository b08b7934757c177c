import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { activitiesOf } from '../../activities/index.ts';
import { endStays } from '../../domain/person/stays.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { listen } from '../support/events.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { inDays } from '../support/running.ts';
import { setViewer } from '../support/viewer.ts';

let org: Organisation;
let api: Api;
let dana: Client;
let owner: pg.Client;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  dana = await api.as('dana', 'fernhill');
  owner = new pg.Client({ connectionString: org.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await api?.close();
  await org?.close();
});

const password = 'correct horse battery';
const cookieOf = ({ headers }: { headers: Headers }) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** Somebody new in the directory, who has set a password. */
async function newcomer(name: string, dates: object): Promise<{ id: string; email: string; client: Client }> {
  const email = `${name.toLowerCase()}@fernhill.example`;
  const { body: person } = await dana.post('/v1/people', { name, email });
  expect((await dana.send('PUT', `/v1/people/${person.id}/stay`, { body: dates })).status).toBe(200);
  const { body: welcome } = await dana.post(`/v1/people/${person.id}/welcome`);
  expect((await api.anybody.post('/v1/welcome', { secret: welcome.secret, password })).status).toBe(204);
  const session = await api.anybody.post('/v1/session', { email, password });
  expect(session.status).toBe(201);
  return { id: person.id, email, client: api.anybody.with({ cookie: cookieOf(session) }) };
}

describe('before the first day', () => {
  let wren: { id: string; client: Client };
  let acting: Client;
  let own: string[];
  beforeAll(async () => {
    wren = await newcomer('Wren', { startsOn: inDays(30) });
    expect((await wren.client.get('/v1/me')).body.accounts).toEqual([]);
    expect((await wren.client.get('/v1/people')).status).toBe(403);
    expect((await wren.client.with({ 'x-account': 'fernhill-hr' }).get('/v1/people')).status).toBe(404);
    const input = {
      person: wren.id,
      manager: org.personId('marta'),
      buddy: org.personId('bao'),
      startDate: inDays(20),
    };
    const helen = await api.as('helen', 'fernhill-hr');
    const { body } = await helen.post('/v1/processes', { template: 'us-digital-service-new-hire', input });
    // Well past the first working day on or after that date, whatever the weekday.
    const at = new Date(Date.now() + 28 * 86_400_000).toISOString();
    await activitiesOf(org.workerStore).drive({ accountId: org.accountId('fernhill-hr'), processId: body.id }, at);
    acting = wren.client.with({ 'x-account': 'fernhill-hr' });
    own = (await wren.client.get('/v1/inbox?perPage=100')).body.items.map(
      (row: { task: { id: string } }) => row.task.id,
    );
  });

  test('somebody acts where something is asked of him, and is nothing else there', async () => {
    const { accounts } = (await wren.client.get('/v1/me')).body;
    expect(accounts).toMatchObject([{ handle: 'fernhill-hr', roles: ['pre_hire'], teams: [] }]);
    expect(own.length).toBeGreaterThan(5);
    const listed = (await acting.get('/v1/tasks?perPage=100')).body.items.map(({ id }: { id: string }) => id);
    expect(listed.sort()).toEqual([...own].sort());
  });

  test('he sees nothing of the account, its directory or its work', async () => {
    for (const path of ['/v1/organizations', '/v1/sites', '/v1/teams', '/v1/processes', '/v1/templates']) {
      expect([path, (await acting.get(path)).body.items]).toEqual([path, []]);
    }
    for (const path of ['/v1/services', '/v1/offered-services', '/v1/trusts', '/v1/audit', '/v1/permissions']) {
      expect([path, (await acting.get(path)).status]).toEqual([path, 403]);
    }
    expect((await acting.get('/v1/people')).body.items.map(({ name }: { name: string }) => name)).toEqual(['Wren']);
    const hr = { id: org.accountId('fernhill-hr'), handle: 'fernhill-hr', name: 'Fernhill HR', own: false };
    expect((await acting.get('/v1/accounts')).body.items).toEqual([{ ...hr, branding: { colour: null, logo: null } }]);
    for (const path of [
      `/v1/accounts/${org.accountId('fernhill-hr')}`,
      `/v1/people/${wren.id}`,
      `/v1/tasks/${own[0]}`,
    ]) {
      const why = await acting.get(`${path}/why`);
      expect([path, why.status, why.body.reasons.length > 0]).toEqual([path, 200, true]);
    }
    const { rows } = await owner.query<{ id: string }>('select id from task where not id = any ($1)', [own]);
    for (const { id } of rows.slice(0, 20)) expect((await acting.get(`/v1/tasks/${id}`)).status).toBe(404);
  });

  test('the second wall shows him no more', async () => {
    const client = new pg.Client({ connectionString: org.database.urls.api });
    await client.connect();
    const seen = async (table: string) => (await client.query(`select 1 from ${table}`)).rowCount;
    const tables = [
      'organization',
      'site',
      'team',
      'team_member',
      'trust',
      'trust_grant',
      'service',
      'process',
      'plan',
    ];
    await owner.query(
      `insert into trust_grant (trust_id, capability, account_id, value, granted_at) select id, 'share_plan', trusting_id, '{}', now() from trust`,
    );
    try {
      await client.query('begin');
      const viewer = `${wren.id} early`;
      await setViewer(client, org.accountId('fernhill-hr'), viewer);
      for (const table of tables) expect([table, await seen(table)]).toEqual([table, 0]);
      expect([await seen('person'), await seen('task')]).toEqual([1, own.length]);
      await setViewer(client, org.accountId('fernhill-hr'), wren.id);
      for (const table of ['team', 'trust_grant']) expect(await seen(table)).toBeGreaterThan(0);
    } finally {
      await client.end();
    }
  });

  test('he does what is asked of him', async () => {
    const [task] = own;
    for (const step of ['acceptance', 'start'])
      expect((await acting.post(`/v1/tasks/${task}/${step}`)).status).toBe(200);
    const done = await acting.post(`/v1/tasks/${task}/completion`, { output: {} });
    expect(done).toMatchObject({ status: 200, body: { status: 'completed' } });
    expect((await acting.get(`/v1/tasks/${task}`)).status).toBe(200);
  });

  test('from the first instant of his first day he is one of them, without signing in anew', async () => {
    await owner.query('update stay set starts_at = now() where person_id = $1', [wren.id]);
    const { accounts } = (await wren.client.get('/v1/me')).body;
    expect(accounts.map(({ handle, roles }: { handle: string; roles: string[] }) => [handle, roles])).toEqual(
      ['facilities', 'hr', 'it'].map((name) => [`fernhill-${name}`, ['end_user']]),
    );
    expect((await acting.get('/v1/teams')).body.items.length).toBeGreaterThan(0);
  });
});

describe('after the last day', () => {
  test('session, token, stream and sign-in end at that instant, before anybody clears away', async () => {
    const rook = await newcomer('Rook', { startsOn: null, endsOn: inDays(1) });
    const imran = await api.as('imran', 'fernhill-it');
    await imran.send('PUT', `/v1/people/${rook.id}/roles/specialist`);
    const atIt = rook.client.with({ 'x-account': 'fernhill-it' });
    const { body: token } = await atIt.post('/v1/tokens', { name: 'script', scopes: ['read'], days: 30 });
    const script = api.anybody.with({ authorization: `Bearer ${token.token}`, 'x-account': 'fernhill-it' });
    const stream = await listen(rook.client);
    expect([(await atIt.get('/v1/tasks')).status, (await script.get('/v1/tasks')).status]).toEqual([200, 200]);

    await owner.query(`update stay set ends_at = now() where person_id = $1`, [rook.id]);
    expect([(await atIt.get('/v1/tasks')).status, (await script.get('/v1/tasks')).status]).toEqual([401, 401]);
    expect((await rook.client.get('/v1/me')).status).toBe(401);
    expect((await api.anybody.post('/v1/session', { email: rook.email, password })).status).toBe(401);
    const { rows: before } = await owner.query('select 1 from session where person_id = $1', [rook.id]);
    expect(before).toHaveLength(1);

    expect(await endStays(org.workerStore)).toBe(1);
    expect(await endStays(org.workerStore)).toBe(0);
    const left = await owner.query<{ sessions: number; roles: number; tokens: number; disabled: boolean }>(
      `select (select count(*)::int from session where person_id = p.id) as sessions, (select count(*)::int from role where person_id = p.id) as roles,
         (select count(*)::int from access_token where person_id = p.id and revoked_at is null) as tokens,
         p.disabled_at = s.ends_at as disabled from person p join stay s on s.person_id = p.id where p.id = $1`,
      [rook.id],
    );
    expect(left.rows).toEqual([{ sessions: 0, roles: 0, tokens: 0, disabled: true }]);
    const { rows: log } = await owner.query(
      'select l.withdrawn_at = s.ends_at as closed from permission l join stay s on s.person_id = l.person_id where l.person_id = $1',
      [rook.id],
    );
    expect(log).toEqual([{ closed: true }]);
    stream.close();
    const back = await dana.send('DELETE', `/v1/people/${rook.id}/disablement`);
    expect(back.body.detail).toBe('The stay of this person is over: change its dates first.');
  });

  test('his own account shows when he goes, colleagues see nothing of it', async () => {
    const finch = await newcomer('Finch', { endsOn: null });
    const ida = await api.as('ida', 'fernhill-it');
    const colleague = async () => {
      const { status, headers, body } = await ida.get(`/v1/people/${finch.id}`);
      return [status, headers.get('etag'), body];
    };
    const before = await colleague();
    const put = (client: Client, body: object) => client.send('PUT', `/v1/people/${finch.id}/stay`, { body });
    expect((await put(dana, { endsOn: inDays(9) })).body).toMatchObject({
      endsOn: inDays(9),
      endsAt: expect.any(String),
    });
    expect(await colleague()).toEqual(before);
    expect(
      (await finch.client.with({ 'x-account': 'fernhill-hr' }).get(`/v1/people/${finch.id}/stay`)).body.endsOn,
    ).toBe(inDays(9));
    expect((await ida.get(`/v1/people/${finch.id}/stay`)).status).toBe(404);
    expect((await put(ida, { endsOn: null })).status).toBe(403);
    expect((await put(finch.client.with({ 'x-account': 'fernhill-hr' }), { endsOn: null })).status).toBe(403);
    expect((await put(dana, { startsOn: inDays(9), endsOn: inDays(8) })).status).toBe(422);
    const self = await dana.send('PUT', `/v1/people/${org.personId('dana')}/stay`, { body: { endsOn: inDays(9) } });
    expect(self.status).toBe(409);
  });

  test('the days are those of the site: they follow its zone, and the hours of the home', async () => {
    const { body: site } = await dana.post('/v1/sites', { name: 'Lisbon', zone: 'Europe/Lisbon' });
    const heron = await newcomer('Heron', { endsOn: '2030-01-31' });
    const endsAt = async () => (await dana.get(`/v1/people/${heron.id}/stay`)).body.endsAt;
    expect(await endsAt()).toBe('2030-01-31T23:00:00.000Z');
    await dana.send('PATCH', `/v1/people/${heron.id}`, { body: { siteId: site.id } });
    expect(await endsAt()).toBe('2030-02-01T00:00:00.000Z');
    expect((await dana.send('PATCH', `/v1/sites/${site.id}`, { body: { zone: 'Nowhere/Land' } })).status).toBe(422);
    await dana.send('PATCH', `/v1/sites/${site.id}`, { body: { zone: 'Asia/Tokyo' } });
    expect(await endsAt()).toBe('2030-01-31T15:00:00.000Z');
    await dana.send('PUT', `/v1/people/${heron.id}/stay`, {
      body: { endsOn: '2030-01-31', endsWith: 'working_hours' },
    });
    expect(await endsAt()).toBe('2030-01-31T08:00:00.000Z');
    const day = [[480, 960]];
    const calendar = { zone: 'Europe/Amsterdam', week: [day, day, day, day, day, [], []], holidays: [] };
    await dana.send('PATCH', `/v1/accounts/${org.accountId('fernhill')}`, { body: { calendar } });
    expect(await endsAt()).toBe('2030-01-31T07:00:00.000Z');
  });
});

test('a welcome sets a password once, and is made by an administrator of the person’s home only', async () => {
  const { body: person } = await dana.post('/v1/people', { name: 'Lark', email: 'lark@fernhill.example' });
  const path = `/v1/people/${person.id}/welcome`;
  expect((await (await api.as('hugo', 'fernhill-hr')).post(path)).status).toBe(403);
  expect((await (await api.as('oscar', 'oakline')).post(path)).status).toBe(404);
  const [first, second] = [(await dana.post(path)).body, (await dana.post(path)).body];
  const take = (secret: string, chosen = password) => api.anybody.post('/v1/welcome', { secret, password: chosen });
  expect((await take(first.secret)).status).toBe(401);
  expect((await take(second.secret, 'short')).status).toBe(422);
  const both = await Promise.all([take(second.secret), take(second.secret)]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 401]);
  expect((await api.anybody.post('/v1/session', { email: 'lark@fernhill.example', password })).status).toBe(201);
});
