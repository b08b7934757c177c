import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Provider } from '../../../api/session/provider.ts';
import { baseUrl, callback, helen, olive, type World, whoIn, world } from './world.ts';

let here: World;
beforeAll(async () => {
  here = await world();
});
afterAll(() => here?.close());
/** How often each provider was asked for tokens: what one of its own checks would catch never gets as far. */
let asks: Record<'fernhill' | 'oakline', number>;
beforeEach(() => {
  here.fernhill.person = helen;
  here.oakline.person = olive;
  asks = { fernhill: 0, oakline: 0 };
  for (const name of ['fernhill', 'oakline'] as const) {
    here[name].tamper.clear();
    here[name].tamper.set('/token', (body) => {
      asks[name] += 1;
      return body;
    });
  }
});

const over = 'This sign-in was not begun in this browser, took too long or is over: begin again.';
const at = '?provider=fernhill';

describe('a sign-in', () => {
  test('is good once', async () => {
    const browser = here.browser();
    const back = await browser.awayAndBack(at);
    const cookies = browser.cookies().map((name) => [name, browser.cookie(name) as string] as const);
    expect((await browser.open(back)).status).toBe(303);
    for (const [name, value] of cookies) browser.put(name, value);
    expect(await browser.open(back)).toMatchObject({ status: 401, body: { detail: over } });
    expect(asks.fernhill).toBe(1);
  });

  test('is good once, of two who come at the same moment', async () => {
    const browser = here.browser();
    const back = await browser.awayAndBack(at);
    const answers = await Promise.all([browser.open(back), browser.open(back), browser.open(back)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401]);
    expect(asks.fernhill).toBe(1);
  });

  test('ends where it was begun: in another browser it is none', async () => {
    const back = await here.browser().awayAndBack(at);
    const victim = here.browser();
    expect(await victim.open(back)).toMatchObject({ status: 401, body: { detail: over } });
    expect(await whoIn(victim)).toBeUndefined();
  });

  test('is not ended by another browser that has got hold of its address', async () => {
    const browser = here.browser();
    const back = await browser.awayAndBack(at);
    const thief = here.browser();
    await thief.awayAndBack(at);
    const [cookie] = thief.cookies();
    const state = new URL(back).searchParams.get('state') as string;
    thief.put(`accord_oidc_${state.slice(0, 8)}`, thief.cookie(cookie as string) as string);
    expect(await thief.open(back)).toMatchObject({ status: 401, body: { detail: over } });
    expect(await whoIn(thief)).toBeUndefined();
    expect(asks.fernhill).toBe(0);
    expect((await browser.open(back)).status).toBe(303);
  });

  test('takes no code that another sign-in was given', async () => {
    const back = new URL(await here.browser().awayAndBack(at));
    const victim = here.browser();
    const own = new URL(await victim.awayAndBack(at));
    own.searchParams.set('code', back.searchParams.get('code') as string);
    expect((await victim.open(own.href)).status).toBe(401);
    expect(await whoIn(victim)).toBeUndefined();
  });

  test('is over after ten minutes', async () => {
    const browser = here.browser();
    const back = await browser.awayAndBack(at);
    const { rows } = await here.owner.query(
      `select expires_at between now() + interval '9 minutes' and now() + interval '10 minutes' as ten from sign_in order by expires_at desc limit 1`,
    );
    expect(rows).toEqual([{ ten: true }]);
    await here.owner.query(`update sign_in set expires_at = now()`);
    expect((await browser.open(back)).status).toBe(401);
    await here.browser().awayAndBack(at);
    expect((await here.owner.query('select 1 from sign_in where expires_at <= now()')).rowCount).toBe(0);
  });

  test.each<[string, (query: URLSearchParams) => void]>([
    ['another code', (query) => query.set('code', 'nonsense')],
    ['no code', (query) => query.delete('code')],
    ['two codes', (query) => query.append('code', 'x')],
    ['another issuer', (query) => query.set('iss', here.oakline.issuer)],
    ['no issuer, where it is promised', (query) => query.delete('iss')],
    ['a token at once', (query) => query.set('id_token', 'e30.e30.')],
    ['an answer that is signed as a whole', (query) => query.set('response', 'e30.e30.')],
    ['an error and a code', (query) => query.set('error', 'access_denied')],
    ['an error that is markup', (query) => query.set('error', '<script>alert(1)</script>')],
  ])('comes to nothing by %s', async (_, change) => {
    const browser = here.browser();
    const back = new URL(await browser.awayAndBack(at));
    change(back.searchParams);
    const { status, body, headers } = await browser.open(back.href);
    expect([status, body.status]).toEqual([401, 401]);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(JSON.stringify(body)).not.toContain('script');
    expect(await whoIn(browser)).toBeUndefined();
  });

  test.each([
    ['no state', '', 422],
    ['two states', 'state=a&state=b', 422],
    ['an empty state', 'state=', 401],
    ['a state that is none', `state=${'A'.repeat(43)}`, 401],
    ['a state too long', `state=${'A'.repeat(5_000)}`, 422],
    ['a statement for a state', `state=${encodeURIComponent("' or 1=1 --")}`, 401],
    ['a state that cannot be stored', 'state=%00', 422],
  ])('is none by %s', async (_, query, status) => {
    expect((await here.browser().open(`${callback('fernhill')}?${query}`)).status).toBe(status);
  });
});

describe('where one provider has the people of another sign in at it', () => {
  test('what is answered is not taken for what another was asked, however it comes', async () => {
    const browser = here.browser();
    const asked = new URL((await browser.open('/v1/session/oidc?provider=oakline')).headers.get('location') as string);
    const state = asked.searchParams.get('state') as string;
    const answer = new URL(await here.browser().awayAndBack(at));
    answer.searchParams.set('state', state);
    // To where Fernhill sends its people, and to where Oakline sends its own; with and without saying who answers.
    for (const name of ['fernhill', 'oakline']) {
      const address = new URL(`${callback(name)}${answer.search}`);
      expect((await browser.open(address.href)).status).toBe(401);
    }
    expect(await whoIn(browser)).toBeUndefined();
    expect(asks.fernhill).toBe(0);
  });

  test('a code is never sent to the provider that did not give it', async () => {
    here.oakline.tamper.set('/.well-known/openid-configuration', (body) => {
      const { authorization_response_iss_parameter_supported: _, ...rest } = body;
      return { ...rest, authorization_endpoint: `${here.fernhill.issuer}/auth` };
    });
    const providers = [
      new Provider({ ...here.fernhill, name: 'fernhill', accounts: ['fernhill'] }),
      new Provider({ ...here.oakline, name: 'oakline', accounts: ['oakline'] }),
    ];
    const api = await here.another({ providers });
    const browser = here.browser(api);
    const asked = new URL((await browser.open('/v1/session/oidc?provider=oakline')).headers.get('location') as string);
    expect(asked.origin).toBe(here.fernhill.issuer);
    // As Oakline might have it: the victim goes on to Fernhill, by the address that Fernhill knows.
    asked.searchParams.set('redirect_uri', callback('fernhill'));
    const back = await browser.follow(asked.href);
    expect(await browser.open(back)).toMatchObject({ status: 401, body: { detail: over } });
    expect(await whoIn(browser)).toBeUndefined();
    expect(asks).toEqual({ fernhill: 0, oakline: 0 });
  });
});

describe('after signing in one goes on', () => {
  test.each([
    '/',
    '/inbox',
    '/inbox?sort=due&of=a%20b#first',
    '/.//evil.example',
    '/@evil.example',
    '/%2f%2fevil.example',
  ])('to a page of Accord: %s', async (page) => {
    const { headers } = await here.browser().signIn(`${at}&returnTo=${encodeURIComponent(page)}`);
    expect(new URL(headers.get('location') as string).origin).toBe(baseUrl);
  });

  test.each([
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/\n/evil.example',
    '/\r\nLocation: https://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'http:evil.example',
    '@evil.example',
    '.evil.example',
    '',
    'inbox',
    '/\u2028x',
    '/é',
    `/${'x'.repeat(2_000)}`,
  ])('to nobody else’s: %s', async (page) => {
    const { status, headers, body } = await here
      .browser()
      .open(`/v1/session/oidc${at}&returnTo=${encodeURIComponent(page)}`);
    expect([status, headers.get('location'), body.errors[0].parameter]).toEqual([422, null, 'returnTo']);
  });

  test('by what was asked when it was begun, whatever comes back', async () => {
    const browser = here.browser();
    const back = new URL(await browser.awayAndBack(`${at}&returnTo=/inbox`));
    back.searchParams.set('returnTo', '//evil.example');
    expect((await browser.open(back.href)).headers.get('location')).toBe(`${baseUrl}/inbox`);
  });
});
