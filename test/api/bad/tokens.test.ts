import { createHmac, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { stateOf } from '../../support/state.ts';
import { expectRefused } from './refused.ts';

/** What is no token of ours, or none any more, and opens nothing. */
let cast: Organisation;
let api: Api;
let helen: Client;
let owner: pg.Client;
/** Good for reading. */
let token: string;
let session: string;
let before: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  helen = await api.as('helen', 'fernhill-hr');
  session = /accord=([^;]+)/.exec(helen.headers.cookie as string)?.[1] as string;
  token = await made(helen);
  owner = new pg.Client({ connectionString: cast.database.ownerUrl });
  await owner.connect();
  before = await stateOf(cast.database.ownerUrl);
});
afterAll(async () => {
  await owner?.end();
  await api?.close();
  await cast?.close();
});

async function made(person: Client, scopes = ['read']): Promise<string> {
  const { body, status } = await person.post('/v1/tokens', { name: 'a program', scopes });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.token;
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** A token of the kind that says who somebody is, as others take them. */
const jwt = (header: object, claims: object = {}, key = 'secret') => {
  const now = Math.floor(Date.now() / 1000);
  const subject = { sub: cast.personId('hugo'), iss: 'http://127.0.0.1', aud: 'accord', iat: now, exp: now + 600 };
  const signed = `${part({ typ: 'JWT', ...header })}.${part({ ...subject, ...claims })}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
};
const basic = (said: string) => `Basic ${Buffer.from(said).toString('base64')}`;
const other = () => `accord_${randomBytes(32).toString('base64url')}`;

const nothings: { readonly [what: string]: () => string } = {
  'a token nobody has': () => `Bearer ${other()}`,
  'the token without its scheme': () => token,
  'the token without its prefix': () => `Bearer ${token.slice(7)}`,
  'the token with another prefix': () => `Bearer github_${token.slice(7)}`,
  'the token in capitals': () => `Bearer ${token.toUpperCase()}`,
  'the token but for its last letter': () => `Bearer ${token.slice(0, -1)}`,
  'the token with a letter more': () => `Bearer ${token}A`,
  'the token with padding': () => `Bearer ${token}=`,
  'the token in quotes': () => `Bearer "${token}"`,
  'the token behind a tab': () => `Bearer\t${token}`,
  'the token with a space within': () => `Bearer ${token.slice(0, 20)} ${token.slice(20)}`,
  'the token with a space that does not break': () => `Bearer ${token.slice(0, 20)}\u00a0${token.slice(21)}`,
  'the token twice': () => `Bearer ${token} ${token}`,
  'the token and another in one header': () => `Bearer ${token}, Bearer ${other()}`,
  'the token as it is stored': () => `Bearer accord_${Buffer.from(token).toString('base64url').slice(0, 43)}`,
  'the token as a password': () => basic(`helen@fernhill.example:${token}`),
  'the token as a user': () => basic(`${token}:`),
  'the token under a scheme of others': () => `Token ${token}`,
  'the token under half a scheme': () => `Bear ${token}`,
  'the token under two schemes': () => `Bearer Bearer ${token}`,
  'a session as a token': () => `Bearer accord_${session}`,
  'a session as it is': () => `Bearer ${session}`,
  'no more than a scheme': () => 'Bearer',
  'a scheme and spaces': () => 'Bearer     ',
  'a prefix': () => 'Bearer accord_',
  'a statement': () => `Bearer accord_' or '1'='1`,
  'a pattern': () => `Bearer accord_${'%'.repeat(43)}`,
  'a path': () => `Bearer ../../../../etc/passwd`,
  '15 kB of a token': () => `Bearer accord_${'A'.repeat(15_000)}`,
  'what says it needs no signature': () => `Bearer ${jwt({ alg: 'none' }).replace(/[^.]*$/, '')}`,
  'what is signed by a shared secret': () => `Bearer ${jwt({ alg: 'HS256' })}`,
  'what is signed by nothing': () => `Bearer ${jwt({ alg: 'HS256' }, {}, '')}`,
  'what says it is signed by a key pair': () => `Bearer ${jwt({ alg: 'RS256', kid: 'ours' })}`,
  'what names its key by a path': () => `Bearer ${jwt({ alg: 'HS256', kid: '../../dev/null' }, {}, '')}`,
  'what names its key by a statement': () => `Bearer ${jwt({ alg: 'HS256', kid: `' union select 'k` }, {}, 'k')}`,
  'what brings its key along': () => `Bearer ${jwt({ alg: 'HS256', jwk: { kty: 'oct', k: 'c2VjcmV0' } })}`,
  'what says where its key is': () => `Bearer ${jwt({ alg: 'RS256', jku: `${api.url}/keys` })}`,
  'what has expired': () => `Bearer ${jwt({ alg: 'HS256' }, { exp: 1 })}`,
  'what is of the future': () => `Bearer ${jwt({ alg: 'HS256' }, { nbf: 9_999_999_999, iat: 9_999_999_999 })}`,
  'what is for somebody else': () => `Bearer ${jwt({ alg: 'HS256' }, { aud: 'another' })}`,
  'what is by somebody else': () => `Bearer ${jwt({ alg: 'HS256' }, { iss: 'https://evil.example' })}`,
  'what is of another type': () => `Bearer ${jwt({ alg: 'HS256', typ: 'at+jwt' }, { token_use: 'id' })}`,
};

const unauthenticated = (what: string, answer: Awaited<ReturnType<Client['get']>>) => {
  expect([what, expectRefused(what, answer)]).toEqual([what, 401]);
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
};

describe('nobody is let in by', () => {
  test.each(Object.keys(nothings))('%s', async (what) => {
    const headers = { authorization: nothings[what]?.() as string };
    unauthenticated(what, await api.anybody.get('/v1/me', { headers }));
    unauthenticated(what, await api.anybody.post('/v1/processes', { template: 'x', input: {} }, headers));
    // A cookie does not make it good.
    unauthenticated(what, await helen.get('/v1/tasks', { headers }));
    expect(await stateOf(cast.database.ownerUrl)).toBe(before);
  });

  test.each<[string, () => [string, { readonly [name: string]: string }]]>([
    ['a token in the address', () => [`/v1/me?access_token=${token}`, {}]],
    ['a token in the address, by another name', () => [`/v1/me?token=${token}`, {}]],
    ['a token before the address', () => ['/v1/me', { 'proxy-authorization': `Bearer ${token}` }]],
    ['a token in a header of others', () => ['/v1/me', { 'x-api-key': token, 'x-auth-token': token }]],
    ['a token as a cookie', () => ['/v1/me', { cookie: `accord=${token}` }]],
    ['a token as a cookie, without its prefix', () => ['/v1/me', { cookie: `accord=${token.slice(7)}` }]],
    ['a session in the address', () => [`/v1/me?accord=${session}`, {}]],
    ['a session under another name', () => ['/v1/me', { cookie: `Accord=${session}; session=${session}` }]],
    ['a session that is longer', () => ['/v1/me', { cookie: `accord=${session}A` }]],
    ['a session behind another', () => ['/v1/me', { cookie: `accord=${'A'.repeat(43)}; accord=${session}` }]],
  ])('%s', async (what, asked) => {
    const [path, headers] = asked();
    unauthenticated(what, await api.anybody.get(path, { headers }));
  });

  test('two headers, in either order', async () => {
    for (const [one, two] of [
      [token, other()],
      [other(), token],
      [token, token],
    ]) {
      const said = await raw([`Authorization: Bearer ${one}`, `authorization: Bearer ${two}`]);
      expect(said).toMatch(/^HTTP\/1\.1 401 /);
    }
    expect(await raw([`Authorization: Bearer ${token}`, 'Authorization: Basic x'])).toMatch(/^HTTP\/1\.1 401 /);
    expect(await raw([`Authorization: Bearer ${token}`])).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('64 kB of a token', async () => {
    expect(await raw([`Authorization: Bearer accord_${'A'.repeat(65_536)}`])).toMatch(/^HTTP\/1\.1 431 /);
  });
});

test.each<[string, () => string]>([
  ['as it is meant', () => `Bearer ${token}`],
  ['with more than one space', () => `Bearer   ${token}`],
  ['with spaces around, which HTTP takes off', () => `  Bearer ${token}  `],
  ['with its scheme in other letters', () => `bEARER ${token}`],
])('a token lets in %s, so that the tests above can fail', async (_, authorization) => {
  const answer = await api.anybody.get('/v1/me', { headers: { authorization: authorization() } });
  expect([answer.status, answer.body.person?.name]).toEqual([200, 'Helen Marsh']);
});

describe('a token that was good opens nothing', () => {
  test('in another account of its owner, or of somebody else', async () => {
    const program = api.anybody.with({ authorization: `Bearer ${token}` });
    for (const account of ['fernhill-it', 'fernhill', 'brightwire', 'oakline', cast.accountId('oakline')]) {
      const answer = await program.get('/v1/tasks', { headers: { 'x-account': account } });
      expect([account, expectRefused(account, answer)]).toEqual([account, 404]);
    }
  });

  test.each([
    ['once it is revoked', 'update access_token set revoked_at = now() where token_hash = sha256($1)'],
    ['once it has expired', 'update access_token set expires_at = now() where token_hash = sha256($1)'],
    [
      'once its owner is disabled',
      'update person set disabled_at = now() where id = (select person_id from access_token where token_hash = sha256($1))',
    ],
  ])('%s, from the next request on', async (what, statement) => {
    const mine = await made(await api.as('pia', 'fernhill-hr'));
    const program = api.anybody.with({ authorization: `Bearer ${mine}` });
    expect((await program.get('/v1/me')).status).toBe(200);
    await owner.query(statement, [Buffer.from(mine)]);
    unauthenticated(what, await program.get('/v1/me'));
    unauthenticated(what, await program.get('/v1/me'));
  });
});

function raw(lines: readonly string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.on('error', reject);
  socket.on('close', () => resolve(said));
  socket.write(['GET /v1/me HTTP/1.1', 'Host: x', 'Connection: close', ...lines, '', ''].join('\r\n'));
  return promise;
}
