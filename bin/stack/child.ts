import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Identity, identify, lives } from './identity.ts';

export type ChildSpec = {
  /** What people call it, such as "PostgreSQL". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** File that takes what it prints. */
  readonly log: string;
  /** Folder of the records by which a later start finds what an earlier one left behind. */
  readonly run: string;
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  readonly user?: { readonly uid: number; readonly gid: number };
  /** With a channel, `message` is told what the child sends. */
  readonly message?: (message: unknown) => void;
};

export type Child = {
  readonly pid: number;
  /** How it ended, such as "signal SIGKILL". */
  readonly ended: Promise<string>;
  /** Undefined while it runs. */
  readonly end: () => string | undefined;
  /** Asks it to stop, and kills it after `patience` milliseconds (20,000 when absent). */
  stop(patience?: number): Promise<void>;
};

/** Bytes. */
const longLog = 10_000_000;

/**
 * Starts a process that does not feel the terminal's Ctrl-C (we stop it in order) and does not outlive us: when we
 * vanish without stopping it, its leash stops it.
 */
export function startChild(spec: ChildSpec): Child {
  mkdirSync(dirname(spec.log), { recursive: true });
  mkdirSync(spec.run, { recursive: true });
  setAside(spec.log);
  const log = openSync(spec.log, 'a', 0o600);
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env ?? process.env,
    stdio: spec.message ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    detached: true,
    ...spec.user,
  });
  closeSync(log);
  if (spec.message) child.on('message', spec.message);
  const record = join(spec.run, `${spec.name}.json`);
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity) writeFileSync(record, JSON.stringify({ ...identity, stopSignal: spec.stopSignal }));
  const leash = child.pid === undefined ? undefined : leashOn(child.pid, spec.stopSignal);

  let end: string | undefined;
  const ended = new Promise<string>((resolve) => {
    const over = (how: string) => {
      if (end !== undefined) return;
      end = how;
      leash?.stdin?.end('released\n');
      rmSync(record, { force: true });
      resolve(how);
    };
    child.on('exit', (code, signal) => over(signal ? `signal ${signal}` : `exit code ${code}`));
    child.on('error', (error) => over(error.message));
  });
  const stop = async (patience = 20_000) => {
    if (end !== undefined || child.pid === undefined) return;
    child.kill(spec.stopSignal);
    const late = setTimeout(() => kill(child.pid as number, 'SIGKILL'), patience);
    await ended;
    clearTimeout(late);
  };
  return { pid: child.pid ?? 0, ended, end: () => end, stop };
}

/** Stops what an earlier run recorded in `run` and could not stop itself, and nothing else. */
export async function stopLeftovers(run: string): Promise<string[]> {
  const stopped: string[] = [];
  for (const file of recordsIn(run)) {
    const left = JSON.parse(readFileSync(join(run, file), 'utf8')) as Identity & { stopSignal: NodeJS.Signals };
    if (lives(left)) {
      kill(left.pid, left.stopSignal);
      for (let tries = 0; tries < 150 && lives(left); tries += 1) await wait(100);
      if (lives(left)) kill(left.pid, 'SIGKILL');
      stopped.push(file.replace('.json', ''));
    }
    rmSync(join(run, file), { force: true });
  }
  return stopped;
}

/** The last lines a process printed, for the sentence that says why it did not start. */
export function tail(log: string, lines = 8): string {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '(it printed nothing)';
  }
}

/** Keeps the log of earlier starts once, up to where it became long. */
function setAside(log: string): void {
  if (existsSync(log) && statSync(log).size > longLog) renameSync(log, `${log}.1`);
}

/** A shell that waits for us: a line means "released", the end of the pipe means that we are gone. */
function leashOn(pid: number, signal: string): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const leash = spawn(
    '/bin/sh',
    ['-c', 'read -r _ || kill -s "$1" "$2"', 'leash', signal.replace('SIG', ''), String(pid)],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
      detached: true,
    },
  );
  // Without a leash a crash of ours leaves the child behind, and the next start stops it.
  leash.on('error', () => {});
  leash.stdin?.on('error', () => {});
  leash.unref();
  return leash;
}

function recordsIn(run: string): string[] {
  try {
    return readdirSync(run).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
