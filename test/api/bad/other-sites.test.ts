import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { routes } from '../../../api/routes.ts';
import { demoPassword } from '../../../bin/seed/cast.ts';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { onboarding } from '../../support/running.ts';
import { stateOf } from '../../support/state.ts';
import { expectRefused, nameOf, pathOf } from './refused.ts';

/** What browsers let pages of other sites send along with our cookie, on every route that changes something. */
let cast: Organisation;
let api: Api;
let hugo: Client;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast, { baseUrl: 'https://accord.example' });
  hugo = await api.as('hugo', 'fernhill-hr');
  await onboarding(cast, hugo);
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const unsafe = routes.filter(({ method }) => method !== 'GET');
const credentials = { email: 'helen@fernhill.example', password: demoPassword };
const bodyOf = ({ body }: (typeof routes)[number]) => (body ? { body: { reason: 'x' } } : {});
const ours = () => new URL(api.url).host;

const foreign: { readonly [what: string]: () => { readonly [name: string]: string } } = {
  'another site': () => ({ origin: 'https://evil.example' }),
  'another site, as newer browsers say it': () => ({ 'sec-fetch-site': 'cross-site' }),
  'a neighbour': () => ({ 'sec-fetch-site': 'same-site' }),
  'a neighbour that names us': () => ({ 'sec-fetch-site': 'same-site', origin: 'https://accord.example' }),
  'another site that says it is ours': () => ({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }),
  'a frame without origin': () => ({ origin: 'null' }),
  'a file': () => ({ origin: 'file://' }),
  'a name that begins like ours': () => ({ origin: 'https://accord.example.evil.example' }),
  'a name that ends like ours': () => ({ origin: 'https://evilaccord.example' }),
  'a name behind ours': () => ({ origin: 'https://accord.example@evil.example' }),
  'another port of ours': () => ({ origin: 'https://accord.example:8443' }),
  'our name without encryption': () => ({ origin: 'http://accord.example' }),
  'our address without encryption': () => ({ origin: `http://${ours()}` }),
  'two origins': () => ({ origin: 'https://accord.example, https://evil.example' }),
  'something unheard of': () => ({ 'sec-fetch-site': 'nonsense' }),
  'another site by another method': () => ({ origin: 'https://evil.example', 'x-http-method-override': 'GET' }),
};

test.each(Object.keys(foreign))('no route that changes something obeys a page of %s', async (what) => {
  const before = await stateOf(cast.database.ownerUrl);
  for (const route of unsafe) {
    const answer = await hugo.send(route.method, pathOf(route), { ...bodyOf(route), headers: foreign[what]?.() ?? {} });
    expect([nameOf(route), expectRefused(nameOf(route), answer)]).toEqual([nameOf(route), 403]);
    expect([nameOf(route), answer.body.detail]).toEqual([
      nameOf(route),
      'This was sent by a page of another site: only our own may do that.',
    ]);
    expect([nameOf(route), answer.headers.getSetCookie()]).toEqual([nameOf(route), []]);
  }
  expect(await stateOf(cast.database.ownerUrl)).toBe(before);
});

test.each<[string, () => { readonly [name: string]: string }]>([
  ['our own page', () => ({ origin: 'https://accord.example', 'sec-fetch-site': 'same-origin' })],
  ['our own page, by the address', () => ({ origin: `https://${ours()}` })],
  ['the person at the address bar', () => ({ 'sec-fetch-site': 'none' })],
  ['a program', () => ({})],
])('%s is not taken for a page of another site, so that the tests above can fail', async (_, headers) => {
  for (const route of unsafe.filter(({ path }) => path !== '/v1/session')) {
    const answer = await hugo.send(route.method, pathOf(route), { ...bodyOf(route), headers: headers() });
    expect([nameOf(route), answer.body.detail]).not.toEqual([nameOf(route), expect.stringContaining('another site')]);
  }
  expect((await api.anybody.post('/v1/session', credentials, headers())).status).toBe(201);
});

test('what is sent with a token comes from a program, wherever that may run', async () => {
  const { body } = await hugo.post('/v1/tokens', { name: 'x', scopes: ['work'] });
  const program = api.anybody.with({ authorization: `Bearer ${body.token}`, 'x-account': 'fernhill-hr' });
  const answer = await program.post(pathOf({ path: '/v1/tasks/:id/acceptance' }), undefined, {
    origin: 'https://evil.example',
  });
  expect(answer.status).toBe(404);
  // What looks like a token and is none does not open the door to the cookie.
  const both = hugo.with({ authorization: 'Bearer x', origin: 'https://evil.example' });
  expect((await both.post('/v1/tokens', { name: 'x', scopes: ['read'] })).status).toBe(403);
});

test('what reads is not refused, and not readable to pages of other sites either', async () => {
  const { status, headers } = await hugo.get('/v1/me', { headers: { origin: 'https://evil.example' } });
  expect(status).toBe(200);
  expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  const preflight = await hugo.send('OPTIONS', '/v1/tokens', {
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  });
  expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
});
