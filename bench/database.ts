import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { Stack } from '../bin/stack/provision.ts';
import { handleOf, observed } from './cast.ts';

/** Looks at the product's database from outside, as PostgreSQL's superuser: measures, and changes nothing of it. */
export type Gauge = {
  readonly query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  readonly close: () => Promise<void>;
};

export async function openGauge(stack: Stack): Promise<Gauge> {
  const client = new pg.Client({ connectionString: superuserUrl(stack) });
  await client.connect();
  return {
    query: async (sql, values) => (await client.query(sql, values)).rows as never,
    close: () => client.end(),
  };
}

/** The product's database, for who is above row level security. */
export function superuserUrl({ ownerUrl, databaseUrls }: Stack): string {
  const url = new URL(ownerUrl ?? databaseUrls.migrator);
  url.pathname = new URL(databaseUrls.migrator).pathname;
  return url.href;
}

/** What a reading costs nothing to take: rows written and commits as far as the server knows by now, the log's end. */
export type Reading = { readonly rows: number; readonly commits: number; readonly wal: number };

export async function read({ query }: Gauge): Promise<Reading> {
  const [reading] = await query<{ rows: string; commits: string; wal: string }>(
    `select tup_inserted + tup_updated + tup_deleted as rows, xact_commit as commits,
            pg_current_wal_lsn() - '0/0'::pg_lsn as wal
     from pg_stat_database where datname = current_database()`,
  );
  return { rows: Number(reading?.rows), commits: Number(reading?.commits), wal: Number(reading?.wal) };
}

/** How many processes of the load are not over. */
export async function openProcesses({ query }: Gauge): Promise<number> {
  const [row] = await query<{ open: string }>(
    `select count(*) as open from process p join account a on a.id = p.account_id
     where p.status <> 'completed' and a.handle <> $1`,
    [handleOf(observed, 'hr')],
  );
  return Number(row?.open);
}

/** Bytes that the product's tables and indexes take. */
export async function databaseBytes({ query }: Gauge): Promise<number> {
  const [row] = await query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return Number(row?.bytes);
}

/** Bytes of the engine's own store that are in use. */
export function temporalBytes(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const pragma = (name: string) => Number(Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0]);
    return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
  } finally {
    db.close();
  }
}

/** How the stores treat what is committed, as they say themselves. */
export async function durability({ query }: Gauge, temporalDb: string): Promise<string> {
  const said: string[] = [];
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    said.push(`${name}=${Object.values((await query(`show ${name}`))[0] ?? {})[0]}`);
  }
  const db = new DatabaseSync(temporalDb, { readOnly: true });
  const journal = Object.values(db.prepare('pragma journal_mode').get() ?? {})[0];
  db.close();
  return `PostgreSQL ${said.join(' ')}; Temporal dev server on SQLite journal_mode=${journal} synchronous=NORMAL`;
}
