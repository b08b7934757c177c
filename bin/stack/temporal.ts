import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { type Child, startChild, tail } from './child.ts';
import { ensureNamespace, searchAttributes } from './namespace.ts';
import { rememberedPort } from './ports.ts';
import { temporalCli } from './temporal-cli.ts';

export type TemporalOptions = {
  readonly dataDir: string;
  readonly namespace: string;
  /** Told what takes long. */
  readonly say: (line: string) => void;
};

export type Temporal = {
  /** host:port */
  readonly address: string;
  /** Where operators look at it. It knows no sign-in, so it listens on this machine only. */
  readonly uiUrl: string;
  start(): Promise<Child>;
};

/** A Temporal server of our own that keeps its histories in `dataDir`. Not started yet. */
export async function ownTemporal({ dataDir, namespace, say }: TemporalOptions): Promise<Temporal> {
  const program = await temporalCli(dataDir, say);
  const folder = join(dataDir, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = await rememberedPort(dataDir, 'temporal');
  const uiPort = await rememberedPort(dataDir, 'temporalUi');
  const address = `127.0.0.1:${port}`;
  const log = join(dataDir, 'logs', 'temporal.log');
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', `${port}`, '--ui-port', `${uiPort}`];
  args.push('--namespace', namespace, '--log-level', 'warn', '--ui-disable-news-fetch');
  args.push('--db-filename', join(folder, 'temporal.db'));
  // Three times as fast as SQLite's own defaults; a power cut may lose the last moments, which the outbox sends again.
  args.push('--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL');
  args.push('--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true');
  args.push('--dynamic-config-value', 'matching.enableFairness=true');
  for (const attribute of searchAttributes) args.push('--search-attribute', `${attribute}=Keyword`);
  const start = async () => {
    const child = startChild({
      name: 'Temporal',
      command: program,
      args,
      cwd: folder,
      log,
      run: join(dataDir, 'run'),
      stopSignal: 'SIGTERM',
    });
    try {
      await ensureNamespace(address, namespace, 30_000, child.end);
    } catch (error) {
      await child.stop();
      const why = error instanceof Error ? error.message : String(error);
      throw new Problem(`The Temporal server did not start: ${why}\nIts log ${log} ends with:\n${tail(log)}`);
    }
    return child;
  };
  return { address, uiUrl: `http://127.0.0.1:${uiPort}`, start };
}
