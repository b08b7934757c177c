import {
  createPostgresBackend,
  type PgPool,
  type PgQueryable,
  type Processor,
  Queue,
  runMigrations,
  Worker,
  withBackend,
} from 'bullmq';
import pg from 'pg';
import type { NoticeJob } from './job.ts';

/** The queue `notices` with what it needs to be worked and closed. */
export type NoticeQueue = {
  readonly queue: Queue<NoticeJob>;
  /** Works the jobs, a few at a time; the worker's `close` waits for those under way. */
  readonly work: (process: Processor<NoticeJob, number>) => Promise<Worker<NoticeJob, number>>;
  readonly close: () => Promise<void>;
};

type Warn = (message: string, error: unknown) => void;

/**
 * The queue in the schema `bullmq` of a PostgreSQL database (`postgres://…`, brought up to date here), or in Redis or
 * Valkey (`redis://…`).
 *
 * @throws when PostgreSQL is not there; Redis is waited for
 */
export async function openQueue(url: string, warn: Warn): Promise<NoticeQueue> {
  return /^rediss?:/.test(url) ? inRedis(url, warn) : inPostgres(url, warn);
}

async function inPostgres(connectionString: string, warn: Warn): Promise<NoticeQueue> {
  // One connection listens; the others are for jobs under way and for what is put in.
  const pool = new pg.Pool({
    connectionString,
    options: '-c search_path=bullmq',
    max: atOnce + 3,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  // Whoever holds a connection that breaks is told by his next statement; unheard, its error would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await bringUpToDate(pool);
    const connection = pool as PgPool;
    const queue = new postgres.Queue<NoticeJob>(name, { connection, defaultJobOptions });
    await ready(queue, warn);
    return {
      queue: queue as unknown as Queue<NoticeJob>,
      work: async (process) => {
        const options = { ...workerOptions, connection, autorun: false };
        const worker = new postgres.Worker<NoticeJob, number>(name, process, options);
        await ready(worker, warn);
        worker.run().catch((error: Error) => worker.emit('error', error));
        return worker as unknown as Worker<NoticeJob, number>;
      },
      close: async () => {
        await queue.close();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** The schema was made together with the role, which may make none: PostgreSQL refuses it even an "if not exists". */
async function bringUpToDate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rowCount } = await client.query(`select from pg_namespace where nspname = 'bullmq'`);
    const made = rowCount === 1;
    const query = (text: string, params?: readonly unknown[]) =>
      client.query(made && text.startsWith('CREATE SCHEMA') ? 'select' : text, params && [...params]);
    await runMigrations({ query } as PgQueryable);
  } finally {
    client.release();
  }
}

/** What a queue and a worker have in common. */
type Connected = {
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
};

/**
 * Waits for the connection before anything is asked of it. A first attempt that fails is remembered by BullMQ for good:
 * a queue would take nothing more, and a worker would ask for jobs in a loop that lets nothing else run.
 */
async function ready(one: Connected, warn: Warn): Promise<void> {
  listen(one, warn);
  try {
    await one.waitUntilReady();
  } catch (error) {
    await one.close();
    throw error;
  }
}

/** Says the same at most every ten seconds: what is tried again without end would fill the log. */
function listen(one: Connected, warn: Warn): void {
  let silentUntil = 0;
  one.on('error', (error) => {
    if (Date.now() < silentUntil) return;
    silentUntil = Date.now() + 10_000;
    warn('The queue of notices is in trouble and tries again', error);
  });
}

function inRedis(url: string, warn: Warn): NoticeQueue {
  // Whoever puts something in is told at once when it cannot be; whoever takes out waits for as long as it takes.
  const queue = new Queue<NoticeJob>(name, {
    connection: { url, enableOfflineQueue: false, maxRetriesPerRequest: 0 },
    defaultJobOptions,
  });
  listen(queue, warn);
  return {
    queue,
    work: async (process) => {
      const connection = { url, maxRetriesPerRequest: null };
      const worker = new Worker<NoticeJob, number>(name, process, { ...workerOptions, connection });
      listen(worker, warn);
      return worker;
    },
    close: () => queue.close(),
  };
}

const postgres = withBackend(createPostgresBackend);
const name = 'notices';
const atOnce = 4;
const day = 86_400;
/** Seconds to wait after each failed try: quick at first, in all about 17 hours. */
const patience = [1, 10, 60, 600, 3_600, 4 * 3_600, 12 * 3_600];
const defaultJobOptions = {
  attempts: patience.length + 1,
  backoff: { type: 'patient' },
  // For as long as a job is remembered, putting it again does nothing.
  removeOnComplete: { age: day },
  removeOnFail: { age: 30 * day },
};
const workerOptions = {
  concurrency: atOnce,
  // A job whose worker was killed is taken up again, and not given up because that happened before.
  stalledInterval: 15_000,
  maxStalledCount: patience.length,
  runRetryDelay: 2_000,
  settings: { backoffStrategy: (failed: number) => (patience[failed - 1] ?? day) * 1_000 },
};
