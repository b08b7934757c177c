import type { Client } from '@temporalio/client';
import pg from 'pg';
import { onBehalf } from '../domain/behalf.ts';
import type { Store } from '../domain/store.ts';
import { Bell, pause } from './bell.ts';
import { driveAll } from './drive.ts';
import { recountAll } from './recount.ts';
import { type Entry, sweep, tellDrains, tellEngine } from './tell.ts';

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
  /** By which processes are driven. */
  readonly store: Store;
  /** Where the workers that drive these processes listen. */
  readonly taskQueue: string;
  /** Puts notices in the queue, each under its entry's id; a repeated id is put once. */
  readonly enqueue: (notices: readonly NoticeEntry[]) => Promise<void>;
  readonly warn: (message: string, error: unknown) => void;
};
export type Relay = { readonly stop: () => Promise<void> };

/**
 * Does what committed transactions left in the outbox: has processes decided about anew, tells Temporal and the queue.
 * At least once, removed once done. One relay at a time does it, whichever holds the lock; the others stand by. Woken by a
 * notification, and by itself every second should one be lost. No call to Temporal is made inside a database
 * transaction. Each of the five goes on while another waits.
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
  const listeners = listenersOf(parts);
  db.on('error', (error) => lost.abort(error));
  db.on('notification', ({ payload }) => {
    for (const { bell, kinds } of listeners) if (kinds.some((kind) => payload?.includes(kind))) bell.ring();
  });
  await db.connect();
  try {
    while (!end.aborted && !(await isLeader(db))) await pause(1_000, end);
    await db.query('listen accord');
    await Promise.all(listeners.map((listener) => keepTaking(parts, listener, end)));
    if (lost.signal.aborted) throw lost.signal.reason;
  } finally {
    lost.abort();
    await db.end().catch((error: unknown) => parts.warn('The relay could not close its connection', error));
  }
}

const isLeader = async (db: pg.Client) =>
  (await db.query<{ held: boolean }>(`select pg_try_advisory_lock(hashtext('accord relay')) as held`)).rows[0]?.held ===
  true;

/** Who does a part of what the outbox asks for. */
type Listener = {
  readonly name: string;
  readonly kinds: readonly Entry['kind'][];
  readonly bell: Bell;
  /** Returns how many entries it is done with and that are gone. */
  readonly take: (entries: readonly Entry[]) => Promise<number>;
  /** Done now and then; false when it has to be done again soon. */
  readonly check?: () => Promise<boolean>;
};

function listenersOf(parts: RelayParts): readonly Listener[] {
  const remove = async (entries: readonly Entry[]) => {
    if (entries.length) await parts.store.ask('delete from outbox where id in (?)', [entries.map(({ id }) => id)]);
    return entries.length;
  };
  const all: { readonly [Name in keyof typeof relayBehalf]: Listener } = {
    drive: {
      name: 'the database',
      kinds: ['changed'],
      bell: new Bell(),
      take: (entries) => driveAll(parts.store, entries, parts.warn),
    },
    recount: {
      name: 'the database',
      kinds: ['recount'],
      bell: new Bell(),
      take: (entries) => recountAll(parts.store, entries, parts.warn),
    },
    tellEngine: {
      name: 'Temporal',
      kinds: ['start', 'signal'],
      bell: new Bell(),
      take: async (entries) => remove(await tellEngine(parts, entries)),
      check: () => sweep(parts),
    },
    tellDrains: {
      name: 'Temporal, about trusts,',
      kinds: ['drain'],
      bell: new Bell(),
      take: async (entries) => remove(await tellDrains(parts, entries)),
    },
    enqueue: {
      name: 'the queue',
      kinds: ['notice'],
      bell: new Bell(),
      take: async (entries) => {
        await parts.enqueue(entries.map(noticeOf));
        return remove(entries);
      },
    },
  };
  return Object.values(onBehalf('part of the relay', all, relayBehalf));
}

/** Temporal and the queue are handed ids only; what is done with them is done by activities and jobs. */
export const relayBehalf = {
  drive: 'account',
  recount: 'account',
  tellEngine: 'keeper',
  tellDrains: 'keeper',
  enqueue: 'keeper',
} as const;

/** Takes one batch after the other. What cannot be done now stays for the next time. */
async function keepTaking(
  { store, warn }: RelayParts,
  { name, kinds, bell, take, check }: Listener,
  end: AbortSignal,
): Promise<void> {
  let checkAt = check ? 0 : Number.POSITIVE_INFINITY;
  while (!end.aborted) {
    const rows = await store.ask<Entry>(waiting, [kinds, batch]);
    const done = (rows.length ? await unless(end, attempt(take, rows, name, warn)) : undefined) ?? 0;
    if (done === batch) continue;
    if (check && Date.now() >= checkAt) checkAt = Date.now() + ((await unless(end, check())) ? checkEvery : 10_000);
    // Nothing could be done: whatever is in the way will not be gone at once.
    if (rows.length && done === 0) await pause(1_000, end);
    else await bell.wait(1_000, end);
  }
}

const waiting = 'select id, kind, account_id, process_id, payload from outbox where kind in (?) order by id limit ?';

async function attempt(
  take: Listener['take'],
  entries: readonly Entry[],
  name: string,
  warn: RelayParts['warn'],
): Promise<number> {
  try {
    return await take(entries);
  } catch (error) {
    warn(`The relay cannot reach ${name} at the moment; ${entries.length} entries wait`, error);
    return 0;
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
