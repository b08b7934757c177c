import type { Client } from '@temporalio/client';
import pg from 'pg';
import { Bell, pause } from './bell.ts';
import { type Entry, sweep, tellEngine } from './tell.ts';

/** An outbox entry of kind `notice`, handed to the queue. */
export type NoticeEntry = {
  readonly id: string;
  readonly accountId: string;
  readonly processId: string | null;
  readonly payload: Record<string, unknown>;
};
export type RelayParts = {
  /** Of the worker's database role. */
  readonly databaseUrl: string;
  readonly client: Client;
  /** Where the workers that drive these processes listen. */
  readonly taskQueue: string;
  /** Puts notices in the queue, each under its entry's id; a repeated id is put once. */
  readonly enqueue: (notices: readonly NoticeEntry[]) => Promise<void>;
  readonly warn: (message: string, error: unknown) => void;
};
export type Relay = { readonly stop: () => Promise<void> };

/**
 * Tells Temporal and the queue what committed transactions left in the outbox: at least once, removed once told. One
 * relay at a time does it, whichever holds the lock; the others stand by. Woken by a notification, and by itself
 * every second should one be lost. No call to Temporal is made inside a database transaction. Temporal and the queue
 * are told apart, so that neither waits for the other.
 */
export function startRelay(parts: RelayParts): Relay {
  const stopping = new AbortController();
  const done = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await lead(parts, stopping.signal);
      } catch (error) {
        parts.warn('The relay lost its database and tries again', error);
        await pause(1_000, stopping.signal);
      }
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function lead(parts: RelayParts, stopping: AbortSignal): Promise<void> {
  const db = new pg.Client({ connectionString: parts.databaseUrl, keepAlive: true, query_timeout: 30_000 });
  const lost = new AbortController();
  const end = AbortSignal.any([stopping, lost.signal]);
  const listeners = listenersOf(db, parts);
  db.on('error', (error) => lost.abort(error));
  db.on('notification', () => {
    for (const { bell } of listeners) bell.ring();
  });
  await db.connect();
  try {
    while (!end.aborted && !(await isLeader(db))) await pause(1_000, end);
    await db.query('listen accord');
    await Promise.all(listeners.map((listener) => keepTelling(db, parts, listener, end)));
    if (lost.signal.aborted) throw lost.signal.reason;
  } finally {
    lost.abort();
    await db.end().catch((error: unknown) => parts.warn('The relay could not close its connection', error));
  }
}

const isLeader = async (db: pg.Client) =>
  (await db.query<{ held: boolean }>(`select pg_try_advisory_lock(hashtext('accord relay')) as held`)).rows[0]?.held ===
  true;

/** Who is told of a part of the outbox. */
type Listener = {
  readonly name: string;
  readonly bell: Bell;
  readonly waiting: string;
  /** Returns the entries it was told of. */
  readonly tell: (entries: readonly Entry[]) => Promise<readonly Entry[]>;
  /** Done now and then; false when it has to be done again soon. */
  readonly check?: () => Promise<boolean>;
};

function listenersOf(db: pg.Client, parts: RelayParts): readonly Listener[] {
  const waiting = (kinds: string) =>
    `select id, kind, account_id, process_id, payload from outbox where ${kinds} order by id limit ${batch}`;
  const queue = {
    name: 'the queue',
    bell: new Bell(),
    waiting: waiting(`kind = 'notice'`),
    tell: async (entries: readonly Entry[]) => {
      await parts.enqueue(entries.map(noticeOf));
      return entries;
    },
  };
  const engine = {
    name: 'Temporal',
    bell: new Bell(),
    waiting: waiting(`kind <> 'notice'`),
    tell: (entries: readonly Entry[]) => tellEngine(db, parts, entries),
    check: () => sweep(db, parts),
  };
  return [queue, engine];
}

/** Tells one batch after the other. What cannot be told now stays for the next time. */
async function keepTelling(
  db: pg.Client,
  { warn }: RelayParts,
  { name, bell, waiting, tell, check }: Listener,
  end: AbortSignal,
): Promise<void> {
  let checkAt = check ? 0 : Number.POSITIVE_INFINITY;
  while (!end.aborted) {
    const { rows } = await db.query<Entry>(waiting);
    const told = (rows.length ? await unless(end, attempt(tell, rows, name, warn)) : undefined) ?? [];
    if (told.length) await db.query('delete from outbox where id = any ($1)', [told.map(({ id }) => id)]);
    if (told.length === batch) continue;
    if (check && Date.now() >= checkAt) checkAt = Date.now() + ((await unless(end, check())) ? checkEvery : 10_000);
    // Told nothing: whatever is in the way will not be gone at once.
    if (rows.length && told.length === 0) await pause(1_000, end);
    else await bell.wait(1_000, end);
  }
}

async function attempt(
  tell: Listener['tell'],
  entries: readonly Entry[],
  name: string,
  warn: RelayParts['warn'],
): Promise<readonly Entry[]> {
  try {
    return await tell(entries);
  } catch (error) {
    warn(`The relay cannot reach ${name} at the moment; ${entries.length} entries wait`, error);
    return [];
  }
}

/** What `work` comes to, or undefined once it is over: a queue that never answers holds up no stop. */
async function unless<T>(end: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const nothing = () => resolve(undefined);
  end.addEventListener('abort', nothing);
  if (end.aborted) nothing();
  try {
    return await Promise.race([work, promise]);
  } finally {
    end.removeEventListener('abort', nothing);
  }
}

const noticeOf = ({ id, account_id, process_id, payload }: Entry): NoticeEntry => ({
  id,
  accountId: account_id,
  processId: process_id,
  payload,
});

const batch = 200;
/** Milliseconds. */
const checkEvery = 600_000;
