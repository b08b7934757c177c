import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { activitiesOf } from '../activities/index.ts';
import { Store } from '../domain/store.ts';
import { startNotices } from '../notices/index.ts';
import { taskQueue } from '../relay/engine.ts';
import { startRelay } from '../relay/relay.ts';
import { startChores } from './chores.ts';
import { readConfig } from './config.ts';
import { logger } from './log.ts';

/** Drives processes: Temporal's worker, the relay of the outbox, the delivery of notices; and seals the audit log. */
const config = readConfig([
  'DATABASE_WORKER_URL',
  'DATABASE_QUEUE_URL',
  'TEMPORAL_ADDRESS',
  'ACCORD_URL',
  'ACCORD_SECRET',
]);
const log = logger(config.LOG_LEVEL);
const warn = (message: string, error: unknown) => log.warn({ err: error }, message);

Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
    log[level === 'ERROR' ? 'error' : 'warn']({ meta }, message),
  ),
  shutdownSignals: [],
});
const store = await Store.open(config.DATABASE_WORKER_URL, {
  secret: config.ACCORD_SECRET,
  poolMax: 30,
  movableClocks: config.ACCORD_CLOCK === 'movable',
  warn,
});
const nativeConnection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
const connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS });
const worker = await Worker.create({
  connection: nativeConnection,
  namespace: config.TEMPORAL_NAMESPACE,
  taskQueue,
  workflowsPath: new URL('../workflows/index.ts', import.meta.url).pathname.replaceAll('%20', ' '),
  activities: activitiesOf(store),
  shutdownGraceTime: '15 seconds',
});
const notices = await startNotices({
  queueUrl: config.QUEUE_URL ?? config.DATABASE_QUEUE_URL,
  store,
  mail: { ...(config.SMTP_URL ? { smtpUrl: config.SMTP_URL } : {}), from: config.MAIL_FROM },
  baseUrl: config.ACCORD_URL,
  warn,
});
const relay = startRelay({
  databaseUrl: config.DATABASE_WORKER_URL,
  client: new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }),
  taskQueue,
  store,
  enqueue: notices.enqueue,
  warn,
});

const chores = startChores(store, warn);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.shutdown());
process.send?.('ready');
log.info('The worker is ready');
await worker.run();
await relay.stop();
await notices.stop();
await chores.stop();
await connection.close();
await nativeConnection.close();
await store.close();
process.exit(0);
