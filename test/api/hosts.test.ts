import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ownNames } from '../../api/hosts.ts';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let cast: Organisation;
let api: Api;
let behind: Api;
beforeAll(async () => {
  cast = await organisation();
  const hosts = ownNames('https://accord.example', ['api:3000']);
  api = await startApi(cast, { hosts, baseUrl: 'https://accord.example' });
  behind = await startApi(cast, { hosts, baseUrl: 'https://accord.example', proxies: 1 });
});
afterAll(async () => {
  await Promise.all([api.close(), behind.close()]);
  await cast.close();
});

/** The status and the problem that a request by these header lines is answered with. */
function ask(server: Api, path: string, ...lines: string[]): Promise<[number, string | undefined]> {
  const { promise, resolve, reject } = Promise.withResolvers<[number, string | undefined]>();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.on('error', reject);
  socket.on('close', () => {
    const problem = /urn:accord:problem:([a-z-]+)/.exec(said)?.[1];
    resolve([Number(said.split(' ')[1]), problem]);
  });
  socket.write([`GET ${path} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n'));
  return promise;
}

const known: [number, string] = [401, 'unauthenticated'];
const refused: [number, string] = [421, 'misdirected'];

describe('Accord answers', () => {
  test.each([
    'accord.example',
    'ACCORD.Example',
    'accord.example:443',
    'accord.example:8443',
    'localhost',
    'localhost:3000',
    '127.0.0.1:3000',
    '[::1]:3000',
    'api:3000',
  ])('to its own name %s', async (host) => {
    expect(await ask(api, '/v1/me', `Host: ${host}`)).toEqual(known);
  });

  test.each([
    'evil.example',
    'accord.example.evil.example',
    'evilaccord.example',
    'accord.example@evil.example',
    'evil.example:accord.example',
    'accord.example:443:80',
    'accord.example:x',
    'accord.example/',
    'accord.example, evil.example',
    'api',
    'api:3001',
    '0.0.0.0',
    '127.0.0.2',
    '10.0.0.1:3000',
    '[::2]',
    '[',
    '-',
    '__proto__',
  ])('to no other: %s', async (host) => {
    for (const server of [api, behind]) {
      expect(await ask(server, '/v1/me', `Host: ${host}`)).toEqual(refused);
      expect(await ask(server, '/v1/nonsense', `Host: ${host}`)).toEqual(refused);
      expect(await ask(server, '/', `Host: ${host}`)).toEqual(refused);
    }
  });

  test('not to an empty name', async () => {
    expect(await ask(api, '/v1/me', 'Host:')).toEqual(refused);
  });

  test('nobody who says that he hands on what was asked of another name, believed or not', async () => {
    for (const server of [api, behind]) {
      expect(await ask(server, '/v1/me', 'Host: localhost', 'X-Forwarded-Host: evil.example')).toEqual(refused);
      expect(await ask(server, '/v1/me', 'Host: localhost', 'X-Forwarded-Host: accord.example, evil.example')).toEqual(
        refused,
      );
      expect(await ask(server, '/v1/me', 'Host: localhost', 'X-Forwarded-Host: accord.example')).toEqual(known);
    }
    // A proxy of ours may call us as it likes, and nobody else.
    expect(await ask(behind, '/v1/me', 'Host: inside', 'X-Forwarded-Host: accord.example')).toEqual(known);
    expect(await ask(api, '/v1/me', 'Host: inside', 'X-Forwarded-Host: accord.example')).toEqual(refused);
  });

  test('whoever asks after its health, by any name', async () => {
    expect((await ask(api, '/health/live', 'Host: 10.0.0.1'))[0]).toBe(200);
    expect((await ask(api, '/health/ready', 'Host: 10.0.0.1'))[0]).toBe(200);
    expect(await ask(api, '/health/../v1/me', 'Host: 10.0.0.1')).not.toEqual(known);
    expect(await ask(api, 'http://localhost/v1/me', 'Host: 10.0.0.1')).toEqual(refused);
  });
});

test('what it says to be refused names no name of its own', async () => {
  const { body } = await api.anybody.get('/v1/me', { headers: { 'x-forwarded-host': 'evil.example' } });
  expect(body).toMatchObject({
    status: 421,
    title: 'Not this address',
    detail: expect.stringContaining('ACCORD_HOSTS'),
  });
  expect(JSON.stringify(body)).not.toMatch(/evil|accord\.example|api:3000/);
});
