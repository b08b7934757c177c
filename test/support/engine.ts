import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { activitiesOf } from '../../activities/index.ts';
import { type NoticeEntry, startRelay } from '../../relay/relay.ts';
import { fromStack } from '../stack/stack.ts';
import type { Organisation } from './organisation.ts';

/** The real Temporal server with a worker and a relay over an organisation's database. Notices are collected. */
export async function engine({ workerStore, database }: Organisation) {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const address = fromStack('TEMPORAL_ADDRESS');
  const namespace = fromStack('NAMESPACE');
  const nativeConnection = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const taskQueue = `test-${randomUUID()}`;
  const worker = await Worker.create({
    connection: nativeConnection,
    namespace,
    taskQueue,
    workflowBundle: { codePath: fromStack('WORKFLOW_BUNDLE') },
    activities: activitiesOf(workerStore),
  });
  const running = worker.run();
  const notices: NoticeEntry[] = [];
  const relay = startRelay({
    databaseUrl: database.urls.worker,
    client,
    taskQueue,
    store: workerStore,
    warn: (message, error) => console.warn(message, error),
    enqueue: async (entries) => void notices.push(...entries),
  });
  return {
    client,
    notices,
    stop: async () => {
      await relay.stop();
      worker.shutdown();
      await running;
      await connection.close();
      await nativeConnection.close();
    },
  };
}

/** Polls until `look` gives something; the bound keeps a failing test short. */
export async function until<T>(look: () => Promise<T | undefined | false>, seconds = 15): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`It did not come to that within ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
