import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../problem.ts';
import { stopLeftovers } from './child.ts';
import { type Identity, identify, lives } from './identity.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const throwaway = 'accord-throwaway-';

/** The folder that holds everything Accord keeps itself. */
export function dataFolder(configured: string | undefined): string {
  return configured === undefined ? join(root, '.accord') : resolve(configured);
}

export type Claim = { release(): void };

/**
 * Takes the folder for this process, and stops what a crashed one left running in it.
 *
 * @param told where this run can be reached, for the one who tries to start a second
 * @throws {Problem} when another process that runs has it
 */
export async function claim(dataDir: string, told: string, say: (line: string) => void): Promise<Claim> {
  await clearLeftovers(dataDir, say);
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const file = join(dataDir, 'running.json');
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ ...identify(process.pid), told }), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      refuseIfRunning(dataDir);
      rmSync(file, { force: true });
    }
  }
  for (const name of await stopLeftovers(join(dataDir, 'run')))
    say(`Stopped the ${name} that an earlier run left behind.`);
  return { release: () => rmSync(file, { force: true }) };
}

/** Stops what a crashed run left behind in the folder, which may hold the port that the next one wants. */
export async function clearLeftovers(dataDir: string, say: (line: string) => void): Promise<void> {
  refuseIfRunning(dataDir);
  for (const name of await stopLeftovers(join(dataDir, 'run')))
    say(`Stopped the ${name} that an earlier run left behind.`);
}

/** @throws {Problem} when a process that runs has the folder */
function refuseIfRunning(dataDir: string): void {
  const holder = holderOf(join(dataDir, 'running.json'));
  if (holder === undefined || !lives(holder)) return;
  throw new Problem(
    `Accord already runs in ${dataDir} (${holder.told}, process ${holder.pid}). Stop it with Ctrl-C where it was ` +
      'started, or give this one a folder of its own: ACCORD_DATA=/some/other/folder npm start.',
  );
}

/** A folder for data that is thrown away; those of crashed runs are cleared on the way. */
export async function throwawayFolder(): Promise<string> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(throwaway))) {
    const folder = join(tmpdir(), name);
    const holder = holderOf(join(folder, 'running.json'));
    if (holder === undefined || lives(holder)) continue;
    await stopLeftovers(join(folder, 'run'));
    rmSync(folder, { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(tmpdir(), throwaway));
  chmodSync(folder, 0o711);
  return folder;
}

function holderOf(file: string): (Identity & { told: string }) | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
