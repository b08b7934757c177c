import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Provider } from '../../../api/session/provider.ts';
import { helen, type World, world } from './world.ts';

let here: World;
beforeAll(async () => {
  here = await world();
});
afterAll(() => here?.close());
beforeEach(() => {
  here.fernhill.person = helen;
});

const at = '?provider=fernhill';

test('a provider that refuses its person is believed', async () => {
  here.fernhill.person = null;
  const { status, body } = await here.browser().signIn(at);
  expect([status, body.detail]).toEqual([
    401,
    'Your provider did not sign you in ("access_denied"): try again, or ask there.',
  ]);
});

test('what went wrong is told as a page to browsers, which show no documents', async () => {
  const inBrowser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  here.fernhill.person = { sub: '9', email: 'nobody@fernhill.example', email_verified: true };
  const browser = here.browser();
  const { status, headers, body } = await browser.open(await browser.awayAndBack(at), inBrowser);
  expect([status, headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(body).toContain('Nobody with the mail address that your provider gave may sign in here');
  expect(body).toContain(headers.get('x-request-id'));
  const markup = await browser.open('/v1/session/oidc?returnTo=<script>alert(1)</script>', inBrowser);
  expect([markup.status, markup.body.includes('<script')]).toEqual([422, false]);
  const other = await browser.open('/v1/me', inBrowser);
  expect(other.headers.get('content-type')).toBe('application/problem+json');
});

test('a provider that is broken is not the person’s fault', async () => {
  const browser = here.browser();
  const back = await browser.awayAndBack(at);
  here.fernhill.away = 500;
  const { status, body } = await browser.open(back);
  here.fernhill.away = undefined;
  expect([status, body.detail]).toEqual([503, 'Your provider does not answer: try again in a minute.']);
});

test('a provider that does not take our secret is the operator’s to mend', async () => {
  const wrong = new Provider({ ...here.fernhill, clientSecret: 'wrong', name: 'fernhill', accounts: ['fernhill'] });
  const { status, body } = await here.browser(await here.another({ providers: [wrong] })).signIn();
  expect([status, body.detail]).toEqual([
    503,
    'Your provider does not take the client it gave to Accord: ask whoever operates Accord here.',
  ]);
});

test.each<[string, (body: object) => object]>([
  ['of another issuer', (body) => ({ ...body, issuer: 'https://evil.example' })],
  ['that is empty', () => ({})],
])('a provider is not believed by a document %s', async (_, change) => {
  here.fernhill.tamper.set('/.well-known/openid-configuration', (body) => change(body) as typeof body);
  const provider = new Provider({ ...here.fernhill, name: 'fernhill', accounts: ['fernhill'] });
  const api = await here.another({ providers: [provider] });
  expect((await api.anybody.get('/v1/session/oidc')).headers.get('location')).toBeNull();
  here.fernhill.tamper.clear();
  expect((await api.anybody.get('/v1/session/oidc')).status).toBe(303);
});

test('a provider that is away does not keep Accord from starting, nor others from signing in, and is asked again later', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await closed(server);
  const provider = new Provider({
    ...here.fernhill,
    issuer: `http://127.0.0.1:${port}`,
    name: 'gone',
    accounts: ['fernhill'],
  });
  const api = await here.another({ providers: [provider] });
  for (let tries = 0; tries < 2; tries++) {
    const { status, body } = await api.anybody.get('/v1/session/oidc');
    expect([status, body.detail]).toEqual([503, 'Your provider does not answer: try again in a minute.']);
  }
  expect((await api.anybody.get('/health/ready')).status).toBe(200);
  expect((await (await api.as('hugo')).get('/v1/me')).status).toBe(200);

  here.fernhill.away = 503;
  const later = await here.another({
    providers: [new Provider({ ...here.fernhill, name: 'fernhill', accounts: ['fernhill'] })],
  });
  expect((await later.anybody.get('/v1/session/oidc')).status).toBe(503);
  here.fernhill.away = undefined;
  expect((await here.browser(later).signIn()).status).toBe(303);
});

test('a provider that never answers is given up', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const issuer = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const provider = new Provider({ ...here.fernhill, issuer, name: 'silent', accounts: ['fernhill'] });
  const api = await here.another({ providers: [provider] });
  expect((await api.anybody.get('/v1/session/oidc')).status).toBe(503);
  silent.closeAllConnections();
  await closed(silent);
}, 15_000);

const closed = (server: Server) => new Promise((resolve) => server.close(resolve));
