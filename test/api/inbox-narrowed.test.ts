import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { rows } from '../domain/process-made.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { inDays, onboarding } from '../support/running.ts';
import { setViewer } from '../support/viewer.ts';

/** Sam is a specialist of Facilities, who assign desks on site, and of IT, who create every login. */
let cast: Organisation;
let api: Api;
let sam: Client;
type Row = {
  account: { handle: string };
  part: string;
  task: { id: string; title: string; forPerson: string; status: string; overdue: boolean; breached: boolean };
};

beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  sam = await api.as('sam');
  const helen = await api.as('helen');
  for (let count = 0; count < 3; count++) await onboarding(cast, helen, { startDate: inDays(15 + count) });
  const remote = { workplace: 'remote', homeAddress: 'Dam 1', person: cast.personId('noah') };
  for (let count = 0; count < 2; count++) await onboarding(cast, helen, { ...remote, startDate: inDays(15 + count) });
});
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

const found = async (query: string, client = sam) => {
  const { status, body } = await client.get(`/v1/inbox?perPage=100&${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.items as Row[];
};
const titles = async (query: string, client = sam) =>
  Object.fromEntries(
    [...Map.groupBy(await found(query, client), ({ task }) => task.title)].map(([t, r]) => [t, r.length]),
  );

test('search finds part of a title, of what the process is called and of whom it is for, whatever the case', async () => {
  expect(await titles('search=LOGIN')).toEqual({ 'create login': 5 });
  expect(await titles('search=desk')).toEqual({ 'assign desk': 3 });
  expect(await titles('search=new%20COLL')).toEqual({ 'create login': 5, 'assign desk': 3 });
  const [{ task }] = (await found('search=noah kim')) as [Row];
  expect(await titles('search=nOaH')).toEqual({ 'create login': 2 });
  expect(task.forPerson.toLowerCase()).toContain('noah');
  for (const none of ['%25', '_', '%5C', 'nobody', 'onboarding%20login'])
    expect(await titles(`search=${none}`)).toEqual({});
  expect((await sam.get('/v1/inbox?search=%20')).status).toBe(422);
});

test('it is narrowed down before its pages are cut, over all accounts at once', async () => {
  const whole = (await found('search=e')).map(({ task }) => task.id);
  expect(whole).toHaveLength(8);
  const logins = (await found('search=login')).map(({ task }) => task.id);
  for (const [query, ids] of [
    ['search=e', whole],
    ['search=login', logins],
  ] as const) {
    const paged: string[] = [];
    let next: string | undefined = `/v1/inbox?perPage=2&${query}`;
    while (next) {
      const page: Awaited<ReturnType<Client['get']>> = await sam.get(next);
      paged.push(...page.body.items.map(({ task }: Row) => task.id));
      next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(paged).toEqual(ids);
  }
});

test('status and category take one or more', async () => {
  const [first] = (await found('account=fernhill-facilities')) as [Row];
  const there = await api.as('sam', 'fernhill-facilities');
  expect((await there.post(`/v1/tasks/${first.task.id}/acceptance`)).status).toBe(200);
  expect((await found('status=accepted')).map(({ task }) => task.id)).toEqual([first.task.id]);
  expect(await titles('status=assigned')).toEqual({ 'create login': 5, 'assign desk': 2 });
  expect(await titles('status=assigned,accepted&search=desk')).toEqual({ 'assign desk': 3 });
  expect(await titles('category=approval')).toEqual({});
  expect(await titles('category=approval', await api.as('marta'))).toEqual({ 'equipment budget': 5 });
  expect(await titles('category=implementation,approval')).toEqual({ 'create login': 5, 'assign desk': 3 });
  expect((await sam.get('/v1/inbox?status=lost')).status).toBe(422);
});

test('one task can be asked for by itself, until it waits no more', async () => {
  const [row] = (await found('search=login')) as [Row];
  const one = `task=${row.task.id}`;
  expect(await found(one)).toEqual([row]);
  expect(await found(`${one}&account=fernhill-facilities`)).toEqual([]);
  expect(await found(`${one}&part=mine`)).toEqual([]);
  expect(await found(`${one}&search=desk`)).toEqual([]);
  expect(await found(one, await api.as('fatima'))).toEqual([]);
  const there = await api.as('sam', 'fernhill-it');
  await there.post(`/v1/tasks/${row.task.id}/completion`, { output: { username: 'new.one' } });
  expect(await found(one)).toEqual([]);
});

test('what is overdue is what is late and not done, or was promised for earlier, by the clock of its process', async () => {
  expect(await found('overdue=true')).toEqual([]);
  const [late, broken, moved] = (await found('search=login')) as [Row, Row, Row];
  await rows(cast, `update task set due = now() - interval '1 minute' where id = $1`, late.task.id);
  await rows(
    cast,
    `update task set clocks = jsonb_set(clocks, '{complete,breachedAt}', '"2026-01-01T00:00:00.000Z"') where id = $1`,
    broken.task.id,
  );
  await rows(
    cast,
    `update process set clock_offset = 86400000::bigint * 400 where id = (select process_id from task where id = $1)`,
    moved.task.id,
  );
  const overdue = await found('overdue=true&search=login');
  expect(overdue.map(({ task }) => task.id).sort()).toEqual([late, broken, moved].map(({ task }) => task.id).sort());
  for (const { task } of overdue) expect(task.overdue || task.breached).toBe(true);
  const rest = await found('overdue=false');
  for (const { task } of rest) expect(task.overdue || task.breached).toBe(false);
  expect(rest.length + (await found('overdue=true')).length).toBe((await found('')).length);
});

test('a row says what is to be reached next and how much hangs on it, as the task does', async () => {
  const [row] = (await found('search=login&overdue=false')) as [Row];
  await rows(cast, `update task set impact = 'high' where id = $1`, row.task.id);
  for (const { account, task } of await found('')) {
    const { body } = await (await api.as('sam', account.handle)).get(`/v1/tasks/${task.id}`);
    const { nextTarget, impact } = body;
    expect(task).toMatchObject({ nextTarget, impact });
  }
  expect((await found(`task=${row.task.id}`))[0]?.task).toMatchObject({
    impact: 'high',
    nextTarget: { is: 'response', at: expect.any(String) },
  });
});

test('counts are those of the rows, by account', async () => {
  const { body } = await sam.get('/v1/inbox/count');
  const all = await found('');
  const counted = (list: Row[]) => ({
    mine: list.filter(({ part }) => part === 'mine').length,
    team: list.filter(({ part }) => part === 'team').length,
    overdue: list.filter(({ task }) => task.overdue || task.breached).length,
  });
  const { accounts, ...total } = body;
  expect(total).toEqual(counted(all));
  expect(total).toMatchObject({ mine: 1, overdue: 3 });
  expect(accounts.map(({ account }: Row) => account.handle)).toEqual(['fernhill-facilities', 'fernhill-it']);
  for (const { account, ...count } of accounts)
    expect(count).toEqual(counted(all.filter((row) => row.account.handle === account.handle)));
  const nobody = { mine: 0, team: 0, overdue: 0, accounts: [] };
  expect((await (await api.as('bao')).get('/v1/inbox/count')).body).toEqual(nobody);
});

test('this list has pages of up to 500, others of up to 100', async () => {
  expect((await sam.get('/v1/inbox?perPage=500')).status).toBe(200);
  expect((await sam.get('/v1/inbox?perPage=501')).status).toBe(422);
  expect((await (await api.as('sam', 'fernhill-it')).get('/v1/tasks?perPage=101')).status).toBe(422);
});

test('tasks of others match nothing, whatever is asked of the database', async () => {
  const client = new pg.Client({ connectionString: cast.database.urls.api });
  await client.connect();
  const matching = async (handle: string, key: string) => {
    await client.query('begin');
    await setViewer(client, cast.accountId(handle), cast.personId(key));
    const ids = (await rows<{ id: string }>(cast, 'select id from task')).map(({ id }) => id);
    const { rowCount } = await client.query('select inbox_matching($1::uuid[], null, null, null, null, now(), false)', [
      ids,
    ]);
    await client.query('rollback');
    return rowCount;
  };
  try {
    expect(await matching('fernhill-it', 'sam')).toBeGreaterThan(4);
    expect(await matching('brightwire', 'bella')).toBe(0);
  } finally {
    await client.end();
  }
});
