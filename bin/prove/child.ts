import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Problem } from '../problem.ts';
import { onInterrupt } from '../stack/interrupt.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export type Run = <T extends object>(
  script: string,
  args: readonly (string | number)[],
  line: (said: T) => void,
) => Promise<void>;

/** Runs scripts of the folder of the tests, each of which says a line of JSON at a time. `stop`, and an interrupt, end those that run. */
export function children(env: NodeJS.ProcessEnv): { readonly run: Run; readonly stop: () => void } {
  const running = new Set<() => void>();
  const stop = () => {
    for (const end of running) end();
  };
  onInterrupt(stop);
  return { run: (script, args, line) => child(script, args, env, line as (said: object) => void, running), stop };
}

/** Has two processes do a half each. `progress`: told at most every five seconds, of what either said last. */
export async function inHalves<T>(
  half: (which: number, line: (said: T) => void) => Promise<void>,
  progress: (parts: readonly T[]) => void,
): Promise<readonly T[]> {
  const parts: T[] = [];
  let told = 0;
  const line = (which: number) => (said: T) => {
    parts[which] = said;
    if (performance.now() - told < 5_000) return;
    told = performance.now();
    progress(parts);
  };
  await Promise.all([0, 1].map((which) => half(which, line(which))));
  return parts;
}

function child(
  script: string,
  args: readonly (string | number)[],
  env: NodeJS.ProcessEnv,
  line: (said: object) => void,
  running: Set<() => void>,
): Promise<void> {
  const file = join(root, 'test', script);
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args.map(String)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => started.kill('SIGTERM');
  running.add(stop);
  createInterface(started.stdout).on('line', (text) => line(JSON.parse(text) as object));
  return new Promise((resolve, reject) => {
    started.on('error', reject);
    started.on('close', (code) => {
      running.delete(stop);
      if (code === 0) resolve();
      else reject(new Problem(`${script} ended with ${code}: see above.`));
    });
  });
}
