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
  /** Works the jobs, a few at a time; `close` waits for those under way. */
  readonly work: (process: Processor<NoticeJob, number>) => Worker<NoticeJob, number>;
  readonly close: () => Promise<void>;
};

/**
 * The queue in the schema `bullmq` of a PostgreSQL database (`postgres://…`, brought up to date here), or in Redis or
 * Valkey (`redis://…`).
 */
export async function openQueue(url: string, warn: (message: string, error: unknown) => void): Promise<NoticeQueue> {
  const open = /^rediss?:/.test(url) ? inRedis(url) : await inPostgres(url);
  open.queue.on('error', sparing(warn, 'The queue of notices is in trouble and tries again'));
  return open;
}

/** Says the same at most every ten seconds: what is tried again without end would fill the log. */
export function sparing(warn: (message: string, error: unknown) => void, message: string): (error: unknown) => void {
  let silentUntil = 0;
  return (error) => {
    if (Date.now() < silentUntil) return;
    silentUntil = Date.now() + 10_000;
    warn(message, error);
  };
}

async function inPostgres(connectionString: string): Promise<NoticeQueue> {
  // One connection listens; the others are for jobs under way and for what is put in.
  const pool = new pg.Pool({
    connectionString,
    options: '-c search_path=bullmq',
    max: atOnce + 3,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  try {
    await bringUpToDate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const queue = new postgres.Queue<NoticeJob>(name, { connection: pool as PgPool, defaultJobOptions });
  return {
    queue: queue as unknown as Queue<NoticeJob>,
    work: (process) =>
      new postgres.Worker<NoticeJob, number>(name, process, {
        ...workerOptions,
        connection: pool as PgPool,
      }) as unknown as Worker<NoticeJob, number>,
    close: async () => {
      await queue.close();
      await pool.end();
    },
  };
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

function inRedis(url: string): NoticeQueue {
  // Whoever puts something in is told at once when it cannot be; whoever takes out waits for as long as it takes.
  const queue = new Queue<NoticeJob>(name, {
    connection: { url, enableOfflineQueue: false, maxRetriesPerRequest: 0 },
    defaultJobOptions,
  });
  const connection = { url, maxRetriesPerRequest: null };
  return {
    queue,
    work: (process) => new Worker<NoticeJob, number>(name, process, { ...workerOptions, connection }),
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
  settings: { backoffStrategy: (failed: number) => (patience[failed - 1] ?? day) * 1_000 },
};
