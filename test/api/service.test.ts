import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { sealEntries } from '../../domain/audit/seal.ts';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding } from '../support/running.ts';

let cast: Organisation;
let api: Api;
let owner: pg.Client;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  owner = new pg.Client({ connectionString: cast.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await api.close();
  await cast.close();
});

describe('health', () => {
  test('it is ready with the database and its schema, and says when the engine lags behind', async () => {
    expect((await api.anybody.get('/health/live')).body).toEqual({ status: 'live' });
    expect((await api.anybody.get('/health/ready')).body).toEqual({ status: 'ready', audit: 'sealed' });
    await onboarding(cast, await api.as('helen'));
    await owner.query(`update outbox set at = now() - interval '31 seconds'`);
    expect(await api.anybody.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'queueing' } });
    await owner.query('delete from outbox');
  });

  test('it says when audit entries wait too long for their seal', async () => {
    await owner.query(
      `with one as (insert into audit (id, at, account_id, actor_account_id, record_kind, record_id, action)
         select uuidv7(interval '-61 seconds'), now(), $1, $1, 'account', $1, 'updated' returning id)
       select from one`,
      [cast.accountId('fernhill-hr')],
    );
    expect(await api.anybody.get('/health/ready')).toMatchObject({ status: 200, body: { audit: 'behind' } });
    expect(await sealEntries(cast.workerStore)).toBeGreaterThan(0);
    expect((await api.anybody.get('/health/ready')).body.audit).toBe('sealed');
  });

  test('it is not ready while a migration is missing or it is being stopped, but alive', async () => {
    const newer = await startApi(cast, { migrations: ['9999-to-come'] });
    const ready = await newer.anybody.get('/health/ready');
    expect(ready).toMatchObject({ status: 503, body: { detail: expect.stringContaining('9999-to-come') } });
    expect((await newer.anybody.get('/health/live')).status).toBe(200);
    await newer.close();
    const stopping = await startApi(cast, { draining: () => true });
    expect((await stopping.anybody.get('/health/ready')).status).toBe(503);
    await stopping.close();
  });

  test('without a database it is alive, not ready, and asks to come back', async () => {
    const other = await organisation();
    const lonely = await startApi(other);
    const helen = await lonely.as('helen');
    await owner.query(`alter database ${new URL(other.database.urls.api).pathname.slice(1)} allow_connections false`);
    await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      new URL(other.database.urls.api).pathname.slice(1),
    ]);
    expect((await lonely.anybody.get('/health/live')).status).toBe(200);
    for (const answer of [await lonely.anybody.get('/health/ready'), await helen.get('/v1/tasks')]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(answer.body.type).toBe('urn:accord:problem:unavailable');
    }
    await owner.query(`alter database ${new URL(other.database.urls.api).pathname.slice(1)} allow_connections true`);
    expect((await lonely.anybody.get('/health/ready')).status).toBe(200);
    expect((await helen.get('/v1/me')).status).toBe(200);
    await lonely.close();
    await other.close();
  });
});

describe('pages', () => {
  test.each(['/', '/docs', '/mailbox'])('%s loads nothing from elsewhere', async (path) => {
    const { status, headers, body } = await api.anybody.get(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('content-security-policy')).toMatch(/^default-src '(none|self)'/);
    expect(headers.get('content-security-policy')).not.toMatch(/https?:|\*/);
    expect(body.match(/(?:src|href)="(?!\/|#|data:)[^"]*"/g) ?? []).toEqual([]);
  });

  test('the documentation has its program from here, compressed where that is taken', async () => {
    const { headers, body } = await api.anybody.get('/docs/rapidoc.js');
    expect(headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(body.length).toBeGreaterThan(500_000);
    const plain = await api.anybody.get('/docs/rapidoc.js', { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.body).toBe(body);
  });

  test('the document is there for everybody', async () => {
    const { status, body } = await api.anybody.get('/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
  });
});

describe('every answer', () => {
  test("carries the id of its request, the caller's own if it is one", async () => {
    const given = await api.anybody.get('/health/live', { headers: { 'x-request-id': 'abc-1.2:3_4' } });
    expect(given.headers.get('x-request-id')).toBe('abc-1.2:3_4');
    for (const wrong of ['', 'a b', '<script>', 'x'.repeat(101), 'é']) {
      const { headers } = await api.anybody.get('/health/live', {
        headers: { 'x-request-id': encodeURI(wrong) === wrong ? wrong : 'a%20b' },
      });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
    const refused = await api.anybody.get('/v1/me', { headers: { 'x-request-id': 'mine' } });
    expect(refused.body.requestId).toBe('mine');
  });

  test('is not kept by caches and not guessed at by browsers', async () => {
    const { headers } = await (await api.as('helen')).get('/v1/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('the rate', () => {
  test('is limited per account, and says how much is left', async () => {
    const slow = await startApi(cast, { rateLimit: { perSecond: 5, burst: 10 } });
    const [helen, hugo, ida] = [await slow.as('helen'), await slow.as('hugo'), await slow.as('ida')];
    const first = await helen.get('/v1/tasks');
    expect(first.headers.get('ratelimit-policy')).toBe('"account";q=10;w=2');
    expect(first.headers.get('ratelimit')).toMatch(/^"account";r=9;t=\d$/);
    const statuses = new Map<number, number>();
    for (let count = 0; count < 14; count++) {
      const { status, headers } = await (count % 2 ? helen : hugo).get('/v1/tasks');
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses.get(429)).toBeGreaterThan(0);
    expect((await ida.get('/v1/tasks')).status).toBe(200);
    await slow.close();
  });
});
