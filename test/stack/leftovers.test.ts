import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { stopLeftovers } from '../../bin/stack/child.ts';
import { claim } from '../../bin/stack/folder.ts';
import { identify } from '../../bin/stack/identity.ts';

let folder: string;
const started: number[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-leftovers-'));
});

afterEach(() => {
  for (const pid of started.splice(0)) spawnSync('kill', ['-9', String(pid)]);
  rmSync(folder, { recursive: true });
});

test('a child does not outlive the one who started it, however that one ends', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', starter(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const child = Number(said);
  started.push(child);
  expect(identify(child)).toBeDefined();
  parent.kill('SIGKILL');
  await gone(child);
});

test('what a crashed run recorded is stopped, and its record removed', async () => {
  const left = sleeper();
  record('Left', { ...identify(left), stopSignal: 'SIGTERM' });
  expect(await stopLeftovers(join(folder, 'run'))).toEqual(['Left']);
  await gone(left);
  expect(existsSync(join(folder, 'run', 'Left.json'))).toBe(false);
});

test('a stranger that was given the same process number later is left alone', async () => {
  const stranger = sleeper();
  record('Left', { pid: stranger, born: '1', stopSignal: 'SIGKILL' });
  expect(await stopLeftovers(join(folder, 'run'))).toEqual([]);
  expect(identify(stranger)).toBeDefined();
});

test('a folder that a running process has claimed is refused, saying who has it and where it answers', async () => {
  const first = await claim(folder, () => {});
  first.tell('http://localhost:3000');
  await expect(claim(folder, () => {})).rejects.toThrow(
    `Accord already runs in ${folder} (http://localhost:3000, process ${process.pid}).`,
  );
  first.release();
  (await claim(folder, () => {})).release();
});

test('a folder whose holder has died is taken over', async () => {
  const dead = spawnSync('true').pid;
  writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: dead, born: '1' }));
  const claimed = await claim(folder, () => {});
  expect(JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')).pid).toBe(process.pid);
  claimed.release();
});

function starter(at: string): string {
  return `
    import { startChild } from ${JSON.stringify(join(process.cwd(), 'bin/stack/child.ts'))};
    const child = startChild({ name: 'Sleeper', command: 'sleep', args: ['60'], cwd: '/', log: '${at}/log', run: '${at}/run', stopSignal: 'SIGTERM' });
    console.log(child.pid);`;
}

function sleeper(): number {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  started.push(child.pid!);
  return child.pid!;
}

function record(name: string, content: object): void {
  mkdirSync(join(folder, 'run'), { recursive: true });
  writeFileSync(join(folder, 'run', `${name}.json`), JSON.stringify(content));
}

async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 100 && identify(pid) !== undefined; tries += 1) await wait(50);
  expect(identify(pid)).toBeUndefined();
}
