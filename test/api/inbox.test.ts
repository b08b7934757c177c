import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { inDays, onboarding } from '../support/running.ts';

let cast: Organisation;
let api: Api;
type Row = {
  account: { handle: string };
  part: string;
  sortedBy: string;
  approval: string | null;
  task: { id: string; title: string; status: string };
};

beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  const helen = await api.as('helen');
  for (let count = 0; count < 7; count++) await onboarding(cast, helen, { startDate: inDays(15 + count) });
  for (let count = 0; count < 4; count++) {
    await onboarding(cast, helen, { workplace: 'remote', homeAddress: 'Dam 1', startDate: inDays(15 + count) });
  }
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const rowsOf = async (client: Client, query = '') =>
  (await client.get(`/v1/inbox?perPage=100${query}`)).body.items as Row[];

test('one list holds what waits in all accounts, each row labelled, the next promise first', async () => {
  const rows = await rowsOf(await api.as('sam'));
  const accounts = new Set(rows.map(({ account }) => account.handle));
  expect(accounts).toEqual(new Set(['fernhill-facilities', 'fernhill-it']));
  expect(rows.map(({ task }) => task.title).sort()).toEqual([
    ...Array(7).fill('assign desk'),
    ...Array(11).fill('create login'),
  ]);
  expect(rows.map(({ sortedBy }) => sortedBy)).toEqual(rows.map(({ sortedBy }) => sortedBy).sort());
});

test('pages of any size make up the same list', async () => {
  const sam = await api.as('sam');
  const whole = (await rowsOf(sam)).map(({ task }) => task.id);
  for (const perPage of [1, 4, 17]) {
    const ids: string[] = [];
    let next: string | undefined = `/v1/inbox?perPage=${perPage}`;
    while (next) {
      const page: Awaited<ReturnType<Client['get']>> = await sam.get(next);
      ids.push(...page.body.items.map(({ task }: Row) => task.id));
      next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(ids).toEqual(whole);
  }
});

test('an account narrows it; one that is not his is not found', async () => {
  const sam = await api.as('sam');
  expect((await rowsOf(sam, '&account=fernhill-facilities')).length).toBe(7);
  expect((await rowsOf(sam, `&account=${cast.accountId('fernhill-it')}`)).length).toBe(11);
  expect((await sam.get('/v1/inbox?account=brightwire')).status).toBe(404);
});

test('whoever takes a task has it alone from then on', async () => {
  const [fatima, felix] = [await api.as('fatima'), await api.as('felix')];
  const [first] = await rowsOf(fatima);
  expect((await fatima.post(`/v1/tasks/${first?.task.id}/acceptance`)).status).toBe(200);
  const has = (rows: Row[]) => rows.some(({ task }) => task.id === first?.task.id);
  expect(has(await rowsOf(fatima, '&part=mine'))).toBe(true);
  expect(has(await rowsOf(fatima, '&part=team'))).toBe(false);
  expect(has(await rowsOf(fatima))).toBe(true);
  expect(has(await rowsOf(felix))).toBe(false);
});

test('votes are named, in the account that asks, even where the person has no work', async () => {
  const rows = await rowsOf(await api.as('marta'));
  expect(rows).toHaveLength(11);
  for (const row of rows) {
    expect(row).toMatchObject({
      account: { handle: 'fernhill-hr' },
      part: 'mine',
      task: { title: 'equipment budget' },
    });
    expect(row.approval).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(await rowsOf(await api.as('marta'), '&account=fernhill-it')).toEqual([]);
});

test('nobody else has any of it', async () => {
  for (const key of ['bao', 'bella', 'oscar', 'olive', 'pia', 'aziz'])
    expect(await rowsOf(await api.as(key))).toEqual([]);
});

test('a row says what is late', async () => {
  const row = (await rowsOf(await api.as('ida')))[0];
  expect(row?.task).toMatchObject({
    overdue: false,
    breached: false,
    owner: { handle: 'fernhill-hr' },
    forPerson: 'Nadia Costa',
  });
});

test('who stops doing the work of an account sees nothing any more of what he had taken', async () => {
  const [sam, felix] = [await api.as('sam'), await api.as('felix')];
  const mine = (rows: Row[]) => rows.filter(({ account }) => account.handle === 'fernhill-facilities');
  const [taken] = mine(await rowsOf(sam));
  const task = `/v1/tasks/${taken?.task.id}`;
  const there = await api.as('sam', 'fernhill-facilities');
  expect((await there.post(`${task}/acceptance`)).status).toBe(200);
  const role = `/v1/people/${cast.personId('sam')}/roles/specialist`;
  expect((await felix.send('DELETE', role)).status).toBe(200);
  expect(mine(await rowsOf(sam))).toEqual([]);
  expect((await there.get(task)).status).toBe(404);
  expect((await there.get('/v1/tasks')).body.items).toEqual([]);
  expect((await felix.get(task)).body).toMatchObject({ assigned: { member: 'Sam Okafor' } });
});
