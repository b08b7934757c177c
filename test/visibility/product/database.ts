import pg from 'pg';
import { Store } from '../../../domain/store.ts';
import { type FreshDatabase, freshDatabase } from '../../stack/database.ts';
import { fromStack } from '../../stack/stack.ts';
import { type Api, startApi } from '../../support/api.ts';
import { all, type World } from '../model/world.ts';
import type { At } from './expected-fields.ts';
import { uuidOf } from './ids.ts';
import { rowsOf, type Tables } from './rows.ts';
import { hashOf, secretOf } from './secrets.ts';

/** The product over a database of its own that holds one world after the other. */
export type Product = {
  readonly api: Api;
  /** The same with the second wall down: its role passes row level security. */
  readonly unwalled: Api;
  readonly store: Store;
  readonly workerStore: Store;
  /** Past row level security. */
  readonly unwalledStore: Store;
  /** Past row level security. */
  readonly owner: pg.Client;
  /** As the role of the API: row level security alone decides. */
  readonly bare: pg.Client;
  /** Puts the world in the place of the one before; its present is now, or the moment named. */
  readonly hold: (w: World, now?: Date) => Promise<Held>;
  /** Differs once anything in the database does. */
  readonly fingerprint: () => Promise<string>;
  readonly close: () => Promise<void>;
};

/** A world as it lies in the database: its present is the moment it was put there. */
export type Held = { readonly world: World; readonly at: At };

export async function openProduct(): Promise<Product> {
  const database: FreshDatabase = await freshDatabase();
  const secret = fromStack('SECRET');
  const owner = await connected(database.ownerUrl);
  const bare = await connected(database.urls.api);
  const store = await Store.open(database.urls.api, { secret });
  const workerStore = await Store.open(database.urls.worker, { secret });
  const unwalledStore = await Store.open(database.ownerUrl, { secret });
  const api = await startApi({ store, database });
  const unwalled = await startApi({ store: unwalledStore, database });
  const tables = await tablesOf(owner);
  return {
    ...{ api, unwalled, store, workerStore, unwalledStore, owner, bare },
    hold: async (world, now = new Date()) => {
      await owner.query('begin');
      // What is loaded has happened already: its order plays no part, and no trigger has a say.
      await owner.query('set local session_replication_role = replica');
      await owner.query(`truncate ${tables.join(', ')}`);
      await insert(owner, { ...rowsOf(world, now), session: sessionsOf(world) });
      await owner.query('commit');
      return { world, at: (ms) => new Date(now.getTime() + (ms - world.now)).toISOString() };
    },
    fingerprint: async () => {
      const all = tables.map(
        (table) => `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as one from ${table} t`,
      );
      const { rows } = await owner.query(
        `select md5(string_agg(one, '')) as all from (${all.join(' union all ')}) as each`,
      );
      return rows[0].all;
    },
    close: async () => {
      await Promise.all([api.close(), unwalled.close()]);
      await Promise.all([store.close(), workerStore.close(), unwalledStore.close()]);
      await Promise.all([owner.end(), bare.end()]);
      await database.drop();
    },
  };
}

const sessionsOf = (w: World) =>
  all(w, 'person').map(({ id }) => ({
    token_hash: hashOf(secretOf(id)),
    person_id: uuidOf(id),
    expires_at: new Date(Date.now() + 86_400_000).toISOString(),
  }));

async function insert(owner: pg.Client, tables: Tables): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
    if (rows.length === 0) continue;
    await owner.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  }
}

/** Those that hold the world; the key of the schema and its history stay. */
async function tablesOf(owner: pg.Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('migration', 'viewer_key')`,
  );
  return rows.map(({ name }) => name);
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
