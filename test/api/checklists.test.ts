import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding, type Running } from '../support/running.ts';

/** The laptop of a new colleague: HR's task, done by IT, with three things to tick. */
let cast: Organisation;
let api: Api;
let helen: Client;
let ida: Client;
let running: Running;
let laptop: string;
const titles = ['Disk encrypted', 'Charger packed', 'Labelled with the asset tag'];
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  [helen, ida] = await Promise.all([api.as('helen'), api.as('ida')]);
  running = await onboarding(cast, helen);
  laptop = (await running.task('prepare-laptop')).id;
});
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

const put = (client: Client, item: number | string, headers = {}) =>
  client.send('PUT', `/v1/tasks/${laptop}/checklist/${item}`, { headers });
const take = (client: Client, item: number | string) => client.send('DELETE', `/v1/tasks/${laptop}/checklist/${item}`);
const listOf = async (client: Client) => (await client.get(`/v1/tasks/${laptop}`)).body.checklist;
const complete = () => ida.post(`/v1/tasks/${laptop}/completion`, { output: { assetTag: 'A-1' } });

describe('a checklist', () => {
  test('is known to the owner from the start, and not ticked before its task is activated', async () => {
    expect(await listOf(helen)).toEqual(
      titles.map((title, index) => ({ item: index + 1, title, done: false, by: null, at: null })),
    );
    expect(await put(ida, 1)).toMatchObject({ status: 404 });
    const hugo = await api.as('hugo', 'fernhill-hr');
    expect(await put(hugo, 1)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('not activated') },
    });
    const login = (await running.task('create-login')).id;
    expect((await ida.get(`/v1/tasks/${login}`)).body.checklist).toEqual([]);
    await ida.post(`/v1/tasks/${login}/completion`, { output: { username: 'nadia' } });
    const marta = (await api.as('marta')).with({ 'x-account': 'fernhill-hr' });
    const [vote] = (await marta.get('/v1/approvals?status=assigned')).body.items;
    await marta.post(`/v1/approvals/${vote.id}/approval`);
    await running.drive();
    expect(await listOf(ida)).toEqual(await listOf(helen));
  });

  test('is ticked by whoever works the task; both sides see what is done and when, the owner not by whom', async () => {
    const ticked = await put(ida, 2);
    expect(ticked).toMatchObject({ status: 200, body: { id: laptop, status: 'assigned' } });
    const at = expect.stringMatching(/^\d{4}-/);
    expect((await listOf(ida))[1]).toEqual({ item: 2, title: titles[1], done: true, by: 'Ida Novak', at });
    expect((await listOf(helen))[1]).toEqual({ item: 2, title: titles[1], done: true, by: null, at });
    const page = (await helen.get(`/v1/tasks?process=${running.id}&perPage=100`)).body.items;
    expect(page.find(({ id }: { id: string }) => id === laptop).checklist).toEqual(await listOf(helen));
    const { steps } = (await helen.get(`/v1/processes/${running.id}`)).body;
    const step = steps.find(({ node }: { node: string }) => node === 'prepare-laptop');
    expect(step.task.checklist).toEqual(await listOf(helen));
  });

  test('names who ticked to the owner where the provider shows its people', async () => {
    const imran = await api.as('imran', 'fernhill-it');
    const trusts = (await imran.get('/v1/trusts')).body.items;
    const { id } = trusts.find(({ account }: { account: { handle: string } }) => account.handle === 'fernhill-hr');
    const grant = `/v1/trusts/${id}/grants/show_specialists`;
    expect((await imran.send('PUT', grant, { body: {} })).status).toBeLessThan(300);
    expect((await listOf(helen))[1].by).toBe('Ida Novak');
    expect((await imran.send('DELETE', grant)).status).toBeLessThan(300);
    expect((await listOf(helen))[1].by).toBeNull();
  });

  test('row level security alone names nobody to others', async () => {
    const ask = async (key: string, handle: string) =>
      cast.store.as(await cast.viewer(key, handle), ({ em }) =>
        em.execute('select item, name from ticked_by(array[?]::uuid[])', [laptop]),
      );
    expect(await ask('ida', 'fernhill-it')).toEqual([{ item: 2, name: 'Ida Novak' }]);
    for (const [key, handle] of [
      ['helen', 'fernhill-hr'],
      ['fatima', 'fernhill-facilities'],
      ['oscar', 'oakline'],
    ] as const)
      expect([key, await ask(key, handle)]).toEqual([key, []]);
  });

  test('is ticked by nobody else', async () => {
    const statuses = new Map<string, number>();
    for (const key of ['helen', 'fatima', 'oscar']) statuses.set(key, (await put(await api.as(key), 1)).status);
    expect(Object.fromEntries(statuses)).toEqual({ helen: 403, fatima: 404, oscar: 404 });
    const nadia = (await api.as('nadia')).with({ 'x-account': 'fernhill-it' });
    expect((await put(nadia, 1)).status).toBe(404);
    expect((await listOf(ida))[0].done).toBe(false);
  });

  test('has an item ticked once, and only items that it has', async () => {
    expect(await put(ida, 2)).toMatchObject({ status: 409, body: { detail: '"Charger packed" is ticked already.' } });
    expect(await take(ida, 1)).toMatchObject({ status: 409, body: { detail: '"Disk encrypted" is not ticked.' } });
    for (const item of [4, 99]) expect([item, (await put(ida, item)).status]).toEqual([item, 404]);
    for (const item of ['0', '-1', '1.5', 'one', '100'])
      expect([item, (await put(ida, item)).status]).toEqual([item, 404]);
    const { version } = (await ida.get(`/v1/tasks/${laptop}`)).body;
    expect((await put(ida, 1, { 'if-match': `"${version - 1}"` })).status).toBe(412);
    const key = { 'idempotency-key': 'tick-1' };
    const first = await put(ida, 1, key);
    expect(first.status).toBe(200);
    expect(await put(ida, 1, key)).toMatchObject({ status: 200, body: first.body });
  });

  test('keeps its task from being completed, naming what is left', async () => {
    expect((await take(ida, 2)).status).toBe(200);
    expect(await complete()).toMatchObject({
      status: 409,
      body: {
        detail:
          '"prepare laptop" cannot be completed before its checklist is ticked. Left: "Charger packed", "Labelled with the asset tag".',
      },
    });
    for (const item of [2, 3]) expect((await put(ida, item)).status).toBe(200);
    expect(await complete()).toMatchObject({ status: 200, body: { status: 'completed' } });
    expect(await take(ida, 3)).toMatchObject({
      status: 409,
      body: { detail: 'The checklist of a task that is completed stays as it is.' },
    });
    expect((await listOf(helen)).map(({ done }: { done: boolean }) => done)).toEqual([true, true, true]);
  });

  test('leaves each tick in the log of the owner, which both sides read', async () => {
    const owner = await api.as('hugo', 'fernhill-hr');
    const holder = await api.as('imran', 'fernhill-it');
    for (const client of [owner, holder]) {
      const { items } = (await client.get(`/v1/audit?record=${laptop}`)).body;
      const ticks = items.filter(({ action }: { action: string }) => action.endsWith('ticked')).reverse();
      expect(ticks.map(({ action, changes }: { action: string; changes: object }) => [action, changes])).toEqual([
        ['ticked', { item: titles[1] }],
        ['ticked', { item: titles[0] }],
        ['unticked', { item: titles[1] }],
        ['ticked', { item: titles[1] }],
        ['ticked', { item: titles[2] }],
      ]);
    }
  });

  test('begins anew when the task is done again', async () => {
    const other = await onboarding(cast, helen);
    const login = (await other.task('create-login')).id;
    await ida.post(`/v1/tasks/${login}/completion`, { output: { username: 'nadia.two' } });
    const marta = (await api.as('marta')).with({ 'x-account': 'fernhill-hr' });
    const [vote] = (await marta.get('/v1/approvals?status=assigned')).body.items;
    await marta.post(`/v1/approvals/${vote.id}/approval`);
    await other.drive();
    const { id } = await other.task('prepare-laptop');
    expect((await ida.send('PUT', `/v1/tasks/${id}/checklist/1`)).status).toBe(200);
    await ida.post(`/v1/tasks/${id}/failure`, { reason: 'Dropped' });
    await other.drive();
    const again = (await helen.post(`/v1/tasks/${id}/retry`)).body;
    expect(again.id).not.toBe(id);
    expect(again.checklist.map(({ title, done }: { title: string; done: boolean }) => [title, done])).toEqual(
      titles.map((title) => [title, false]),
    );
    expect((await helen.get(`/v1/tasks/${id}`)).body.checklist[0].done).toBe(true);
  });
});
