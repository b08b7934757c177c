import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { startChild } from '../../bin/stack/child.ts';
import { supervise } from '../../bin/stack/supervise.ts';

const folder = mkdtempSync(join(tmpdir(), 'accord-supervise-'));

afterAll(() => rmSync(folder, { recursive: true }));

function part(name: string, script: string) {
  const start = async () =>
    startChild({
      name,
      command: '/bin/sh',
      args: ['-c', script],
      cwd: folder,
      log: join(folder, 'log'),
      run: join(folder, 'run'),
      stopSignal: 'SIGTERM',
    });
  return { name, start };
}

test('a part that is killed is started again, and both are said', async () => {
  const back = Promise.withResolvers<void>();
  const said: string[] = [];
  const sleeper = await supervise(
    part('Sleeper', 'exec sleep 60'),
    (line) => {
      said.push(line);
      if (line.includes('back')) back.resolve();
    },
    1,
  );
  const first = sleeper.pid();
  process.kill(first, 'SIGKILL');
  await back.promise;
  expect(said).toEqual(['Sleeper ended unexpectedly (signal SIGKILL); starting it again.', 'Sleeper is back.']);
  expect(sleeper.pid()).not.toBe(first);
  await sleeper.stop();
});

test('a part that will not stay up is given up with a sentence', async () => {
  const hopeless = await supervise(part('Hopeless', 'exit 3'), () => {}, 1);
  await expect(hopeless.gone).resolves.toBe('Hopeless does not stay up (exit code 3).');
  await hopeless.stop();
});

test('a part that is stopped is not started again', async () => {
  const said: string[] = [];
  const sleeper = await supervise(part('Sleeper', 'exec sleep 60'), (line) => said.push(line), 1);
  await sleeper.stop();
  await sleeper.stop();
  expect(() => process.kill(sleeper.pid(), 0)).toThrow('ESRCH');
  expect(said).toEqual([]);
});

test('a part that does not listen is killed once patience is over', async () => {
  const deaf = await supervise(part('Deaf', 'trap "" TERM; while :; do sleep 1; done'), () => {}, 1);
  await deaf.stop(50);
  expect(() => process.kill(deaf.pid(), 0)).toThrow('ESRCH');
});
