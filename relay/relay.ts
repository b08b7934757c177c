import type { Client } from '@temporalio/client';
import pg from 'pg';
import { type Started, signalReleased, startWorkflow } from './engine.ts';

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
 * every second should one be lost. No call to Temporal is made inside a database transaction.
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
  const db = new pg.Client({ connectionString: parts.databaseUrl });
  const bell = new Bell();
  db.on('error', () => bell.ring());
  db.on('notification', () => bell.ring());
  await db.connect();
  try {
    while (!stopping.aborted && !(await isLeader(db))) await pause(1_000, stopping);
    await db.query('listen accord');
    let sweepAt = 0;
    while (!stopping.aborted) {
      const more = await pass(db, parts);
      if (Date.now() >= sweepAt && !more) {
        await sweep(db, parts);
        sweepAt = Date.now() + sweepEvery;
      }
      if (!more) await bell.wait(1_000, stopping);
    }
  } finally {
    await db.end().catch((error: unknown) => parts.warn('The relay could not close its connection', error));
  }
}

const isLeader = async (db: pg.Client) =>
  (await db.query<{ held: boolean }>(`select pg_try_advisory_lock(hashtext('accord relay')) as held`)).rows[0]?.held ===
  true;

type Entry = {
  id: string;
  kind: 'start' | 'finished' | 'changed' | 'notice';
  account_id: string;
  process_id: string | null;
  payload: Record<string, unknown>;
};

/** Tells one batch. True when there may be more. What cannot be told now stays for the next time. */
async function pass(db: pg.Client, parts: RelayParts): Promise<boolean> {
  const { rows } = await db.query<Entry>(
    'select id, kind, account_id, process_id, payload from outbox order by id limit $1',
    [batch],
  );
  if (rows.length === 0) return false;
  const of = (kind: Entry['kind']) => rows.filter((row) => row.kind === kind);
  const told = [
    ...(await attempt(parts, 'queue', of('notice'), (notices) => parts.enqueue(notices.map(noticeOf)))),
    ...(await attempt(
      parts,
      'Temporal',
      rows.filter((row) => row.kind !== 'notice'),
      (entries) => tellEngine(db, parts, entries),
    )),
  ];
  if (told.length) await db.query('delete from outbox where id = any ($1)', [told.map(({ id }) => id)]);
  // Told nothing: whatever is in the way will not be gone at once.
  return told.length > 0 && rows.length === batch;
}

async function attempt(
  parts: RelayParts,
  whom: string,
  entries: readonly Entry[],
  tell: (entries: readonly Entry[]) => Promise<void>,
): Promise<readonly Entry[]> {
  if (entries.length === 0) return [];
  try {
    await tell(entries);
    return entries;
  } catch (error) {
    parts.warn(`The relay cannot reach the ${whom} at the moment; ${entries.length} entries wait`, error);
    return [];
  }
}

/** Several entries of one process become one signal, and none where nothing was released. */
async function tellEngine(db: pg.Client, { client, taskQueue }: RelayParts, entries: readonly Entry[]): Promise<void> {
  const starts = entries.filter(({ kind }) => kind === 'start').map(startOf);
  await inParallel(starts, (started) => startWorkflow(client, taskQueue, started));
  const started = new Set(starts.map(({ processId }) => processId));
  const changed = new Set(
    entries.filter(({ kind }) => kind === 'changed').map(({ process_id }) => process_id as string),
  );
  const finished = [
    ...new Set(entries.filter(({ kind }) => kind === 'finished').map(({ process_id }) => process_id as string)),
  ].filter((id) => !changed.has(id));
  // Asked after the commits, so that whoever is told last of two finished predecessors sees both.
  const releasing = finished.length
    ? await db.query<{ id: string }>('select releasing_processes($1::uuid[]) as id', [finished])
    : { rows: [] };
  const wake = [...changed, ...releasing.rows.map(({ id }) => id)].filter((id) => !started.has(id));
  await inParallel(wake, async (id) => {
    if (!(await signalReleased(client, id))) await restart(db, client, taskQueue, id);
  });
}

/** The engine knows no workflow of a process that is not over, as after a restore: it is started again from the facts. */
async function restart(db: pg.Client, client: Client, taskQueue: string, processId: string): Promise<void> {
  const { rows } = await db.query<OpenProcess>('select * from open_process($1)', [processId]);
  if (rows[0]) await startWorkflow(client, taskQueue, openOf(rows[0]));
}

type OpenProcess = { id: string; account_id: string; template: string; subject_id: string };
const openOf = ({ id, account_id, template, subject_id }: OpenProcess): Started => ({
  processId: id,
  accountId: account_id,
  template,
  subject: subject_id,
});

/** Makes sure that every open process has a workflow. */
async function sweep(db: pg.Client, { client, taskQueue, warn }: RelayParts): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  try {
    for (;;) {
      const { rows } = await db.query<OpenProcess>('select * from open_processes($1, 200)', [after]);
      if (rows.length === 0) return;
      await inParallel(rows, (row) => startWorkflow(client, taskQueue, openOf(row)));
      after = rows.at(-1)?.id as string;
    }
  } catch (error) {
    warn('The relay could not check that every open process is driven', error);
  }
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, rest.length) }, lane));
}

const startOf = ({ account_id, process_id, payload }: Entry): Started => ({
  accountId: account_id,
  processId: process_id as string,
  template: String(payload.template),
  subject: String(payload.subject),
});
const noticeOf = ({ id, account_id, process_id, payload }: Entry): NoticeEntry => ({
  id,
  accountId: account_id,
  processId: process_id,
  payload,
});

/** Remembers that it was rung while nobody waited. */
class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async wait(most: number, stopping: AbortSignal): Promise<void> {
    if (!this.rung && !stopping.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, most);
      this.wake = resolve;
      stopping.addEventListener('abort', this.wake);
      await promise;
      stopping.removeEventListener('abort', this.wake);
      clearTimeout(timer);
    }
    this.rung = false;
    this.wake = undefined;
  }
}

const pause = (ms: number, stopping: AbortSignal) => new Bell().wait(ms, stopping);

const batch = 200;
const lanes = 16;
const sweepEvery = 600_000;
