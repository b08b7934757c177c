import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../problem.ts';
import { startChild, tail } from './child.ts';
import type { Part } from './supervise.ts';

const bin = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * A program of ours as a part to supervise. It counts as started once it has sent the message `ready`.
 *
 * @param name what people call it; its log is named after it
 * @param script its file in `bin/`
 */
export function program(name: string, script: string, dataDir: string, env: NodeJS.ProcessEnv): Part {
  const log = join(dataDir, 'logs', `${script.replace('.ts', '')}.log`);
  const start = async () => {
    const { promise: ready, resolve } = Promise.withResolvers<'ready'>();
    const child = startChild({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', '--disable-warning=ExperimentalWarning', join(bin, script)],
      cwd: dirname(bin),
      env,
      log,
      run: join(dataDir, 'run'),
      stopSignal: 'SIGTERM',
      message: (message) => message === 'ready' && resolve('ready'),
    });
    const late = new AbortController();
    const first = await Promise.race([ready, child.ended, tooLate(late.signal)]);
    late.abort();
    if (first === 'ready') return child;
    await child.stop();
    throw new Problem(`${name} did not start (${first}). Its log ${log} ends with:\n${tail(log)}`);
  };
  return { name, start };
}

function tooLate(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('it was not ready within 60 s'), 60_000);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
