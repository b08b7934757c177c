import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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

type Holder = Identity & { readonly told?: string };

export type Claim = {
  /** What a second start in the same folder is told about this one, such as its address. */
  tell(what: string): void;
  release(): void;
};

/**
 * Takes the folder for this process, then stops what a crashed one left running in it.
 *
 * @throws {Problem} when another process that runs has it
 */
export async function claim(dataDir: string, say: (line: string) => void): Promise<Claim> {
  makeWritable(dataDir);
  const file = join(dataDir, 'running.json');
  const us = identify(process.pid);
  for (let taken = false; !taken; ) {
    try {
      writeFileSync(file, JSON.stringify(us), { flag: 'wx' });
      taken = true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      refuseIfRunning(dataDir, holderOf(file));
      rmSync(file, { force: true });
    }
  }
  const left = await stopLeftovers(join(dataDir, 'run'));
  if (left.length > 0) say(`Stopped what an earlier run had left behind: ${left.join(', ')}.`);
  return {
    tell: (what) => writeFileSync(file, JSON.stringify({ ...us, told: what })),
    release: () => rmSync(file, { force: true }),
  };
}

function makeWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const why = (error as Error).message;
    throw new Problem(`Accord cannot write to its folder ${dataDir} (${why}). ACCORD_DATA names another one.`);
  }
}

function refuseIfRunning(dataDir: string, holder: Holder | undefined): void {
  if (holder === undefined || !lives(holder)) return;
  const where = holder.told === undefined ? '' : `${holder.told}, `;
  throw new Problem(
    `Accord already runs in ${dataDir} (${where}process ${holder.pid}). Stop it with Ctrl-C where it was started, or ` +
      'give this one a folder of its own: ACCORD_DATA=/some/other/folder npm start.',
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

function holderOf(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
