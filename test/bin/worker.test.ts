import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTeam } from '../../domain/person/teams.ts';
import { rows } from '../domain/process-made.ts';
import { chainsOf } from '../faults/chains.ts';
import { fromStack } from '../stack/stack.ts';
import { until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
beforeAll(async () => {
  org = await organisation();
});
afterAll(() => org?.close());

test('the program seals the audit log while it runs, and ends by itself when it is told to', async () => {
  const program = fork(join(import.meta.dirname, '../../bin/worker.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'warn',
      ACCORD_URL: 'http://127.0.0.1',
      ACCORD_SECRET: fromStack('SECRET'),
      DATABASE_WORKER_URL: org.database.urls.worker,
      DATABASE_QUEUE_URL: org.database.urls.queue,
      TEMPORAL_ADDRESS: fromStack('TEMPORAL_ADDRESS'),
      TEMPORAL_NAMESPACE: fromStack('NAMESPACE'),
    },
    silent: true,
  });
  let said = '';
  for (const stream of [program.stdout, program.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk));
  try {
    const [message] = await Promise.race([once(program, 'message'), once(program, 'exit')]);
    expect([message, said]).toEqual(['ready', '']);
    const hr = await org.viewer('hugo', 'fernhill-hr');
    for (const name of ['One', 'Two']) await org.store.as(hr, (door) => createTeam(door, name));
    await until(async () => (await rows(org, 'select from audit_unsealed')).length === 0, 60);
    const chains = await chainsOf(org);
    expect(chains).toMatchObject([{ fault: null, entries: 2, unsealed: 0 }]);
    const exited = once(program, 'exit');
    program.kill('SIGTERM');
    expect([(await exited)[0], said]).toEqual([0, '']);
  } finally {
    program.kill('SIGKILL');
  }
}, 180_000);
