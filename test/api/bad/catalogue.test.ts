import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Answer, type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { onboarding, type Running } from '../../support/running.ts';
import { stateOf } from '../../support/state.ts';
import { expectRefused, someId } from './refused.ts';

// Rows of bad input by their names, where the tables beside this one do not have them for every route.
let cast: Organisation;
let api: Api;
let hugo: Client;
let imran: Client;
let oscar: Client;
let fatima: Client;
let running: Running;
let desk: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  hugo = await api.as('hugo', 'fernhill-hr');
  [imran, oscar, fatima] = [await api.as('imran', 'fernhill-it'), await api.as('oscar'), await api.as('fatima')];
  running = await onboarding(cast, hugo);
  desk = (await running.task('assign-desk')).id;
});
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

type Row = readonly [what: string, ask: () => Promise<Answer>, statuses: readonly number[]];

/** Refused by one of the statuses, and nothing is another than before. */
function refusedRows(rows: readonly Row[]): void {
  let before: string;
  beforeEach(async () => {
    before = await stateOf(cast.database.ownerUrl);
  });
  test.each(rows)('%s', async (what, ask, statuses) => {
    expect(statuses).toContain(expectRefused(what, await ask()));
    expect(await stateOf(cast.database.ownerUrl)).toBe(before);
  });
}

describe('identifiers', () => {
  const kinds = ['tasks', 'processes', 'people', 'teams', 'trusts', 'accounts', 'services', 'offerings', 'approvals'];
  refusedRows([
    ['the id of another account’s record', () => oscar.get(`/v1/tasks/${desk}`), [404]],
    ['an id swapped between path and body', () => fatima.post(`/v1/tasks/${desk}/start`, { id: someId }), [422]],
    ['a list for a scalar in the body', () => hugo.post('/v1/teams', { name: ['x'] }), [422]],
    ['a list for a scalar in the query', () => hugo.get(`/v1/people?team=${someId}&team=${someId}`), [422]],
    ['an object for an id', () => hugo.post('/v1/services', { name: 'x', teamId: { $ne: null } }), [422]],
    ['"id" in the body on create', () => hugo.post('/v1/teams', { id: someId, name: 'x' }), [422]],
    ['an id in braces', () => hugo.get(`/v1/tasks/{${desk}}`), [404]],
    ['an id with a NUL', () => hugo.get(`/v1/tasks/${desk}%00`), [404]],
  ]);

  test.each(kinds)('the id of another kind of record, as one of %s', async (kind) => {
    const ids = { tasks: running.id, processes: desk }[kind] ?? desk;
    for (const id of [ids, cast.accountId('oakline'), cast.personId('oscar')]) {
      expect([kind, (await hugo.get(`/v1/${kind}/${id}`)).status]).toEqual([kind, 404]);
    }
  });

  test('upper case is the same id', async () => {
    const { status, body } = await hugo.get(`/v1/tasks/${desk.toUpperCase()}`);
    expect([status, body.id]).toEqual([200, desk]);
  });

  test('a batch of own and foreign ids: all of it is refused', async () => {
    const trusts = (await imran.get('/v1/trusts')).body.items;
    const trust = trusts.find((one: { side: string }) => one.side === 'trusted');
    const own = (await imran.get('/v1/teams')).body.items[0].id;
    const foreign = (await hugo.get('/v1/teams')).body.items[0].id;
    const before = await stateOf(cast.database.ownerUrl);
    const answer = await imran.send('PUT', `/v1/trusts/${trust.id}/teams`, { body: { teams: [own, foreign] } });
    expect(expectRefused('a batch', answer)).toBe(422);
    expect(await stateOf(cast.database.ownerUrl)).toBe(before);
  });
});

describe('mass assignment', () => {
  const self = () => `/v1/people/${cast.personId('hugo')}`;
  const patch = (body: object) => () => hugo.send('PATCH', self(), { body });
  refusedRows([
    ['homeId', patch({ homeId: someId }), [422]],
    ['version', patch({ version: 9 }), [422]],
    ['disabledAt', patch({ disabledAt: null }), [422]],
    ['roles', patch({ roles: ['account_admin'] }), [422]],
    ['trustId', () => fatima.post(`/v1/tasks/${desk}/start`, { trustId: someId }), [422]],
    ['due', () => fatima.post(`/v1/tasks/${desk}/wait`, { for: 'other', reason: 'x', due: '2030-01-01' }), [422]],
    ['internal to public', () => fatima.post(`/v1/tasks/${desk}/notes`, { text: 'x', internal: false }), [422]],
    ['createdBy', () => hugo.post('/v1/teams', { name: 'x', createdBy: someId }), [422]],
  ]);
});

describe('text that means something elsewhere is kept and given back as text', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['a script', '<script>alert(1)</script>'],
    ['SVG', '<svg onload=alert(1)>'],
    ['a javascript: link', '[x](javascript:alert(1))'],
    ['a data: link', 'data:text/html,<script>alert(1)</script>'],
    ['bidi', '\u202egnp.exe'],
    ['zero width', 'a\u200bb'],
    ['a homoglyph', 'Fernh\u0456ll'],
    ['template syntax', '{{7*7}}<%= 7*7 %>#{7*7}'],
    ['line breaks of mail headers', 'a\r\nBcc: x@evil.example'],
    ['ANSI escapes', '\u001b[31mred\u001b[0m'],
    ['a ReDoS string', `${'a'.repeat(150)}!`],
    ['dotted capital I', 'İstanbul'],
    ['sharp s', 'Straße'],
    ['decomposed', 'e\u0301te\u0301'],
    ['a formula', '=cmd|calc!A1'],
  ];
  test.each(texts)('%s', async (_, name) => {
    const made = await hugo.post('/v1/teams', { name });
    expect([made.status, made.body.name]).toEqual([201, name]);
    const { headers, body } = await hugo.get(`/v1/teams/${made.body.id}`);
    expect(body.name).toBe(name);
    expect(headers.get('content-type')).toContain('application/json');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a line of 1 MB is too much', async () => {
    expect(expectRefused('1 MB', await hugo.post('/v1/teams', { name: 'x'.repeat(1_000_000) }))).toBe(422);
  });
});

describe('queries', () => {
  refusedRows([
    ['a cursor of another list', async () => hugo.get(`/v1/people?cursor=${await cursorOf(hugo, 'tasks')}`), [422]],
    ['2^53 + 1 rows', () => hugo.get('/v1/tasks?perPage=9007199254740993'), [422]],
  ]);

  test('a cursor of another account shows nothing of that account', async () => {
    const foreign = await cursorOf(hugo, 'people');
    const { status, body } = await oscar.get(`/v1/people?cursor=${foreign}`);
    expect(status).toBe(200);
    for (const person of body.items) expect(person.homeId).toBe(cast.accountId('oakline'));
  });

  test('a storm of %, and the name of somebody elsewhere, find nobody', async () => {
    for (const search of ['%'.repeat(100), '_'.repeat(20), '\\', 'Oscar', 'oscar@oakline']) {
      const { status, body } = await hugo.get(`/v1/people?search=${encodeURIComponent(search)}`);
      expect([search, status, body.items]).toEqual([search, 200, []]);
    }
  });

  test('ten thousand terms of a filter are too much or are one', async () => {
    const { status } = await hugo.get(`/v1/tasks?status=${Array(10_000).fill('assigned').join(',')}`);
    expect(status).toBe(431);
    expect((await hugo.get(`/v1/tasks?status=${Array(1_000).fill('assigned').join(',')}`)).status).toBe(200);
  });

  async function cursorOf(client: Client, list: string): Promise<string> {
    return encodeURIComponent((await client.get(`/v1/${list}?perPage=1`)).body.next);
  }
});

describe('commands', () => {
  test('a double click is carried out once, whichever comes first', async () => {
    const key = { 'idempotency-key': 'double' };
    const answers = await Promise.all([1, 2, 3].map(() => hugo.post('/v1/teams', { name: 'Clicked' }, key)));
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
  });
});

describe('headers', () => {
  test('no page of another origin may read, and no cache may keep', async () => {
    for (const origin of ['null', 'https://evil.example']) {
      const { headers } = await hugo.get('/v1/me', { headers: { origin } });
      expect([origin, headers.get('access-control-allow-origin')]).toEqual([origin, null]);
      expect(headers.get('cache-control')).toBe('no-store');
      const written = await hugo.post('/v1/teams', { name: 'x' }, { origin });
      expect(expectRefused(origin, written)).toBe(403);
    }
  });
});
