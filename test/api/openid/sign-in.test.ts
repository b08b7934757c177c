import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { Provider } from '../../../api/session/provider.ts';
import { type Api, startApi } from '../../support/api.ts';
import { Browser } from '../../support/browser.ts';
import { type OpenId, startOpenId } from '../../support/openid.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

const baseUrl = 'http://127.0.0.1';
const callback = (name: string) => `${baseUrl}/v1/session/oidc/${name}/callback`;
const helen = { sub: '1', email: 'Helen@Fernhill.example', email_verified: true };
let cast: Organisation;
let openId: OpenId;
let other: OpenId;
let api: Api;
let owner: pg.Client;
beforeAll(async () => {
  cast = await organisation();
  openId = await startOpenId(callback('fernhill'));
  other = await startOpenId(callback('oakline'), { inToken: false, method: 'client_secret_post' });
  api = await startApi(cast, { providers: [new Provider({ ...openId, name: 'fernhill', accounts: ['fernhill'] })] });
  owner = new pg.Client({ connectionString: cast.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await Promise.all([api.close(), openId.close(), other.close()]);
  await cast.close();
});
beforeEach(() => {
  openId.person = helen;
});

const me = async (browser: Browser) => (await browser.open('/v1/me')).body.person?.name;

describe('signing in at a provider', () => {
  test('begins a session as a password does, for the person with the address it has verified', async () => {
    const browser = new Browser(api, baseUrl);
    const answer = await browser.signIn();
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${baseUrl}/`);
    expect(answer.headers.getSetCookie().find((one) => one.startsWith('accord='))).toMatch(
      /^accord=[\w-]{43}; path=\/; expires=[^;]+; samesite=lax; httponly$/i,
    );
    expect(await me(browser)).toBe('Helen Marsh');
  });

  test('asks with a challenge, a state and a nonce of its own each time, and hands the verifier to the browser only', async () => {
    const seen = new Set<string>();
    for (let count = 0; count < 3; count++) {
      const { status, headers } = await api.anybody.get('/v1/session/oidc');
      expect(status).toBe(303);
      const asked = new URL(headers.get('location') as string);
      expect(asked.origin).toBe(openId.issuer);
      const { state, nonce, code_challenge, ...rest } = Object.fromEntries(asked.searchParams);
      expect(rest).toEqual({
        client_id: 'accord',
        code_challenge_method: 'S256',
        redirect_uri: callback('fernhill'),
        response_type: 'code',
        scope: 'openid email',
      });
      const [cookie] = headers.getSetCookie() as [string];
      expect(cookie).toMatch(
        /^accord_oidc_[\w-]{8}=[\w-]{43}; path=\/v1\/session\/oidc; expires=[^;]+; samesite=lax; httponly$/i,
      );
      const verifier = /=([^;]+)/.exec(cookie)?.[1] as string;
      expect(asked.href).not.toContain(verifier);
      const { rows } = await owner.query('select s::text as row from sign_in s');
      for (const { row } of rows) {
        expect(row).not.toContain(verifier);
        expect(row).not.toContain(state);
      }
      for (const secret of [state, nonce, code_challenge, verifier]) seen.add(secret as string);
    }
    expect(seen.size).toBe(12);
  });

  test('goes on to the page that was asked for', async () => {
    const answer = await new Browser(api, baseUrl).signIn(`?returnTo=${encodeURIComponent('/inbox?sort=due#first')}`);
    expect(answer.headers.get('location')).toBe(`${baseUrl}/inbox?sort=due#first`);
  });

  test('ends the session the browser had before, and leaves nothing of the sign-in', async () => {
    const browser = new Browser(api, baseUrl);
    await browser.signIn();
    const before = browser.cookie('accord') as string;
    await browser.signIn();
    expect(browser.cookie('accord')).not.toBe(before);
    expect((await api.anybody.get('/v1/me', { headers: { cookie: `accord=${before}` } })).status).toBe(401);
    expect(await me(browser)).toBe('Helen Marsh');
    expect(browser.cookies()).toEqual(['accord']);
  });

  test('in two tabs at once works in both', async () => {
    const browser = new Browser(api, baseUrl);
    const first = await browser.awayAndBack();
    const second = await browser.awayAndBack();
    expect((await browser.open(first)).status).toBe(303);
    expect((await browser.open(second)).status).toBe(303);
  });

  test('is over when the person signs out here, or is disabled', async () => {
    const browser = new Browser(api, baseUrl);
    await browser.signIn();
    const client = api.anybody.with({ cookie: `accord=${browser.cookie('accord')}` });
    expect((await client.send('DELETE', '/v1/session')).status).toBe(204);
    expect((await client.get('/v1/me')).status).toBe(401);
    await browser.signIn();
    await owner.query(`update person set disabled_at = now() where email = 'helen@fernhill.example'`);
    expect((await browser.open('/v1/me')).status).toBe(401);
    await owner.query(`update person set disabled_at = null where email = 'helen@fernhill.example'`);
  });

  test('needs https for its cookies where people reach it by https', async () => {
    const provider = new Provider({ ...openId, name: 'fernhill', accounts: ['fernhill'] });
    const secure = await startApi(cast, { baseUrl: 'https://accord.example', providers: [provider] });
    const { headers } = await secure.anybody.get('/v1/session/oidc');
    await secure.close();
    expect(headers.getSetCookie()[0]).toMatch(/; secure; httponly$/i);
    expect(new URL(headers.get('location') as string).searchParams.get('redirect_uri')).toBe(
      'https://accord.example/v1/session/oidc/fernhill/callback',
    );
  });
});

describe('where there are several providers', () => {
  let several: Api;
  beforeAll(async () => {
    several = await startApi(cast, {
      providers: [
        new Provider({ ...openId, name: 'fernhill', accounts: ['fernhill'] }),
        new Provider({ ...other, name: 'oakline', accounts: ['oakline'] }),
      ],
    });
  });
  afterAll(() => several.close());

  test('one is named, and none is told to those who do not know it', async () => {
    const unnamed = await several.anybody.get('/v1/session/oidc');
    expect([unnamed.status, unnamed.body.errors]).toEqual([422, [{ parameter: 'provider', detail: 'is missing' }]]);
    const unknown = await several.anybody.get('/v1/session/oidc?provider=nobody');
    expect(unknown.status).toBe(404);
    expect(JSON.stringify([unnamed.body, unknown.body])).not.toMatch(/fernhill|oakline/);
    expect(await me(await signedIn('?provider=fernhill'))).toBe('Helen Marsh');
  });

  test('each vouches for the people of its own accounts only, also where it tells of them apart from the token', async () => {
    other.person = { sub: '7', email: 'olive@oakline.example', email_verified: true };
    expect(await me(await signedIn('?provider=oakline'))).toMatch(/^Olive/);
    other.person = helen;
    const browser = new Browser(several, baseUrl);
    expect((await browser.signIn('?provider=oakline')).status).toBe(401);
    expect(browser.cookie('accord')).toBeUndefined();
  });

  test('what one answers is not taken for what another was asked', async () => {
    const browser = new Browser(several, baseUrl);
    const asked = new URL((await browser.open('/v1/session/oidc?provider=oakline')).headers.get('location') as string);
    const elsewhere = new Browser(several, baseUrl);
    const answer = new URL(await elsewhere.awayAndBack('?provider=fernhill'));
    answer.searchParams.set('state', asked.searchParams.get('state') as string);
    expect((await browser.open(answer.href)).status).toBe(401);
    expect(browser.cookie('accord')).toBeUndefined();
  });

  async function signedIn(query: string): Promise<Browser> {
    const browser = new Browser(several, baseUrl);
    expect((await browser.signIn(query)).status).toBe(303);
    return browser;
  }
});
