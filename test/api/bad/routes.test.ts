import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../../api/routes.ts';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { sendRaw } from '../../support/raw.ts';
import { onboarding } from '../../support/running.ts';
import { stateOf } from '../../support/state.ts';
import { expectRefused, nameOf, noIds, pathOf, someId } from './refused.ts';

let cast: Organisation;
let api: Api;
let hugo: Client;
let before: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  hugo = await api.as('hugo', 'fernhill-hr');
  await onboarding(cast, hugo);
  before = await stateOf(cast.database.ownerUrl);
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const closed = routes.filter(({ policy }) => policy !== 'public');
const withParams = closed.filter(({ path }) => path.includes(':'));
const writing = routes.filter(({ method }) => method !== 'GET');
const reading = routes.filter(({ method }) => method === 'GET');
const json = { 'content-type': 'application/json' };

/** Whoever asks, nothing may have changed. */
async function nothingChanged(): Promise<void> {
  expect(await stateOf(cast.database.ownerUrl)).toBe(before);
}

describe('every route that is not public', () => {
  test('is closed to nobody', async () => {
    for (const route of closed) {
      const answer = await api.anybody.send(route.method, pathOf(route));
      expect([nameOf(route), expectRefused(nameOf(route), answer)]).toEqual([nameOf(route), 401]);
    }
    await nothingChanged();
  });

  test('knows no account in which the caller has no role', async () => {
    for (const route of closed.filter(({ policy }) => policy === 'member')) {
      const answer = await hugo.send(route.method, pathOf(route), { headers: { 'x-account': 'oakline' } });
      expect([nameOf(route), expectRefused(nameOf(route), answer)]).toEqual([nameOf(route), 404]);
    }
    await nothingChanged();
  });
});

describe('every route with an id', () => {
  test('finds nothing under an id that nobody has, or that is none', async () => {
    for (const route of withParams) {
      const body = route.body && { reason: 'x' };
      for (const id of [someId, ...noIds]) {
        const what = `${nameOf(route)} ${id.slice(0, 40)}`;
        const answer = await hugo.send(route.method, pathOf(route, id), body ? { body } : {});
        expect([what, [403, 404, 422].includes(expectRefused(what, answer))]).toEqual([what, true]);
      }
    }
    await nothingChanged();
  }, 60_000);
});

describe('every route that reads', () => {
  const wrong = [
    'nonsense=1',
    'perPage=0',
    'perPage=-1',
    'perPage=1000000000',
    'perPage=1.5',
    'perPage=x',
    'perPage=1&perPage=2',
    'cursor=x',
    'cursor=bnVsbA',
    'cursor=WyInIG9yIDE9MSAtLSIsMV0',
    'cursor=%00',
    '__proto__=1',
    'accountId=1',
    'fields=%24%7Bx%7D',
    '%00=1',
    '$or=1',
    `q=${'x'.repeat(5000)}`,
  ];

  test('refuses what it does not know in the query', async () => {
    for (const route of reading) {
      for (const query of wrong) {
        const what = `${nameOf(route)} ${query.slice(0, 40)}`;
        expectRefused(what, await hugo.send('GET', `${pathOf(route)}?${query}`));
      }
    }
  }, 60_000);

  test('takes no body', async () => {
    for (const route of reading) {
      const answer = await sendRaw(hugo, { method: 'GET', path: pathOf(route), headers: json }, '{"a":1}');
      expectRefused(nameOf(route), answer);
    }
  });
});

describe('every address', () => {
  test('says by which methods it is asked', async () => {
    const known = new Map<string, Set<string>>();
    for (const { method, path } of routes) known.set(path, (known.get(path) ?? new Set()).add(method));
    for (const [path, methods] of known) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !methods.has(one))) {
        const answer = await hugo.send(method, pathOf({ path }));
        expect([method, path, expectRefused(path, answer)]).toEqual([method, path, 405]);
        for (const allowed of methods) expect(answer.headers.get('allow')).toContain(allowed);
      }
      const options = await hugo.send('OPTIONS', pathOf({ path }));
      expect(options.status).toBe(204);
    }
  }, 60_000);

  test('that is none is not found', async () => {
    for (const path of [
      '/v1',
      '/v1/',
      '/v1/nonsense',
      '/v2/tasks',
      '/v1/tasks/',
      '/.env',
      '/%00',
      '/v1/tasks/..%2fprocesses',
      '/constructor',
      '/v1//tasks',
      '/%zz',
    ]) {
      expect([path, expectRefused(path, await hugo.get(path))]).toEqual([path, 404]);
    }
  });
});

describe('headers', () => {
  test('that are no version or no key are refused before anything is done', async () => {
    for (const route of writing.filter(({ policy, unrepeatable }) => policy === 'member' && !unrepeatable)) {
      const body = route.body ? { body: { reason: 'x' } } : {};
      const long = await hugo.send(route.method, pathOf(route), {
        ...body,
        headers: { 'idempotency-key': 'x'.repeat(256) },
      });
      expectRefused(`${nameOf(route)} with a long key`, long);
      for (const tag of route.versioned ? ['1', '"x"', '"1", "2"', '"-1"', '"99999999999"', 'W/1'] : []) {
        const answer = await hugo.send(route.method, pathOf(route), { ...body, headers: { 'if-match': tag } });
        expectRefused(`${nameOf(route)} with If-Match ${tag}`, answer);
      }
    }
    await nothingChanged();
  });

  test('change neither the method nor the host nor who calls', async () => {
    const before = await hugo.get('/v1/me');
    const headers = {
      'x-http-method-override': 'DELETE',
      'x-method-override': 'DELETE',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
      'x-original-url': '/v1/tokens',
      'x-rewrite-url': '/v1/tokens',
      'x-user': someId,
    };
    const { status, body, headers: answered } = await hugo.get('/v1/me', { headers });
    expect([status, body]).toEqual([200, before.body]);
    expect(JSON.stringify([...answered])).not.toContain('evil');
  });
});
