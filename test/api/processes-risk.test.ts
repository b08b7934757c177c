import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rows } from '../domain/process-made.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding, type Running } from '../support/running.ts';

/** One onboarding for each way a process can stand, one of them over. */
const kinds = ['halted', 'breached', 'overdue', 'at_risk', 'on_track', 'over'] as const;
type Kind = (typeof kinds)[number];
let cast: Organisation;
let api: Api;
let helen: Client;
const made = {} as Record<Kind, Running>;
type Row = { id: string; title: string; status: string; risk: string | null };

beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  helen = await api.as('helen');
  const noah = { person: cast.personId('noah') };
  for (const kind of kinds) made[kind] = await onboarding(cast, helen, kind === 'breached' ? noah : {});
});
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

const list = async (query = '', client = helen) => {
  const { status, body } = await client.get(`/v1/processes?perPage=100&${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.items as Row[];
};
const kindsOf = async (query: string) => {
  const kindOf = new Map(kinds.map((kind) => [made[kind].id, kind]));
  return (await list(query)).map(({ id }) => kindOf.get(id));
};
const risks = async () => Object.fromEntries((await list()).map(({ id, risk }) => [id, risk]));
const change = async (kind: Kind, node: string, set: string) => {
  const { id } = await made[kind].task(node);
  await rows(cast, `update task set ${set} where id = $1`, id);
};
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const warned = (at: string) =>
  `clocks = jsonb_set(clocks, '{complete,warnings}', '[{"percent": 50, "at": "${at}", "passed": true}, {"percent": 75}]')`;

test('nothing is at any risk while everything is in time', async () => {
  expect(new Set(Object.values(await risks()))).toEqual(new Set(['on_track']));
  expect((await helen.get('/v1/processes/count')).body).toEqual({
    status: { being_created: 0, registered: 0, in_progress: 6, progress_halted: 0, completed: 0 },
    risk: { halted: 0, breached: 0, overdue: 0, at_risk: 0, on_track: 6 },
  });
});

test('a process stands as its worst open task does; one that is over is at no risk', async () => {
  const felix = await api.as('felix', 'fernhill-facilities');
  const { id } = await made.halted.task('assign-desk');
  await felix.post(`/v1/tasks/${id}/failure`, { reason: 'Flooded.' });
  await change('halted', 'create-login', `due = '${ago(1)}'`);
  await change('breached', 'assign-desk', `target = '${ago(1)}'`);
  await change('breached', 'create-login', `due = '${ago(1)}'`);
  await change('overdue', 'create-login', `due = '${ago(1)}'`);
  await change('overdue', 'assign-desk', warned(ago(5)));
  await change('at_risk', 'create-login', warned(ago(5)));
  // Of what is foreseen, of what is kept and of what is not begun nothing has come to pass.
  await change('on_track', 'create-login', warned(ago(-5)));
  await change('on_track', 'assign-desk', warned(ago(5)));
  await change('on_track', 'assign-desk', `clocks = jsonb_set(clocks, '{complete,metAt}', '"${ago(3)}"')`);
  await change('on_track', 'prepare-laptop', `due = '${ago(1)}'`);
  await change('over', 'create-login', `due = '${ago(1)}'`);
  await helen.post(`/v1/processes/${made.over.id}/cancellation`, { reason: 'She went elsewhere.' });
  const expected = kinds.map((kind) => [made[kind].id, kind === 'over' ? null : kind]);
  expect(await risks()).toEqual(Object.fromEntries(expected));
  for (const kind of kinds)
    expect((await helen.get(`/v1/processes/${made[kind].id}`)).body.risk).toBe(kind === 'over' ? null : kind);
});

test('the list is narrowed down by risk before its pages are cut', async () => {
  for (const kind of kinds.slice(0, 5)) expect(await kindsOf(`risk=${kind}`)).toEqual([kind]);
  expect(await kindsOf('risk=halted,on_track&status=in_progress,progress_halted')).toEqual(['on_track', 'halted']);
  expect(await kindsOf('risk=on_track&status=completed')).toEqual([]);
  const page = (await helen.get('/v1/processes?perPage=1&risk=halted,breached,overdue')).body;
  expect(page.items.map(({ id }: Row) => id)).toEqual([made.overdue.id]);
  const next = (await helen.get(`/v1/processes?perPage=1&risk=halted,breached,overdue&cursor=${page.next}`)).body;
  expect(next.items.map(({ id }: Row) => id)).toEqual([made.breached.id]);
  expect((await helen.get('/v1/processes?risk=late')).status).toBe(422);
});

test('what was done again or given up halts nothing', async () => {
  const { id } = await made.halted.task('assign-desk');
  expect((await helen.post(`/v1/tasks/${id}/retry`)).status).toBe(201);
  await made.halted.drive();
  expect((await list()).find((row) => row.id === made.halted.id)?.risk).toBe('overdue');
  expect(await kindsOf('risk=halted')).toEqual([]);
  expect(await kindsOf('risk=overdue')).toEqual(['overdue', 'halted']);
});

test('lateness is by the clock of each process', async () => {
  const later = 'update process set clock_offset = 86400000::bigint * 400 where id = $1 returning id';
  await rows(cast, later, made.on_track.id);
  expect((await list()).find(({ id }) => id === made.on_track.id)?.risk).toBe('breached');
  expect(await kindsOf('risk=breached')).toEqual(['on_track', 'breached']);
});

test('search finds part of a title or of the name of whom it is about', async () => {
  expect(await kindsOf('search=NOAH')).toEqual(['breached']);
  await rows(cast, `update process set title = 'Somebody new' where id = $1 returning id`, made.breached.id);
  expect(await kindsOf('search=noah%20k')).toEqual(['breached']);
  expect(await kindsOf('search=somebody')).toEqual(['breached']);
  expect(await kindsOf('search=nadia')).toHaveLength(5);
  expect(await kindsOf('search=%25')).toEqual([]);
});

test('counts are those of the list, for each who asks', async () => {
  const counted = async (client: Client, query = '') => {
    const found = await list(query, client);
    const { status, risk } = (await client.get(`/v1/processes/count?${query}`)).body;
    for (const [kind, many] of Object.entries(status))
      expect([kind, many]).toEqual([kind, found.filter((row) => row.status === kind).length]);
    for (const [kind, many] of Object.entries(risk))
      expect([kind, many]).toEqual([kind, found.filter((row) => row.risk === kind).length]);
    return found.length;
  };
  expect(await counted(helen)).toBe(6);
  expect(await counted(helen, 'search=noah')).toBe(1);
  const marta = await api.as('marta', 'fernhill-hr');
  expect(await counted(marta)).toBe(6);
  expect(await counted(await api.as('bao', 'fernhill-hr'))).toBe(0);
  expect(await counted(await api.as('ida', 'fernhill-it'))).toBe(0);
});
