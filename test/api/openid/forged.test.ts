import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { helen, type World, whoIn, world } from './world.ts';

let here: World;
let stranger: CryptoKeyPair;
beforeAll(async () => {
  here = await world();
  stranger = await generateKeyPair('RS256', { extractable: true });
});
afterAll(() => here?.close());
beforeEach(() => {
  here.fernhill.person = helen;
  here.oakline.person = helen;
});
afterEach(() => here.fernhill.tamper.clear());

type Token = { readonly header: JWTHeaderParameters; readonly claims: JWTPayload; readonly text: string };
/** What comes instead of the ID token that the provider has made. */
type Forgery = (token: Token) => unknown;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (text: string) => text.split('.') as [string, string, string];
const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString());
const signed = (claims: object, header: object = {}, key: CryptoKey | Uint8Array = here.fernhill.privateKey) =>
  new SignJWT(claims as JWTPayload).setProtectedHeader({ alg: 'RS256', kid: 'ours', ...header }).sign(key);
const claiming =
  (change: (claims: JWTPayload) => object): Forgery =>
  (token) =>
    signed(JSON.parse(JSON.stringify({ ...token.claims, ...change(token.claims) })));
const strangers =
  (header: object = {}): Forgery =>
  ({ claims }) =>
    signed(claims, header, stranger.privateKey);
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const bytes = (text: string) => new TextEncoder().encode(text);

function replace(forgery: Forgery): void {
  here.fernhill.tamper.set('/token', async (body) => {
    const text = body.id_token as string;
    const [header, claims] = partsOf(text);
    return { ...body, id_token: await forgery({ header: read(header), claims: read(claims), text }) };
  });
}

async function state(): Promise<unknown> {
  const { rows } = await here.owner.query(
    'select (select count(*) from session) as sessions, (select count(*) from identity) as identities',
  );
  return rows[0];
}

const forgeries: { readonly [what: string]: Forgery } = {
  'that says it needs no signature': ({ claims }) => `${part({ alg: 'none' })}.${part(claims)}.`,
  'that says so in capitals': ({ claims }) => `${part({ alg: 'NONE', kid: 'ours' })}.${part(claims)}.`,
  'that says so and has one': ({ claims, text }) => `${part({ alg: 'none' })}.${part(claims)}.${partsOf(text)[2]}`,
  'without its signature': ({ text }) => text.slice(0, text.lastIndexOf('.') + 1),
  'signed with the public key as a secret': async ({ claims }) =>
    signed(claims, { alg: 'HS256' }, bytes(await exportSPKI(here.fernhill.publicKey))),
  'signed with the public key as a secret, as it is published': async ({ claims }) =>
    signed(claims, { alg: 'HS256' }, bytes(JSON.stringify(await exportJWK(here.fernhill.publicKey)))),
  'signed with the secret of the client': ({ claims }) =>
    signed(claims, { alg: 'HS256' }, bytes(here.fernhill.clientSecret)),
  'signed with a key that is unknown': strangers({ kid: 'theirs' }),
  'signed with another key under the name of ours': strangers(),
  'signed with another key that has no name': strangers({ kid: undefined }),
  'signed with a key named by a path': strangers({ kid: '../../../../dev/null' }),
  'signed with a key named by a statement': strangers({ kid: `' or '1'='1` }),
  'that brings its key along': async ({ claims }) =>
    signed(claims, { kid: undefined, jwk: await exportJWK(stranger.publicKey) }, stranger.privateKey),
  'that says where its key is': strangers({ kid: undefined, jku: 'http://127.0.0.1:1/keys' }),
  'signed by another algorithm': async ({ claims }) => {
    const { privateKey } = await generateKeyPair('ES256');
    return signed(claims, { alg: 'ES256' }, privateKey);
  },
  'that asks for what nobody knows': ({ claims, header, text }) =>
    `${part({ ...header, crit: ['x'], x: 1 })}.${part(claims)}.${partsOf(text)[2]}`,
  'with another claim under the same signature': ({ claims, text }) =>
    [partsOf(text)[0], part({ ...claims, sub: '2' }), partsOf(text)[2]].join('.'),
  'for another client': claiming(() => ({ aud: 'another' })),
  'for nobody': claiming(() => ({ aud: undefined })),
  'for an empty list': claiming(() => ({ aud: [] })),
  'for us and another': claiming(({ aud }) => ({ aud: [aud, 'another'] })),
  'for us and another, given to the other': claiming(({ aud }) => ({ aud: [aud, 'another'], azp: 'another' })),
  'for us, given to another': claiming(() => ({ azp: 'another' })),
  'of another issuer': claiming(() => ({ iss: here.oakline.issuer })),
  'of an issuer that looks alike': claiming(({ iss }) => ({ iss: `${iss}/` })),
  'of no issuer': claiming(() => ({ iss: undefined })),
  'that has expired': claiming(() => ({ exp: inSeconds(-120) })),
  'that never expires': claiming(() => ({ exp: undefined })),
  'whose expiry is no number': claiming(() => ({ exp: '9999999999' })),
  'made in the future': claiming(() => ({ iat: inSeconds(600) })),
  'made at no time': claiming(() => ({ iat: undefined })),
  'that is not valid yet': claiming(() => ({ nbf: inSeconds(600) })),
  'for another sign-in': claiming(() => ({ nonce: 'A'.repeat(43) })),
  'for no sign-in': claiming(() => ({ nonce: undefined })),
  'about nobody': claiming(() => ({ sub: undefined })),
  'about an empty name': claiming(() => ({ sub: '' })),
  'about a number': claiming(() => ({ sub: 1 })),
  'about a name too long': claiming(() => ({ sub: 'x'.repeat(256) })),
  'about a name that cannot be stored': claiming(() => ({ sub: 'a\u0000b' })),
  'that is not there': () => undefined,
  'that is null': () => null,
  'that is no token': () => 'nonsense',
  'that is encrypted': () => 'e30.e30.e30.e30.e30',
  'that is a list': ({ text }) => [text],
};

describe('nobody is signed in by an ID token', () => {
  test.each(Object.keys(forgeries))('%s', async (what) => {
    const before = await state();
    replace(forgeries[what] as Forgery);
    const browser = here.browser();
    const { status, body, headers } = await browser.signIn('?provider=fernhill');
    expect([status, body.detail]).toEqual([
      401,
      'The answer of your provider cannot be relied on: sign in again from the beginning.',
    ]);
    expect(headers.getSetCookie().filter((cookie) => cookie.startsWith('accord='))).toEqual([]);
    expect(await whoIn(browser)).toBeUndefined();
    expect(await state()).toEqual(before);
  });

  test('of another sign-in, whole and unchanged', async () => {
    const kept: string[] = [];
    replace(({ text }) => {
      kept.push(text);
      return kept[0];
    });
    expect((await here.browser().signIn('?provider=fernhill')).status).toBe(303);
    expect((await here.browser().signIn('?provider=fernhill')).status).toBe(401);
  });

  test('of another provider, whole and unchanged', async () => {
    let theirs: unknown;
    here.oakline.tamper.set('/token', (body) => {
      theirs = body.id_token;
      return body;
    });
    await here.browser().signIn('?provider=oakline');
    here.oakline.tamper.clear();
    replace(() => theirs);
    expect((await here.browser().signIn('?provider=fernhill')).status).toBe(401);
  });
});

test.each<[string, Forgery]>([
  ['the same, signed again', ({ claims }) => signed(claims)],
  ['for us alone, in a list, and given to us', claiming(({ aud }) => ({ aud: [aud], azp: aud }))],
  ['of a clock that goes a little fast', claiming(() => ({ iat: inSeconds(20), nbf: inSeconds(20) }))],
])('an ID token %s is good, so that the tests above can fail', async (_, forgery) => {
  replace(forgery);
  const browser = here.browser();
  expect((await browser.signIn('?provider=fernhill')).status).toBe(303);
  expect(await whoIn(browser)).toBe('Helen Marsh');
});

test('what is told of a person beside the ID token must be about the same person', async () => {
  here.oakline.person = { sub: '1', email: 'olive@oakline.example', email_verified: true };
  here.oakline.tamper.set('/me', (body) => ({ ...body, sub: '2' }));
  expect((await here.browser().signIn('?provider=oakline')).status).toBe(401);
  here.oakline.tamper.clear();
  expect((await here.browser().signIn('?provider=oakline')).status).toBe(303);
});

test('a provider may take a new key, which is fetched', async () => {
  expect((await here.browser().signIn('?provider=fernhill')).status).toBe(303);
  const published = { ...(await exportJWK(stranger.publicKey)), kid: 'new', alg: 'RS256', use: 'sig' };
  here.fernhill.tamper.set('/jwks', () => ({ keys: [published] }));
  replace(strangers({ kid: 'new' }));
  const now = Date.now;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
  expect((await here.browser().signIn('?provider=fernhill')).status).toBe(303);
  clock.mockRestore();
});
