import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Viewer } from '../../domain/viewer.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { listen } from '../support/events.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { hire, onboarding, type Running } from '../support/running.ts';
import { setViewer } from '../support/viewer.ts';

/** Noah is a specialist of HR, and Nils one of Facilities; neither is in the team that has the work. */
let org: Organisation;
let api: Api;
let helen: Client;
let hugo: Client;
let noah: Client;
let aziz: Client;
let fatima: Client;
let felix: Client;
let nils: Client;
let running: Running;
let desk: string;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  [helen, hugo, aziz] = [
    await api.as('helen', 'fernhill-hr'),
    await api.as('hugo', 'fernhill-hr'),
    await api.as('aziz', 'fernhill-hr'),
  ];
  [fatima, felix] = [await api.as('fatima', 'fernhill-facilities'), await api.as('felix', 'fernhill-facilities')];
  await hugo.send('PUT', `/v1/people/${org.personId('noah')}/roles/specialist`);
  await felix.send('PUT', `/v1/people/${org.personId('nils')}/roles/specialist`);
  [noah, nils] = [await api.as('noah', 'fernhill-hr'), await api.as('nils', 'fernhill-facilities')];
  running = await onboarding(org, helen);
  desk = (await running.task('assign-desk')).id;
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

const statuses = (client: Client, paths: readonly string[]) =>
  Promise.all(paths.map(async (path) => (await client.get(path)).status));
const idsIn = async (client: Client, path: string) =>
  (await client.get(path)).body.items.map(({ id }: { id: string }) => id) as string[];
/** How many rows SQL finds as somebody acting in an account, had it got past the first wall. */
async function rowsSeen(key: string, handle: string, tables: readonly string[]): Promise<number[]> {
  const client = new pg.Client({ connectionString: org.database.urls.api });
  await client.connect();
  try {
    await client.query('begin');
    await setViewer(client, org.accountId(handle), org.personId(key));
    const counts: number[] = [];
    for (const table of tables) counts.push((await client.query(`select 1 from ${table}`)).rowCount ?? 0);
    return counts;
  } finally {
    await client.end();
  }
}
const confidential = (client: Client, handle: string, value: boolean) =>
  client.send('PATCH', `/v1/accounts/${org.accountId(handle)}`, { body: { confidential: value } });

describe('a confidential account', () => {
  const whole = () => [
    `/v1/processes/${running.id}`,
    `/v1/tasks/${desk}`,
    `/v1/tasks/${desk}/notes`,
    `/v1/processes/${running.id}/why`,
  ];

  test('shows every specialist its work until it is confidential', async () => {
    expect(await statuses(noah, whole())).toEqual([200, 200, 200, 200]);
    expect((await confidential(noah, 'fernhill-hr', true)).status).toBe(403);
    expect((await confidential(hugo, 'fernhill-hr', true)).body.confidential).toBe(true);
  });

  test('shows it then to the team that has it, to its manager and to who is asked, and to nobody else', async () => {
    for (const client of [helen, hugo]) {
      expect(await statuses(client, whole())).toEqual([200, 200, 200, 200]);
      expect(await idsIn(client, '/v1/processes')).toEqual([running.id]);
      expect((await idsIn(client, '/v1/tasks?perPage=100')).length).toBeGreaterThan(5);
    }
    for (const client of [noah, aziz]) {
      expect(await statuses(client, whole())).toEqual([404, 404, 404, 404]);
      expect([await idsIn(client, '/v1/processes'), await idsIn(client, '/v1/tasks')]).toEqual([[], []]);
      expect((await client.get('/v1/inbox')).body.items).toEqual([]);
      expect((await client.post(`/v1/processes/${running.id}/cancellation`, { reason: 'x' })).status).toBe(404);
    }
    const marta = await api.as('marta', 'fernhill-hr');
    expect(await statuses(marta, whole())).toEqual([200, 200, 200, 200]);
    expect((await marta.get('/v1/inbox')).body.items).toHaveLength(1);
    expect(await statuses(fatima, [`/v1/tasks/${desk}`])).toEqual([200]);
  });

  test('says why it is shown', async () => {
    const { reasons } = (await hugo.get(`/v1/processes/${running.id}/why`)).body;
    expect(reasons).toMatchObject([
      {
        because: 'team',
        sentence: expect.stringMatching(/^You see this process as a member of .* team, which has it/),
      },
    ]);
    const { people } = (await hugo.get(`/v1/processes/${running.id}/audience`)).body;
    expect(people.map(({ person }: { person: { name: string } }) => person.name).sort()).toEqual([
      'Helen Marsh',
      'Marta Jansen',
    ]);
  });

  test('the log says that something was done, and what it was to the team only', async () => {
    const changes = async (client: Client) =>
      (await client.get(`/v1/audit?record=${running.id}`)).body.items.map(
        (entry: { changes: object }) => entry.changes,
      );
    const told = await changes(hugo);
    expect(told.some((one: object) => Object.keys(one).length > 0)).toBe(true);
    expect(await changes(aziz)).toEqual(told.map(() => ({})));
  });

  test('the second wall hides it as well', async () => {
    const tables = ['process', 'task', 'approval'];
    expect(await rowsSeen('noah', 'fernhill-hr', tables)).toEqual([0, 0, 0]);
    expect(await rowsSeen('aziz', 'fernhill-hr', tables)).toEqual([0, 0, 0]);
    const [processes, tasks = 0, votes] = await rowsSeen('helen', 'fernhill-hr', tables);
    expect([processes, tasks > 5, votes]).toEqual([1, true, 1]);
    expect((await rowsSeen('fatima', 'fernhill-facilities', tables))[1]).toBeGreaterThan(0);
  });

  test('streams tell of it whom it is shown to', async () => {
    const [told, untold] = [await listen(helen), await listen(noah)];
    expect((await fatima.post(`/v1/tasks/${desk}/acceptance`)).status).toBe(200);
    await told.until(({ data }) => data.id === desk && data.action === 'accepted');
    await helen.post(`/v1/tasks/${desk}/notes`, { kind: 'internal', text: 'between us' });
    await told.until(({ data }) => data.id === desk && data.action === 'noted');
    expect(untold.told).toEqual([]);
    for (const stream of [told, untold]) stream.close();
  });

  test('new processes are confidential too, and stay so when the account is not any more', async () => {
    const second = await onboarding(org, helen);
    expect((await helen.get(`/v1/processes/${second.id}`)).body.confidential).toBe(true);
    expect(await statuses(noah, [`/v1/processes/${second.id}`])).toEqual([404]);
    await confidential(hugo, 'fernhill-hr', false);
    expect(await statuses(noah, [`/v1/processes/${second.id}`, `/v1/tasks/${desk}`])).toEqual([404, 404]);
    const teams = (await hugo.get('/v1/teams')).body.items;
    const elsewhere = await helen.post('/v1/processes', {
      template: 'employee-onboarding',
      input: hire(org),
      team: org.personId('helen'),
    });
    expect(elsewhere.body.errors).toMatchObject([{ pointer: '#/team' }]);
    const named = await helen.post('/v1/processes', {
      template: 'employee-onboarding',
      input: hire(org),
      team: teams[0].id,
    });
    expect(named.status).toBe(201);
    const third = await onboarding(org, helen);
    expect(await statuses(noah, [`/v1/processes/${third.id}`])).toEqual([200]);
  });

  test('what is told of running processes all at once is what is read of them row by row', async () => {
    const columns = 't.status, t.activated_at, t.finished_at, t.target, t.due, t.clocks';
    const rowByRow = `select p.id, p.clock_offset, ${columns} from process p left join task t on t.process_id = p.id
      and t.activated_at is not null and t.finished_at is null where p.account_id = ? and p.status <> 'completed'`;
    const told = async (viewer: Viewer) =>
      org.store.as(viewer, async ({ em }) => {
        const inOrder = (sql: string) =>
          em.execute<object[]>(
            `select * from (${sql}) as t order by t::text`,
            sql === rowByRow ? [viewer.accountId] : [],
          );
        const all = await inOrder('select * from work_in_hand()');
        expect(all.map((row) => Object.values(row))).toEqual(
          (await inOrder(rowByRow)).map((row) => Object.values(row)),
        );
        return new Set(all.map((row) => Object.values(row)[0])).size;
      });
    const as = async (key: string, handle = 'fernhill-hr') => told(await org.viewer(key, handle));
    expect([await as('helen'), await as('marta'), await as('noah'), await as('aziz')]).toEqual([4, 4, 2, 2]);
    const helens = await org.viewer('helen', 'fernhill-hr');
    expect(await told({ ...helens, personId: null })).toBe(4);
    expect(await told({ ...helens, roles: new Set(['pre_hire'] as const) })).toBe(0);
    expect(await as('fatima', 'fernhill-facilities')).toBe(0);
    for (const [client, many] of [
      [helen, 4],
      [noah, 2],
    ] as const) {
      expect((await client.get('/v1/processes/count')).body.risk.on_track).toBe(many);
      expect(await idsIn(client, '/v1/processes?risk=on_track')).toHaveLength(many);
    }
  });

  test('whoever leaves the team sees it no longer, even as administrator', async () => {
    const teams = (await hugo.get('/v1/teams')).body.items;
    for (const { id } of teams) await hugo.send('DELETE', `/v1/teams/${id}/members/${org.personId('hugo')}`);
    expect(await statuses(hugo, [`/v1/processes/${running.id}`, `/v1/tasks/${desk}`])).toEqual([404, 404]);
  });
});

describe('a confidential service', () => {
  test('shows its tasks for others to the team that has them, at once', async () => {
    expect(await statuses(nils, [`/v1/tasks/${desk}`])).toEqual([200]);
    const services = (await felix.get('/v1/services')).body.items;
    for (const { id } of services)
      expect(
        (await felix.send('PATCH', `/v1/services/${id}`, { body: { confidential: true } })).body.confidential,
      ).toBe(true);
    expect(await statuses(nils, [`/v1/tasks/${desk}`, `/v1/tasks/${desk}/why`, `/v1/tasks/${desk}/notes`])).toEqual([
      404, 404, 404,
    ]);
    expect(await idsIn(nils, '/v1/tasks')).toEqual([]);
    expect(await rowsSeen('nils', 'fernhill-facilities', ['task'])).toEqual([0]);
    expect(await statuses(fatima, [`/v1/tasks/${desk}`, `/v1/tasks/${desk}/why`])).toEqual([200, 200]);
  });

  test('and tasks it is given from then on', async () => {
    const next = await onboarding(org, helen);
    const { id } = await next.task('assign-desk');
    expect([await statuses(fatima, [`/v1/tasks/${id}`]), await statuses(nils, [`/v1/tasks/${id}`])]).toEqual([
      [200],
      [404],
    ]);
    expect((await hugo.get(`/v1/tasks/${id}/audience`)).body.accounts).toMatchObject([
      { account: { handle: 'fernhill-facilities' } },
    ]);
  });

  test('an administrator who does not see it ends the trust all the same, for everybody', async () => {
    await felix.send('PUT', `/v1/people/${org.personId('nils')}/roles/account_admin`);
    const trusts = (await nils.get('/v1/trusts')).body.items;
    const trust = trusts.find((one: { account: { handle: string } }) => one.account.handle === 'fernhill-hr');
    expect((await nils.post(`/v1/trusts/${trust.id}/revocation`, { how: 'hand_back' })).status).toBeLessThan(300);
    expect(await statuses(fatima, [`/v1/tasks/${desk}`])).toEqual([404]);
    expect(await rowsSeen('fatima', 'fernhill-facilities', ['task'])).toEqual([0]);
  });
});

test('HR of the demo organisation keeps its work to itself', async () => {
  const demo = await organisation({ confidential: true });
  const served = await startApi(demo);
  try {
    const [helen, aziz] = [await served.as('helen', 'fernhill-hr'), await served.as('aziz', 'fernhill-hr')];
    const { id } = await onboarding(demo, helen);
    expect(await statuses(helen, [`/v1/processes/${id}`])).toEqual([200]);
    expect(await statuses(aziz, [`/v1/processes/${id}`])).toEqual([404]);
  } finally {
    await served.close();
    await demo.close();
  }
});
