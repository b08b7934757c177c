import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let cast: Organisation;
let api: Api;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

/** What the server says to bytes that may be no HTTP at all. */
function say(...lines: string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.on('error', reject);
  socket.on('close', () => resolve(said));
  socket.write(lines.join('\r\n'));
  return promise;
}

const closing = 'Connection: close';

test.each([
  ['nonsense', ['nonsense', '', '']],
  [
    'a length and chunks at once',
    [
      'POST /v1/session HTTP/1.1',
      'Host: x',
      closing,
      'Content-Type: application/json',
      'Content-Length: 5',
      'Transfer-Encoding: chunked',
      '',
      '0',
      '',
      '',
    ],
  ],
  [
    'two lengths',
    ['POST /v1/session HTTP/1.1', 'Host: x', closing, 'Content-Length: 5', 'Content-Length: 6', '', 'hello'],
  ],
  ['a negative length', ['POST /v1/session HTTP/1.1', 'Host: x', closing, 'Content-Length: -1', '', '']],
  ['no host', ['GET /v1/me HTTP/1.1', closing, '', '']],
  ['a line break within a header', ['GET /v1/me HTTP/1.1', 'Host: x', closing, 'X-Account: a\nX-Evil: b\rc', '', '']],
  ['headers of 64 kB', ['GET /v1/me HTTP/1.1', 'Host: x', closing, `X-Account: ${'x'.repeat(65_536)}`, '', '']],
  ['an address of 64 kB', [`GET /${'x'.repeat(65_536)} HTTP/1.1`, 'Host: x', closing, '', '']],
  [
    'chunks that are none',
    [
      'POST /v1/session HTTP/1.1',
      'Host: x',
      closing,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
      '',
      'zz',
      '',
    ],
  ],
] as const)('what is no HTTP is refused: %s', async (_, lines) => {
  const said = await say(...lines);
  expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(said).not.toMatch(/node:|\.ts:|Error/);
});

test('what is refused so early has a problem document as well', async () => {
  const said = await say('nonsense', '', '');
  expect(said).toContain('Content-Type: application/problem+json');
  expect(JSON.parse(said.slice(said.indexOf('\r\n\r\n')))).toMatchObject({
    type: 'urn:accord:problem:malformed',
    status: 400,
  });
});

test('TRACE is no method of ours', async () => {
  const said = await say('TRACE /v1/tasks HTTP/1.1', 'Host: x', closing, 'Cookie: accord=secret', '', '');
  expect(said).toMatch(/^HTTP\/1\.1 405 /);
  expect(said).toMatch(/\r\nAllow: [A-Z, ]*GET/);
  expect(said).not.toContain('secret');
});

test('a host that is none changes nothing', async () => {
  for (const host of ['evil.example', 'a@b', '127.0.0.1:1@evil', '[', ' ']) {
    const said = await say('GET /v1/me HTTP/1.1', `Host: ${host}`, closing, '', '');
    expect([host, said.split(' ')[1]]).toEqual([host, '401']);
    expect(said).not.toContain('evil');
  }
});

test('a request that never ends is given up', async () => {
  const began = performance.now();
  const said = await say(
    'POST /v1/session HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    'Content-Length: 100',
    '',
    '{"email":',
  );
  expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(performance.now() - began).toBeLessThan(15_000);
}, 20_000);
