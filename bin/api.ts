import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp } from '../api/app.ts';
import { ownNames } from '../api/hosts.ts';
import { Wire } from '../api/live/wire.ts';
import { operatorDoor } from '../api/operator/door.ts';
import { operatorMount } from '../api/operator/mount.ts';
import type { Parts } from '../api/parts.ts';
import { routes } from '../api/routes.ts';
import { serverOf } from '../api/server.ts';
import { Provider } from '../api/session/provider.ts';
import { startBell } from '../domain/bell.ts';
import { Store } from '../domain/store.ts';
import { migrationsList } from '../migrations/index.ts';
import { openQueue } from '../notices/index.ts';
import { templates } from '../templates/index.ts';
import { readConfig } from './config.ts';
import { logger } from './log.ts';
import { builtPages } from './pages.ts';

/** Answers people and programs over HTTP. Knows the database, and the queue only to show it to operators. */
const config = readConfig(['DATABASE_API_URL', 'PORT', 'ACCORD_SECRET']);
const log = logger(config.LOG_LEVEL);
const warn = (message: string, error: unknown) => log.warn({ err: error }, message);

const movableClocks = config.ACCORD_CLOCK === 'movable';
const store = await Store.open(config.DATABASE_API_URL, {
  secret: config.ACCORD_SECRET,
  poolMax: 20,
  movableClocks,
  warn,
});
const bell = startBell(config.DATABASE_API_URL, warn);
const wire = new Wire(store, bell, warn);
const queue = await shownQueue();
const mover = await clockMover();
const baseUrl = config.ACCORD_URL ?? `http://${config.HOST}:${config.PORT}`;
let draining = false;

const app = createApp({
  store,
  templates,
  log,
  wire,
  routes,
  baseUrl,
  hosts: ownNames(baseUrl, config.ACCORD_HOSTS),
  providers: (config.ACCORD_OPENID ?? []).map((settings) => new Provider(settings)),
  migrations: migrationsList.map(({ name }) => name),
  draining: () => draining,
  ...(existsSync(builtPages) ? { pages: builtPages } : {}),
  mounts: [operatorMount(queue ? [queue.queue] : [], queue && config.ACCORD_OPERATOR_PASSWORD)],
  rateLimit: { perSecond: config.ACCORD_RATE, burst: config.ACCORD_BURST },
  proxies: config.ACCORD_PROXIES,
  ...(config.ACCORD_OPERATOR_PASSWORD ? { operator: operatorDoor(config.ACCORD_OPERATOR_PASSWORD) } : {}),
  ...(mover ? { moveClock: mover.moveClock } : {}),
});
const server = serverOf(app);
server.listen(config.PORT, config.HOST, () => {
  log.info({ port: config.PORT }, 'The API is ready');
  process.send?.('ready');
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

/** Readiness fails first, so that nothing new is sent here; what is under way has 20 s to finish. */
async function stop(): Promise<void> {
  if (draining) return;
  draining = true;
  await pause(config.NODE_ENV === 'production' ? 3_000 : 0);
  const finished = new Promise((resolve) => server.close(resolve));
  wire.close();
  const late = setTimeout(() => server.closeAllConnections(), 20_000);
  await finished;
  clearTimeout(late);
  await Promise.all([bell.stop(), store.close(), queue?.close(), mover?.close()]);
  process.exit(0);
}

async function shownQueue() {
  const url = config.QUEUE_URL ?? config.DATABASE_QUEUE_URL;
  return url && config.ACCORD_OPERATOR_PASSWORD ? openQueue(url, warn) : undefined;
}

/** Only where clocks may be moved does the API speak with Temporal at all. */
async function clockMover(): Promise<
  { moveClock: NonNullable<Parts['moveClock']>; close: () => Promise<void> } | undefined
> {
  if (!movableClocks || !config.TEMPORAL_ADDRESS) return undefined;
  const { Client, Connection } = await import('@temporalio/client');
  const { moveClock } = await import('../relay/clock.ts');
  const connection = Connection.lazy({ address: config.TEMPORAL_ADDRESS });
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  return {
    moveClock: (viewer, processId, minutes) => moveClock(store, client, viewer, processId, minutes),
    close: () => connection.close(),
  };
}
