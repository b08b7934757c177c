import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Provider } from '../../../api/session/provider.ts';
import type { Api } from '../../support/api.ts';
import { baseUrl, callback, helen, olive, type World, whoIn, world } from './world.ts';

let here: World;
/** Where there is one provider, which needs no name. */
let api: Api;
beforeAll(async () => {
  here = await world();
  api = await here.another({
    providers: [new Provider({ ...here.fernhill, name: 'fernhill', accounts: ['fernhill'] })],
  });
});
afterAll(() => here?.close());
beforeEach(() => {
  here.fernhill.person = helen;
  here.oakline.person = olive;
});

describe('signing in at a provider', () => {
  test('begins a session as a password does, for the person with the address it has verified', async () => {
    const browser = here.browser(api);
    const answer = await browser.signIn();
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${baseUrl}/`);
    expect(answer.headers.getSetCookie().find((one) => one.startsWith('accord='))).toMatch(
      /^accord=[\w-]{43}; path=\/; expires=[^;]+; samesite=lax; httponly$/i,
    );
    expect(await whoIn(browser)).toBe('Helen Marsh');
  });

  test('asks with a challenge, a state and a nonce of its own each time, and hands the verifier to the browser only', async () => {
    const seen = new Set<string>();
    for (let count = 0; count < 3; count++) {
      const { status, headers } = await api.anybody.get('/v1/session/oidc');
      expect(status).toBe(303);
      const asked = new URL(headers.get('location') as string);
      expect(asked.origin).toBe(here.fernhill.issuer);
      const { state, nonce, code_challenge, ...rest } = Object.fromEntries(asked.searchParams);
      expect(rest).toEqual({
        client_id: 'accord',
        code_challenge_method: 'S256',
        redirect_uri: callback('fernhill'),
        response_type: 'code',
        scope: 'openid email',
      });
      const [cookie] = headers.getSetCookie() as [string];
      expect(cookie).toMatch(/^accord_oidc_[\w-]{8}=[\w-]{43}; path=\/; expires=[^;]+; samesite=lax; httponly$/i);
      const verifier = /=([^;]+)/.exec(cookie)?.[1] as string;
      expect(asked.href).not.toContain(verifier);
      const { rows } = await here.owner.query('select s::text as row from sign_in s');
      for (const { row } of rows) {
        expect(row).not.toContain(verifier);
        expect(row).not.toContain(state);
      }
      for (const secret of [state, nonce, code_challenge, verifier]) seen.add(secret as string);
    }
    expect(seen.size).toBe(12);
  });

  test('goes on to the page that was asked for', async () => {
    const answer = await here.browser(api).signIn(`?returnTo=${encodeURIComponent('/inbox?sort=due#first')}`);
    expect(answer.headers.get('location')).toBe(`${baseUrl}/inbox?sort=due#first`);
  });

  test('ends the session the browser had before, and leaves nothing of the sign-in', async () => {
    const browser = here.browser(api);
    await browser.signIn();
    const before = browser.cookie('accord') as string;
    await browser.signIn();
    expect(browser.cookie('accord')).not.toBe(before);
    expect((await api.anybody.get('/v1/me', { headers: { cookie: `accord=${before}` } })).status).toBe(401);
    expect(await whoIn(browser)).toBe('Helen Marsh');
    expect(browser.cookies()).toEqual(['accord']);
  });

  test('ends the session that somebody else has put into the browser', async () => {
    const hugos = /accord=([^;]+)/.exec((await api.as('hugo')).headers.cookie as string)?.[1] as string;
    const browser = here.browser(api);
    browser.put('accord', hugos);
    await browser.signIn();
    expect(browser.cookie('accord')).not.toBe(hugos);
    expect(await whoIn(browser)).toBe('Helen Marsh');
    browser.put('accord', hugos);
    expect(await whoIn(browser)).toBeUndefined();
  });

  test('in two tabs at once works in both', async () => {
    const browser = here.browser(api);
    const first = await browser.awayAndBack();
    const second = await browser.awayAndBack();
    expect((await browser.open(first)).status).toBe(303);
    expect((await browser.open(second)).status).toBe(303);
  });

  test('is over when the person signs out here, or is disabled', async () => {
    const browser = here.browser(api);
    await browser.signIn();
    const client = api.anybody.with({ cookie: `accord=${browser.cookie('accord')}` });
    expect((await client.send('DELETE', '/v1/session')).status).toBe(204);
    expect((await client.get('/v1/me')).status).toBe(401);
    await browser.signIn();
    await here.owner.query(`update person set disabled_at = now() where email = 'helen@fernhill.example'`);
    expect((await browser.open('/v1/me')).status).toBe(401);
    await here.owner.query(`update person set disabled_at = null where email = 'helen@fernhill.example'`);
  });

  test('needs https for its cookies where people reach it by https', async () => {
    const secure = await here.another({ baseUrl: 'https://accord.example' });
    const { headers } = await secure.anybody.get('/v1/session/oidc?provider=fernhill');
    expect(headers.getSetCookie()[0]).toMatch(
      /^__Host-accord_oidc_[\w-]{8}=[\w-]{43}; path=\/; .*; secure; httponly$/i,
    );
    expect(new URL(headers.get('location') as string).searchParams.get('redirect_uri')).toBe(
      'https://accord.example/v1/session/oidc/fernhill/callback',
    );
  });
});

describe('where there are several providers', () => {
  test('one is named, and none is told to those who do not know it', async () => {
    const unnamed = await here.api.anybody.get('/v1/session/oidc');
    expect([unnamed.status, unnamed.body.errors]).toEqual([422, [{ parameter: 'provider', detail: 'is missing' }]]);
    const unknown = await here.api.anybody.get('/v1/session/oidc?provider=nobody');
    expect(unknown.status).toBe(404);
    expect(JSON.stringify([unnamed.body, unknown.body])).not.toMatch(/fernhill|oakline/);
  });

  test('each lets its people in, also one that tells of them apart from the token', async () => {
    for (const [name, who] of [
      ['fernhill', 'Helen Marsh'],
      ['oakline', 'Olive Stone'],
    ]) {
      const browser = here.browser();
      expect((await browser.signIn(`?provider=${name}`)).status).toBe(303);
      expect(await whoIn(browser)).toBe(who);
    }
  });
});

test('who is to choose is told of those that are to be told of, and nothing else of them', async () => {
  const settings = {
    issuer: 'https://id.example',
    clientId: 'client-x',
    clientSecret: 'secret-x',
    accounts: ['fernhill'],
  };
  const of = async (...some: { name: string; title?: string }[]) => {
    const providers = some.map((one) => new Provider({ ...settings, ...one }));
    const { status, body } = await (await here.another({ providers })).anybody.get('/v1/session/providers');
    expect(status).toBe(200);
    return body;
  };
  expect(await of()).toEqual({ items: [], unlisted: false });
  expect(await of({ name: 'one' })).toEqual({ items: [{ name: 'one', title: null }], unlisted: false });
  expect(await of({ name: 'one', title: 'One' }, { name: 'two' })).toEqual({
    items: [{ name: 'one', title: 'One' }],
    unlisted: true,
  });
  expect(await of({ name: 'one', title: 'One' }, { name: 'two', title: 'Two' })).toEqual({
    items: [
      { name: 'one', title: 'One' },
      { name: 'two', title: 'Two' },
    ],
    unlisted: false,
  });
});

test('where there is none, a person is told so', async () => {
  const none = await here.another({ providers: [] });
  expect((await none.anybody.get('/v1/session/oidc')).status).toBe(404);
});
