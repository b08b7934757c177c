import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { demoPassword } from '../../bin/seed/cast.ts';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

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

const helen = { email: 'helen@fernhill.example', password: demoPassword };

describe('signing in', () => {
  test('sets a cookie that scripts cannot read, and answers who it is and where he acts', async () => {
    const { status, headers, body } = await api.anybody.post('/v1/session', helen);
    expect(status).toBe(201);
    expect(body.person).toMatchObject({ name: 'Helen Marsh', email: helen.email });
    expect(body.accounts.map(({ handle }: { handle: string }) => handle)).toEqual([
      'fernhill-facilities',
      'fernhill-hr',
      'fernhill-it',
    ]);
    expect(body.accounts[1]).toMatchObject({
      roles: expect.arrayContaining(['specialist']),
      teams: [{ name: 'Payroll team' }, { name: 'People team' }],
    });
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^accord=[\w-]{43}; path=\/; expires=[^;]+; samesite=lax; httponly$/i);
  });

  test('needs https for the cookie where people reach it by https', async () => {
    const secure = await startApi(cast, { baseUrl: 'https://accord.example' });
    const { headers } = await secure.anybody.post('/v1/session', helen);
    const secret = /=([^;]+)/.exec(headers.getSetCookie()[0] as string)?.[1] as string;
    const who = async (cookie: string) => (await secure.anybody.get('/v1/me', { headers: { cookie } })).status;
    // Under a name that a neighbouring host, or anybody on the way, could have set as well it counts for nothing.
    expect([await who(`__Host-accord=${secret}`), await who(`accord=${secret}`)]).toEqual([200, 401]);
    await secure.close();
    expect(headers.getSetCookie()[0]).toMatch(/^__Host-accord=[\w-]{43}; path=\/; .*; secure; httponly$/i);
  });

  test('takes the address in any case', async () => {
    expect((await api.anybody.post('/v1/session', { ...helen, email: 'Helen@Fernhill.EXAMPLE' })).status).toBe(201);
  });

  test('answers a wrong password, an unknown address and somebody who has left alike', async () => {
    await owner.query(`update person set disabled_at = now() where email = 'noah@fernhill.example'`);
    const wrong = [
      { ...helen, password: 'wrong' },
      { email: 'nobody@fernhill.example', password: demoPassword },
      { email: 'noah@fernhill.example', password: demoPassword },
      { email: `%`, password: demoPassword },
    ];
    const answers = await Promise.all(wrong.map((body) => api.anybody.post('/v1/session', body)));
    const [first] = answers;
    for (const { status, body, headers } of answers) {
      expect(status).toBe(401);
      expect({ ...body, requestId: '' }).toEqual({ ...first?.body, requestId: '' });
      expect(headers.getSetCookie()).toEqual([]);
    }
  });

  test('takes as long for an unknown address as for a wrong password', async () => {
    const median = async (email: string) => {
      const times: number[] = [];
      for (let count = 0; count < 7; count++) {
        const began = performance.now();
        await api.anybody.post('/v1/session', { email, password: 'wrong' });
        times.push(performance.now() - began);
      }
      return times.sort((one, other) => one - other)[3] as number;
    };
    const [unknown, known] = [await median('ghost@fernhill.example'), await median('ida@fernhill.example')];
    expect(unknown / known).toBeGreaterThan(0.4);
    expect(unknown / known).toBeLessThan(2.5);
  });

  test('is refused for a while after ten wrong tries, for that address only', async () => {
    const tried: number[] = [];
    for (let count = 0; count < 11; count++) {
      tried.push((await api.anybody.post('/v1/session', { email: 'olive@oakline.example', password: 'wrong' })).status);
    }
    expect(tried).toEqual([...Array(10).fill(401), 429]);
    const right = await api.anybody.post('/v1/session', { email: 'olive@oakline.example', password: demoPassword });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.anybody.post('/v1/session', helen)).status).toBe(201);
  });

  test('believes what a proxy says of where a request comes from, if there is one, and nobody else', async () => {
    const behind = await startApi(cast, { proxies: 1, baseUrl: 'https://accord.example' });
    const tries = async (server: Api, from: string, count: number) => {
      const wrong = { email: 'oscar@oakline.example', password: 'wrong' };
      const headers = { 'x-forwarded-for': from, origin: 'https://accord.example' };
      let last = 0;
      for (; count > 0; count--) last = (await server.anybody.post('/v1/session', wrong, headers)).status;
      return last;
    };
    expect(await tries(behind, '203.0.113.1', 11)).toBe(429);
    expect(await tries(behind, '203.0.113.9, 203.0.113.1', 1)).toBe(429);
    expect(await tries(behind, '203.0.113.2', 1)).toBe(401);
    await behind.close();
    const bare = await startApi(cast, { baseUrl: 'https://accord.example' });
    expect(await tries(bare, '203.0.113.3', 11)).toBe(429);
    expect(await tries(bare, '203.0.113.4', 1)).toBe(429);
    await bare.close();
  });

  test('keeps digests only', async () => {
    const { headers } = await api.anybody.post('/v1/session', helen);
    const secret = /accord=([^;]+)/.exec(headers.getSetCookie()[0] as string)?.[1] as string;
    const stored = await owner.query(
      `select encode(token_hash, 'escape') as kept, encode(token_hash, 'base64') as other from session`,
    );
    for (const { kept, other } of stored.rows) expect(`${kept} ${other}`).not.toContain(secret);
    const credentials = await owner.query('select password_hash from credential');
    for (const { password_hash } of credentials.rows) expect(password_hash).toMatch(/^argon2id\$/);
  });
});

describe('a session', () => {
  test('ends when its person signs out, everywhere at once', async () => {
    const { headers } = await api.anybody.post('/v1/session', helen);
    const client = api.anybody.with({ cookie: (headers.getSetCookie()[0] as string).split(';')[0] as string });
    expect((await client.get('/v1/me')).status).toBe(200);
    const out = await client.send('DELETE', '/v1/session');
    expect(out).toMatchObject({ status: 204, body: '' });
    expect(out.headers.getSetCookie()[0]).toMatch(/^accord=;.*expires=Thu, 01 Jan 1970/);
    expect((await client.get('/v1/me')).status).toBe(401);
  });

  test('ends after twelve hours, and when its person is disabled', async () => {
    const lasting = await owner.query(
      `select max(expires_at - created_at) = interval '12 hours' as half_a_day from session`,
    );
    expect(lasting.rows[0].half_a_day).toBe(true);
    const bao = await api.as('bao');
    expect((await bao.get('/v1/me')).status).toBe(200);
    await owner.query(`update session set expires_at = now() where person_id = $1`, [cast.personId('bao')]);
    expect((await bao.get('/v1/me')).status).toBe(401);
    const noor = await api.as('noor');
    await owner.query('update person set disabled_at = now() where id = $1', [cast.personId('noor')]);
    expect((await noor.get('/v1/me')).status).toBe(401);
  });

  test('is a new one with every sign-in, and the one the browser had is over, whoever put it there', async () => {
    const cookieOf = (answer: { headers: Headers }) =>
      (answer.headers.getSetCookie()[0] as string).split(';')[0] as string;
    const planted = cookieOf(await api.anybody.post('/v1/session', { ...helen, email: 'hugo@fernhill.example' }));
    const answer = await api.anybody.post('/v1/session', helen, { cookie: planted });
    expect([answer.status, answer.body.person.name]).toEqual([201, 'Helen Marsh']);
    expect(cookieOf(answer)).not.toBe(planted);
    expect((await api.anybody.with({ cookie: planted }).get('/v1/me')).status).toBe(401);
    const made = cookieOf(await api.anybody.post('/v1/session', helen, { cookie: 'accord=chosen-by-somebody-else' }));
    expect(made).toMatch(/^accord=[\w-]{43}$/);
    const failed = await api.anybody.post('/v1/session', { ...helen, password: 'wrong' }, { cookie: made });
    expect(failed.status).toBe(401);
    expect((await api.anybody.with({ cookie: made }).get('/v1/me')).status).toBe(200);
  });

  test('is not there without a cookie, with a wrong one or with an absurd one', async () => {
    for (const cookie of ['', 'accord=', 'accord=nonsense', `accord=${'A'.repeat(4000)}`, 'accord=%00', 'other=1']) {
      const { status, headers, body } = await api.anybody.get('/v1/me', { headers: { cookie } });
      expect([cookie, status, body.type]).toEqual([cookie, 401, 'urn:accord:problem:unauthenticated']);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  test('is not used by pages of other sites to change anything', async () => {
    const client = await api.as('hugo', 'fernhill-hr');
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${api.url}.evil.example` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: api.url },
    ];
    for (const headers of foreign) {
      expect((await client.post('/v1/tokens', { name: 'x', scopes: ['read'] }, headers)).status).toBe(403);
      expect((await api.anybody.post('/v1/session', helen, headers)).status).toBe(403);
    }
    expect((await client.get('/v1/tokens')).body.items).toEqual([]);
    for (const headers of [{ origin: api.url, 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}]) {
      expect((await client.post('/v1/tokens', { name: 'x', scopes: ['read'] }, headers)).status).toBe(201);
    }
  });
});

describe('the acting account', () => {
  test('is the only one in which the person has a role of his own, unless he names another', async () => {
    const client = await api.as('helen');
    expect((await client.get('/v1/templates')).body.items.length).toBeGreaterThan(0);
    expect((await client.get('/v1/templates', { headers: { 'x-account': 'fernhill-it' } })).body.items).toEqual([]);
    const id = cast.accountId('fernhill-hr');
    for (const name of [id, id.toUpperCase(), ' fernhill-hr ']) {
      expect((await client.get('/v1/templates', { headers: { 'x-account': name } })).body.items.length).toBeGreaterThan(
        0,
      );
    }
  });

  test('must be named by those who have several; they are told which', async () => {
    const { status, body } = await (await api.as('sam')).get('/v1/tasks');
    expect(status).toBe(400);
    expect(body.type).toBe('urn:accord:problem:account-needed');
    expect(body.accounts.map(({ handle }: { handle: string }) => handle)).toEqual([
      'fernhill-facilities',
      'fernhill-hr',
      'fernhill-it',
    ]);
  });

  test('in which one has no role is as little found as one that is not there', async () => {
    const client = await api.as('helen');
    const named = [
      'brightwire',
      'oakline',
      cast.accountId('oakline'),
      'nowhere',
      '0198a3c0-0000-7000-8000-00000000000f',
      "'; drop table task; --",
      'FERNHILL-HR',
    ];
    const answers = await Promise.all(named.map((name) => client.get('/v1/tasks', { headers: { 'x-account': name } })));
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect({ ...body, requestId: '' }).toEqual({ ...answers[0]?.body, requestId: '' });
    }
  });
});
