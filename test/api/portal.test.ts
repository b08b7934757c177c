import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activitiesOf } from '../../activities/index.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { inDays, onboarding, type Running } from '../support/running.ts';

/** What a new colleague, who has no role but that of an end user, is told and may do. */
let cast: Organisation;
let api: Api;
let helen: Client;
let nadia: Client;
let running: Running;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  [helen, nadia] = await Promise.all([api.as('helen'), api.as('nadia')]);
});
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

type Step = { key: string; text: string; state: string; at: string | null };
const portalOf = async (client: Client) => (await client.get('/v1/portal')).body;
const states = async (client: Client) => {
  const [process] = (await portalOf(client)).processes;
  return Object.fromEntries(process.steps.map(({ key, state }: Step) => [key, state]));
};
const approve = async (id: string, noun: string, body?: object) => {
  const marta = (await api.as('marta')).with({ 'x-account': 'fernhill-hr' });
  const { items } = (await marta.get('/v1/approvals?status=assigned&perPage=100')).body;
  const asked = items.find(({ task }: { task: { id: string } }) => task.id === id);
  expect((await marta.post(`/v1/approvals/${asked.id}/${noun}`, body)).status).toBe(200);
};

describe('the process about oneself', () => {
  test('nothing is told while there is none', async () => {
    expect(await portalOf(nadia)).toEqual({
      person: { id: cast.personId('nadia'), name: 'Nadia Costa' },
      processes: [],
      tasks: [],
    });
  });

  test('its marked steps are told, and not a word of anything else, though HR keeps it confidential', async () => {
    running = await onboarding(cast, helen);
    const told = await portalOf(nadia);
    expect(told.processes).toEqual([
      {
        id: running.id,
        account: { id: cast.accountId('fernhill-hr'), handle: 'fernhill-hr', name: 'Fernhill HR' },
        title: 'Your start',
        anchor: inDays(20),
        status: 'open',
        steps: expect.anything(),
      },
    ]);
    expect(told.processes[0].steps.map(({ key, text, state }: Step) => [key, text, state])).toEqual([
      ['create-login', 'Your login is created', 'now'],
      ['prepare-laptop', 'Your laptop is prepared', 'later'],
      ['grant-access', 'You are given access to your applications', 'later'],
      ['assign-desk', 'A desk is chosen for you', 'now'],
      ['ready-to-work', 'Everything is ready for your first day', 'later'],
      ['welcome', 'You are welcomed', 'later'],
    ]);
    expect(new Set(told.processes[0].steps.flatMap(Object.keys))).toEqual(new Set(['key', 'text', 'state', 'at']));
    const dates = Object.fromEntries(told.processes[0].steps.map(({ key, at }: Step) => [key, at]));
    expect(dates['grant-access']).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(dates['prepare-laptop'] < dates['grant-access']).toBe(true);
    expect([dates['assign-desk'], dates['ready-to-work']]).toEqual([null, null]);
    const said = JSON.stringify(told);
    for (const hidden of [
      'budget',
      'badge',
      'mailbox',
      'Marta',
      'Ida',
      'Helen',
      'developer',
      'Amsterdam',
      'employee',
      'team',
    ])
      expect([hidden, said.includes(hidden)]).toEqual([hidden, false]);
  });

  test('is told to nobody else, and opens no record of it to her', async () => {
    for (const key of ['helen', 'marta', 'ida', 'dana', 'noor', 'oscar', 'bella'])
      expect([key, (await portalOf(await api.as(key))).processes]).toEqual([key, []]);
    const acting = nadia.with({ 'x-account': 'fernhill-hr' });
    expect((await acting.get(`/v1/processes/${running.id}`)).status).toBe(404);
    const task = (await running.task('create-login')).id;
    expect((await acting.get(`/v1/tasks/${task}`)).status).toBe(404);
    const { token } = (await acting.post('/v1/tokens', { name: 'script', scopes: ['read'], days: 30 })).body;
    const program = api.anybody.with({ authorization: `Bearer ${token}` });
    expect((await program.get('/v1/inbox')).status).toBe(200);
    expect((await program.get('/v1/portal')).status).toBe(403);
    expect((await api.anybody.get('/v1/portal')).status).toBe(401);
  });

  test('row level security alone tells each person of his own only, and shows no row of a process', async () => {
    const ask = async (key: string, handle: string) =>
      cast.store.as(await cast.viewer(key, handle), async ({ em }) => [
        (await em.execute('select * from told_to_subject()')).length,
        (await em.execute('select 1 from process')).length,
      ]);
    expect(await ask('nadia', 'fernhill-it')).toEqual([6, 0]);
    expect(await ask('noor', 'fernhill-it')).toEqual([0, 0]);
    expect((await ask('oscar', 'oakline'))[0]).toBe(0);
  });

  test('goes on as the work does, in days and without how it was done', async () => {
    const ida = await api.as('ida');
    const fatima = await api.as('fatima');
    const login = (await running.task('create-login')).id;
    await ida.post(`/v1/tasks/${login}/completion`, { output: { username: 'canary.login' } });
    await approve((await running.task('equipment-budget')).id, 'approval');
    const desk = (await running.task('assign-desk')).id;
    await fatima.post(`/v1/tasks/${desk}/wait`, { for: 'customer', reason: 'Canary: which floor?' });
    await fatima.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'Canary of a note' });
    await running.drive();
    expect(await states(nadia)).toMatchObject({
      ...{ 'create-login': 'done', 'prepare-laptop': 'now', 'grant-access': 'now', 'assign-desk': 'now' },
      ...{ 'ready-to-work': 'later', welcome: 'later' },
    });
    const [{ steps }] = (await portalOf(nadia)).processes;
    expect(steps[0].at).toBe(new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' }));
    for (const node of ['grant-access[0]', 'grant-access[1]']) {
      const { id } = await running.task(node);
      expect((await ida.post(`/v1/tasks/${id}/completion`, { output: {} })).status).toBe(200);
      expect((await states(nadia))['grant-access']).toBe(node.endsWith('[0]') ? 'now' : 'done');
    }
    expect(JSON.stringify(await portalOf(nadia)).toLowerCase()).not.toContain('canary');
  });

  test('that something failed is not told: it goes on until somebody has decided', async () => {
    const ida = await api.as('ida');
    const { id } = await running.task('prepare-laptop');
    await ida.post(`/v1/tasks/${id}/failure`, { reason: 'Dropped' });
    await running.drive();
    expect((await states(nadia))['prepare-laptop']).toBe('now');
    expect((await helen.post(`/v1/tasks/${id}/cancellation`, { reason: 'She brings her own' })).status).toBe(200);
    await running.drive();
    expect((await states(nadia))['prepare-laptop']).toBe('not_needed');
  });

  test('called off, what was not done is not needed any more, and nothing is said to be reached', async () => {
    await helen.post(`/v1/processes/${running.id}/cancellation`, { reason: 'She went elsewhere' });
    const [process] = (await portalOf(nadia)).processes;
    expect(process.status).toBe('canceled');
    expect(await states(nadia)).toEqual({
      ...{ 'create-login': 'done', 'prepare-laptop': 'not_needed', 'grant-access': 'done' },
      ...{ 'assign-desk': 'not_needed', 'ready-to-work': 'not_needed', welcome: 'not_needed' },
    });
  });

  test('of an offboarding the person it is about is told nothing', async () => {
    const input = {
      person: cast.personId('noah'),
      ...{ manager: cast.personId('marta'), successor: cast.personId('bao'), lastDay: inDays(20) },
      ...{ workplace: 'onsite', assets: [] },
    };
    const started = await helen.post('/v1/processes', { template: 'employee-offboarding', input });
    expect(started.status).toBe(201);
    expect((await portalOf(await api.as('noah'))).processes).toEqual([]);
  });

  test('before the first day it is told as well, in whichever account she may act', async () => {
    const dana = await api.as('dana', 'fernhill');
    const noor = await api.as('noor');
    await onboarding(cast, helen, { person: cast.personId('noor') });
    const stay = { startsOn: inDays(20) };
    expect((await dana.send('PUT', `/v1/people/${cast.personId('noor')}/stay`, { body: stay })).status).toBe(200);
    expect((await noor.get('/v1/me')).body.accounts).toEqual([]);
    expect((await states(noor))['create-login']).toBe('now');
  });
});

describe('tasks of one’s own', () => {
  test('are listed, worked to their end by an end user with nothing but what is his, and gone', async () => {
    const nora = await api.as('nora');
    const input = {
      person: cast.personId('nora'),
      ...{ buddy: cast.personId('bao'), manager: cast.personId('marta'), startDate: inDays(3) },
    };
    const started = await helen.post('/v1/processes', { template: 'us-digital-service-new-hire', input });
    expect(started.status).toBe(201);
    const at = new Date(Date.now() + 5 * 86_400_000).toISOString();
    await activitiesOf(cast.workerStore).drive(
      { accountId: cast.accountId('fernhill-hr'), processId: started.body.id },
      at,
    );
    const { tasks, processes } = await portalOf(nora);
    expect(processes).toEqual([]);
    expect(tasks.length).toBeGreaterThan(3);
    const dues = tasks.map(({ due }: { due: string }) => due);
    expect(dues).toEqual([...dues].sort());
    const [own] = tasks;
    expect(own).toEqual({
      account: { id: cast.accountId('fernhill-hr'), handle: 'fernhill-hr', name: 'Fernhill HR' },
      ...{ id: expect.any(String), version: expect.any(Number), title: expect.any(String) },
      ...{ instructions: expect.any(String), due: expect.any(String), status: 'assigned', checklist: [] },
      outputSchema: expect.objectContaining({ type: 'object' }),
    });
    const acting = nora.with({ 'x-account': own.account.handle });
    const etag = { 'if-match': `"${own.version}"` };
    const accepted = await acting.post(`/v1/tasks/${own.id}/acceptance`, undefined, etag);
    expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted' } });
    expect((await acting.post(`/v1/tasks/${own.id}/start`)).body.status).toBe('in_progress');
    expect((await acting.post(`/v1/tasks/${own.id}/wait`, { for: 'other', reason: 'Tired' })).status).toBe(200);
    expect((await acting.post(`/v1/tasks/${own.id}/completion`, { output: {} })).body.status).toBe('completed');
    const left = (await portalOf(nora)).tasks.map(({ id }: { id: string }) => id);
    expect(left).toEqual(tasks.slice(1).map(({ id }: { id: string }) => id));
    const bao = await portalOf(await api.as('bao'));
    expect(bao.tasks.length).toBeGreaterThan(0);
    for (const { id } of bao.tasks) {
      expect(left).not.toContain(id);
      expect((await acting.get(`/v1/tasks/${id}`)).status).toBe(404);
      expect((await acting.post(`/v1/tasks/${id}/completion`, { output: {} })).status).toBe(404);
    }
  });

  test('what waits for a team, or for a vote, is not among them', async () => {
    expect((await portalOf(await api.as('fatima'))).tasks).toEqual([]);
    expect((await portalOf(await api.as('marta'))).tasks).toEqual([]);
  });
});
