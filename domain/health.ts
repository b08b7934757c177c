import type { Store } from './store.ts';

/** The migrations a database has behind it. Throws when the database does not answer. */
export async function migrationsOf(store: Store): Promise<ReadonlySet<string>> {
  const rows = await store.ask<{ name: string }>('select name from migration', []);
  return new Set(rows.map(({ name }) => name));
}

/** Whether the database believes what this process signs: both have the same secret. */
export async function isBelieved(store: Store): Promise<boolean> {
  const rows = await store.ask<{ said: string | null }>(`select said(?, 'viewer') as said`, [
    store.signer.sign('viewer', 'anybody'),
  ]);
  return rows[0]?.said === 'anybody';
}

/** Since when something waits to be told to Temporal or the queue; undefined when all is told. */
export function untoldSince(store: Store): Promise<Date | undefined> {
  return since(store, 'select untold_since() as since');
}

/** Since when an audit entry waits for its seal; undefined when all are sealed. */
export function unsealedSince(store: Store): Promise<Date | undefined> {
  return since(store, 'select unsealed_since() as since');
}

async function since(store: Store, question: string): Promise<Date | undefined> {
  const rows = await store.ask<{ since: string | null }>(question, []);
  const at = rows[0]?.since;
  return at ? new Date(at) : undefined;
}
