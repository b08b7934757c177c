import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Problem } from '../problem.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export type Child = {
  /** In the folder of the tests. */
  readonly script: string;
  readonly args: readonly (string | number)[];
  readonly env?: NodeJS.ProcessEnv;
  /** Holds how to stop it, while it runs. */
  readonly running: Set<() => void>;
};

/** Runs a script of the tests, which says a line of JSON at a time. */
export function child<T extends object>(
  { script, args, env = process.env, running }: Child,
  line: (said: T) => void,
): Promise<void> {
  const file = join(root, 'test', script);
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args.map(String)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => started.kill('SIGTERM');
  running.add(stop);
  createInterface(started.stdout).on('line', (text) => line(JSON.parse(text) as T));
  return new Promise((resolve, reject) => {
    started.on('error', reject);
    started.on('close', (code) => {
      running.delete(stop);
      if (code === 0) resolve();
      else reject(new Problem(`${script} ended with ${code}: see above.`));
    });
  });
}
