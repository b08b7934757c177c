import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../bin/config.ts';
import { claim, throwawayFolder } from '../bin/stack/folder.ts';
import { freePort } from '../bin/stack/ports.ts';
import { program } from '../bin/stack/programs.ts';
import { provision, type Stack } from '../bin/stack/provision.ts';
import { reset } from '../bin/stack/reset.ts';
import { type Supervised, supervise } from '../bin/stack/supervise.ts';

export type BenchStack = Stack & {
  /** Starts the product's API and worker over the migrated database. */
  startProduct(): Promise<Product>;
};
export type Product = {
  readonly url: string;
  /** By part, for reading their processor time. */
  pids(): { readonly api: number; readonly worker: number };
};

/**
 * Servers of its own whose data survives a crash, as the product's own do, thrown away at the end. Whatever servers
 * the environment names are left alone.
 */
export async function benchStack(say: (line: string) => void): Promise<BenchStack> {
  const config = readConfig([], {});
  const dataDir = await throwawayFolder();
  const claimed = await claim(dataDir, say);
  const stack = await provision({ dataDir, config, claimed, say });
  const parts: Supervised[] = [];
  return {
    ...stack,
    startProduct: async () => {
      const port = await freePort();
      const env = environment(stack, port);
      const start = async (name: string, script: string, more: NodeJS.ProcessEnv) => {
        const part = await supervise(program(name, script, dataDir, { ...env, ...more }), say);
        parts.push(part);
        return part;
      };
      const preload = `--import=${new URL('publish.ts', import.meta.url)}`;
      const options = process.env.NODE_OPTIONS;
      const [api, worker] = await Promise.all([
        start('API', 'api.ts', {
          DATABASE_API_URL: stack.databaseUrls.api,
          NODE_OPTIONS: options ? `${options} ${preload}` : preload,
        }),
        start('Worker', 'worker.ts', { DATABASE_WORKER_URL: stack.databaseUrls.worker }),
      ]);
      return { url: `http://127.0.0.1:${port}`, pids: () => ({ api: api.pid(), worker: worker.pid() }) };
    },
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
      await stack.stop();
      reset(dataDir, config);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function environment(stack: Stack, port: number): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE|QUEUE|SMTP|TEMPORAL|ACCORD|PORT|HOST)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    PORT: String(port),
    // One client here stands for many people; it would be held back by what one account may ask in a second.
    ACCORD_RATE: '1000000',
    ACCORD_BURST: '1000000',
    ACCORD_URL: `http://127.0.0.1:${port}`,
    ACCORD_DATA: stack.dataDir,
    ACCORD_SECRET: stack.secrets.secret,
    ACCORD_OPERATOR_PASSWORD: stack.secrets.operator,
    DATABASE_QUEUE_URL: stack.databaseUrls.queue,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: stack.namespace,
  };
}

/** Where the Temporal server of a stack keeps its histories. */
export const temporalFile = (stack: Stack): string => join(stack.dataDir, 'temporal', 'temporal.db');
