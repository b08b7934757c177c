import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../problem.ts';

const run = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser that tests and benchmarks of the pages use: the one of `CHROMIUM`, else one on PATH, else Debian's, where we
 * may install it, else the one that playwright fetches.
 *
 * @param say told what takes long
 * @throws {Problem} naming every way to supply it
 */
export async function chromiumPath(say: (line: string) => void): Promise<string> {
  const there = process.env.CHROMIUM ?? onPath();
  if (there) return there;
  const failures: string[] = [];
  for (const [how, fetch] of [
    ['apt-get', fromDebian],
    ['playwright', fromPlaywright],
  ] as const) {
    try {
      say(`Fetching Chromium by ${how}, once, to test the pages …`);
      return await fetch();
    } catch (error) {
      failures.push(`  ${how}: ${(error as Error).message.trim().split('\n').at(-1)}`);
    }
  }
  throw new Problem(
    `No Chromium could be had:\n${failures.join('\n')}\nInstall it ("apt-get install chromium"), or set CHROMIUM to its path.`,
  );
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

async function fromDebian(): Promise<string> {
  if (process.getuid?.() !== 0) throw new Error('only root may install packages');
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '-qq'], quiet);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
  const installed = onPath();
  if (!installed) throw new Error('it was installed, but is not on PATH');
  return installed;
}

async function fromPlaywright(): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  await run(process.execPath, [join(folder, 'cli.js'), 'install', 'chromium']);
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
