import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { rows } from '../domain/process-made.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { setViewer } from '../support/viewer.ts';

/** What somebody has set for himself: views and preferences. */
let cast: Organisation;
let api: Api;
let ida: Client;
let imran: Client;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  [ida, imran] = [await api.as('ida'), await api.as('imran')];
});
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

const save = (client: Client, name: string, body: object) =>
  client.send('PUT', `/v1/views/${encodeURIComponent(name)}`, { body });
const remove = (client: Client, name: string) => client.send('DELETE', `/v1/views/${encodeURIComponent(name)}`);
const names = async (client: Client) =>
  (await client.get('/v1/views')).body.items.map(({ name }: { name: string }) => name) as string[];
const late = { page: 'inbox', query: 'overdue=true' };

describe('views', () => {
  test('are kept under a name, changed and removed, in any account', async () => {
    expect(await names(ida)).toEqual([]);
    const { status, body } = await save(ida, 'Te laat / België', late);
    expect([status, body]).toEqual([200, { name: 'Te laat / België', ...late, savedAt: expect.any(String) }]);
    await save(ida, 'All', { page: 'processes', query: '' });
    await save(ida, 'Te laat / België', { page: 'inbox', query: 'status=assigned' });
    const elsewhere = await api.as('ida', 'fernhill-it');
    expect((await elsewhere.get('/v1/views')).body.items).toMatchObject([
      { name: 'All', page: 'processes', query: '' },
      { name: 'Te laat / België', page: 'inbox', query: 'status=assigned' },
    ]);
    expect((await remove(ida, 'All')).status).toBe(204);
    expect((await remove(ida, 'All')).status).toBe(404);
    expect(await names(ida)).toEqual(['Te laat / België']);
  });

  test('are nobody else’s, by the API and by the database alone', async () => {
    await save(ida, 'Mine', late);
    expect(await names(imran)).not.toContain('Mine');
    expect((await remove(imran, 'Mine')).status).toBe(404);
    await save(imran, 'Mine', { page: 'processes', query: 'risk=halted' });
    expect((await ida.get('/v1/views')).body.items).toContainEqual(expect.objectContaining({ name: 'Mine', ...late }));
    await ida.send('PUT', '/v1/preferences', { body: chosen });
    const client = new pg.Client({ connectionString: cast.database.urls.api });
    await client.connect();
    try {
      for (const [key, seen] of [
        ['ida', [cast.personId('ida')]],
        ['imran', [cast.personId('imran')]],
        ['helen', []],
      ] as const) {
        await client.query('begin');
        await setViewer(client, cast.accountId('fernhill-it'), cast.personId(key));
        const { rows: found } = await client.query('select distinct person_id from saved_view');
        expect([key, found.map(({ person_id }) => person_id)]).toEqual([key, seen]);
        const preferred = await client.query('select 1 from preference');
        expect([key, preferred.rowCount]).toEqual([key, key === 'ida' ? 1 : 0]);
        const taken = `insert into saved_view values ('${cast.personId('bao')}', 'x', 'inbox', '', now())`;
        await expect(client.query(taken)).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback');
      }
    } finally {
      await client.end();
    }
  });

  test('are not told to who reads the log of the home, nor to programs', async () => {
    await save(ida, 'Looking for a nameless one', { page: 'inbox', query: 'search=zq-secret' });
    const entries = await rows<{ action: string; entry: string }>(
      cast,
      `select action, to_jsonb(a)::text as entry from audit a where actor_id = $1`,
      cast.personId('ida'),
    );
    expect(entries.map(({ action }) => action)).toContain('view_saved');
    for (const { entry } of entries) expect(entry).not.toMatch(/nameless|zq-secret/);
    const issued = await (await api.as('imran', 'fernhill-it')).post('/v1/tokens', {
      name: 'program',
      scopes: ['read', 'work', 'admin'],
    });
    const program = api.anybody.with({ authorization: `Bearer ${issued.body.token}` });
    for (const path of ['/v1/views', '/v1/preferences']) expect((await program.get(path)).status).toBe(403);
  });

  test('number at most 50, also when two browsers save at once', async () => {
    const helen = await api.as('helen');
    for (let count = 0; count < 49; count++) await save(helen, `View ${count}`, late);
    const both = await Promise.all(Array.from({ length: 9 }, (_, count) => save(helen, `More ${count}`, late)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, ...Array(8).fill(409)]);
    const refused = both.find(({ status }) => status === 409);
    expect(refused?.body.detail).toBe('You keep 50 views already: remove one that you do not need.');
    expect((await save(helen, 'View 7', { page: 'processes', query: '' })).status).toBe(200);
    await remove(helen, 'View 8');
    expect((await save(helen, 'Four', late)).status).toBe(200);
    expect(await names(helen)).toHaveLength(50);
  });

  test('take names, pages and queries that fit', async () => {
    for (const [name, body] of [
      ['x'.repeat(61), late],
      ['  ', late],
      ['x', { page: 'mail', query: '' }],
      ['x', { page: 'inbox' }],
      ['x', { page: 'inbox', query: 'q'.repeat(2001) }],
      ['x', { ...late, person: cast.personId('imran') }],
    ] as const)
      expect([name, (await save(imran, name, body)).status]).toEqual([name, name.trim().length === 1 ? 422 : 404]);
    expect((await save(imran, 'x'.repeat(60), { page: 'inbox', query: 'q'.repeat(2000) })).status).toBe(200);
  });
});

const usual = { language: null, zone: null, theme: 'auto', shortcuts: true };
const chosen = { language: 'nl', zone: 'Europe/Amsterdam', theme: 'dark', shortcuts: false };

describe('preferences', () => {
  test('are the usual ones until somebody says otherwise, for himself', async () => {
    const felix = await api.as('felix');
    expect((await felix.get('/v1/preferences')).body).toEqual(usual);
    const { status, body } = await felix.send('PUT', '/v1/preferences', { body: chosen });
    expect([status, body]).toEqual([200, chosen]);
    expect((await felix.get('/v1/preferences')).body).toEqual(chosen);
    expect((await (await api.as('fatima')).get('/v1/preferences')).body).toEqual(usual);
    await felix.send('PUT', '/v1/preferences', { body: { ...usual, language: 'en' } });
    expect((await felix.get('/v1/preferences')).body).toEqual({ ...usual, language: 'en' });
  });

  test('are whole, and such as there are', async () => {
    const felix = await api.as('felix');
    for (const wrong of [
      { language: 'fr' },
      { zone: 'Mars/Base' },
      { theme: 'pink' },
      { shortcuts: 'yes' },
      { more: 1 },
    ])
      expect([wrong, (await felix.send('PUT', '/v1/preferences', { body: { ...chosen, ...wrong } })).status]).toEqual([
        wrong,
        422,
      ]);
    const { zone: _, ...part } = chosen;
    expect((await felix.send('PUT', '/v1/preferences', { body: part })).status).toBe(422);
  });

  test('may be set by two browsers at once for the first time', async () => {
    const oscar = await api.as('oscar');
    const both = await Promise.all([1, 2, 3].map(() => oscar.send('PUT', '/v1/preferences', { body: chosen })));
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});
