import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

/** A project of one command and no packages, in a path with a space, with an npm that only notes what it was asked. */
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'accord boot strap-'));
  mkdirSync(join(project, 'bin'));
  copyFileSync('bin/bootstrap.js', join(project, 'bin/bootstrap.js'));
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  writeFileSync(join(project, 'package-lock.json'), '{"packages":{"":{}}}');
  writeFileSync(join(project, 'npm.js'), npm);
});

afterEach(() => rmSync(project, { recursive: true }));

test('an unknown command is refused with the ones there are', async () => {
  expect(await run('dance')).toEqual({
    code: 1,
    said: 'Unknown command "dance". Known: install, build, start, test, demo, bench, prove.\n',
  });
});

test('what is missing is installed once, then the command runs with its arguments and its exit code is handed on', async () => {
  command('console.log("ran", process.argv.slice(2)); process.exitCode = 7;');
  const first = await run('start', '--reset');
  expect(first.code).toBe(7);
  expect(first.said).toMatch(/Installing packages .*\nnpm ci\nInstalled packages in \d+ s\.\nran \[ '--reset' \]\n/s);
  expect(await run('start')).toEqual({ code: 7, said: 'ran []\n' });
});

test('when npm ci does not succeed, npm install is tried, and both failing is said', async () => {
  command('console.log("ran")');
  expect((await run('start', 'NPM_FAILS=ci')).said).toContain('npm ci did not succeed.\nnpm install\nInstalled');
  rmSync(join(project, 'node_modules'), { recursive: true });
  const failed = await run('start', 'NPM_FAILS=ci install');
  expect(failed).toEqual({ code: 1, said: expect.stringContaining('The packages could not be installed.') });
});

test('a changed lock file is installed over what is there, without emptying it', async () => {
  command('console.log("ran")');
  await run('start');
  writeFileSync(join(project, 'node_modules', 'kept'), '');
  writeFileSync(join(project, 'package-lock.json'), '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}');
  expect((await run('start')).said).toContain('npm install\n');
  expect(existsSync(join(project, 'node_modules', 'kept'))).toBe(true);
});

test('a signal is handed on and the command ends in its own time', async () => {
  command(
    'process.on("SIGTERM", () => { console.log("closing"); process.exit(5); }); setInterval(() => {}, 1000); console.log("up");',
  );
  const child = start('start');
  const said = collect(child);
  await until(child, 'up');
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(5);
  expect(said()).toContain('closing');
});

test('a command is told when the bootstrap vanishes', async () => {
  command(
    'process.on("disconnect", () => { console.log("alone"); process.exit(0); }); setInterval(() => {}, 1000); console.log("up");',
  );
  const child = start('start');
  await until(child, 'up');
  child.kill('SIGKILL');
  await until(child, 'alone');
});

const npm = `
  import { mkdirSync } from 'node:fs';
  const asked = process.argv[2];
  if ((process.env.NPM_FAILS ?? '').split(' ').includes(asked)) process.exit(1);
  mkdirSync('node_modules', { recursive: true });
  console.log('npm', asked);`;

function command(script: string): void {
  writeFileSync(join(project, 'bin/start.ts'), script);
}

/** Arguments of the form NAME=value go into the environment. */
function start(...args: string[]): ChildProcess {
  const settings = Object.fromEntries(args.filter((arg) => arg.includes('=')).map((arg) => arg.split('=')));
  const env = { ...process.env, npm_execpath: join(project, 'npm.js'), npm_lifecycle_event: undefined, ...settings };
  return spawn(process.execPath, [join(project, 'bin/bootstrap.js'), ...args.filter((arg) => !arg.includes('='))], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const child = start(...args);
  const said = collect(child);
  const [code] = await once(child, 'close');
  return { code, said: said() };
}

function collect(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  return () => said;
}

function until(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve) => child.stdout?.on('data', (chunk) => String(chunk).includes(word) && resolve()));
}
