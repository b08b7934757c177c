import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../bin/stack/ports.ts';
import { fromStack } from '../stack/stack.ts';
import { Client } from '../support/api.ts';
import { listen } from '../support/events.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let cast: Organisation;
let program: ChildProcess;
let client: Client;
let said = '';
beforeAll(async () => {
  cast = await organisation();
  const port = await freePort();
  const { DATABASE_QUEUE_URL: _, ...rest } = process.env;
  program = fork(join(import.meta.dirname, '../../bin/api.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...rest,
      NODE_ENV: 'test',
      PORT: String(port),
      DATABASE_API_URL: cast.database.urls.api,
      ACCORD_SECRET: fromStack('SECRET'),
    },
    silent: true,
  });
  for (const stream of [program.stdout, program.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  }
  const [message] = await Promise.race([once(program, 'message'), once(program, 'exit')]);
  if (message !== 'ready') throw new Error(`The API did not start: ${said}`);
  client = new Client(`http://127.0.0.1:${port}`);
});
afterAll(async () => {
  program.kill('SIGKILL');
  await cast.close();
});

test('the program finishes what is under way when it is told to stop, ends its streams and exits', async () => {
  const credentials = JSON.stringify({ email: 'helen@fernhill.example', password: 'fernhill-demo' });
  const { headers } = await client.send('POST', '/v1/session', { body: credentials });
  const helen = client.with({ cookie: (headers.getSetCookie()[0] as string).split(';')[0] as string });
  const stream = await listen(helen);

  const slow = request(new URL('/v1/session', client.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': credentials.length },
  });
  const answered = once(slow, 'response');
  slow.write(credentials.slice(0, 10));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const exited = once(program, 'exit');
  program.kill('SIGTERM');
  await stream.ended;
  await expect(fetch(new URL('/health/live', client.url))).rejects.toThrow();
  slow.end(credentials.slice(10));
  const [response] = await answered;
  expect(response.statusCode).toBe(201);
  response.resume();
  expect((await exited)[0]).toBe(0);
});

test('its log holds ids, and neither names nor secrets', () => {
  const lines = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.some(({ route, status }) => route === '/v1/session' && status === 201)).toBe(true);
  expect(said).not.toMatch(/fernhill-demo|helen|Helen|accord=|cookie|argon2/);
});
