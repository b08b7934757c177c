import type { Door, Store } from './store.ts';
import { uuids } from './uuids.ts';
import { seesWork } from './viewer.ts';

/** A new audit entry, and the accounts it may concern: those that own or are shown what it is about. */
export type Entry = { readonly id: string; readonly accounts: readonly string[] };

/** That a record the viewer sees has changed; what it is now he reads. */
export type News = {
  /** Of the entry; several news of one entry have the same. */
  readonly id: string;
  /** `reset`: a trust by which something is or was seen ends, rests or goes on, which only administrators may know more of. */
  readonly kind: 'process' | 'task' | 'approval' | 'trust' | 'agreement' | 'reset';
  readonly recordId: string;
  readonly action: string;
  /** Of the own account's processes only. */
  readonly processId: string | null;
};

/**
 * Entries made after `after`, an id, oldest first. Entries of transactions that commit at once come to light out of
 * order: ask from some seconds before what was told last, and leave out what was told already.
 */
export async function entriesSince(store: Store, after: string, most: number): Promise<Entry[]> {
  return store.ask<{ id: string; accounts: string[] }>('select * from recent_entries(?, ?)', [
    store.signer.sign('live', after),
    most,
  ]);
}

/** What entries tell the viewer now; nothing of what he does not see. */
export async function newsOf({ em, viewer }: Door, entries: readonly string[]): Promise<News[]> {
  const rows = await em.execute<
    { id: string; kind: News['kind']; record_id: string; action: string; process_id: string | null }[]
  >('select * from news_of(?::uuid[], ?)', [uuids(entries), seesWork(viewer)]);
  return rows.map(({ record_id, process_id, ...news }) => ({ ...news, recordId: record_id, processId: process_id }));
}

/** The lowest id that anything made at that moment can have. */
export function lowestIdAt(ms: number): string {
  const time = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** When an id was made, in ms. */
export const madeAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
