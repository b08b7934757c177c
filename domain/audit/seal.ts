import { randomBytes } from 'node:crypto';
import type { Door, Store } from '../store.ts';
import { uuids } from '../uuids.ts';
import { driver } from '../viewer.ts';
import { beginning, contentsOf, hashOf, markOf } from './chain.ts';

/**
 * Seals entries that no seal holds yet, the oldest first, one seal for those of one account. Safe to run several times
 * at once: of one account only one does it, the others leave it to him.
 *
 * @param most entries; more wait for the next call
 * @returns how many entries were sealed
 */
export async function sealEntries(store: Store, most = 1_000): Promise<number> {
  const found = await store.ask<{ account_id: string; entry_ids: string[] }>(
    'select account_id, entry_ids::text[] as entry_ids from entries_to_seal(?)',
    [most],
  );
  let sealed = 0;
  for (const { account_id, entry_ids } of found) {
    sealed += await store.as(driver(account_id), (door) => sealSome(door, entry_ids));
  }
  return sealed;
}

/** An entry that is committed after those beside it goes into a later seal. */
async function sealSome({ em, viewer, now }: Door, wanted: readonly string[]): Promise<number> {
  const { accountId } = viewer;
  const [lock] = await em.execute<{ held: boolean }[]>(
    'select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as held',
    [`accord audit ${accountId}`],
  );
  if (!lock?.held) return 0;
  // Somebody may have sealed them between our finding them and our getting the lock.
  const left = await em.execute<{ id: string }[]>('select id from still_unsealed(?::uuid[]) as id', [uuids(wanted)]);
  if (left.length === 0) return 0;
  const ids = left.map(({ id }) => id);
  const entries = await contentsOf(em, accountId, ids);
  const [newest] = await em.execute<{ number: number; hash: Buffer }[]>(
    'select number, hash from audit_seal where account_id = ? order by number desc limit 1',
    [accountId],
  );
  const number = (newest?.number ?? 0) + 1;
  const previous = newest?.hash ?? beginning;
  const salt = randomBytes(16);
  const sealedAt = now.toISOString().replace('Z', '000Z');
  const hash = hashOf(accountId, { number, previous, salt, sealedAt }, entries);
  const marks = Buffer.concat(entries.map((entry) => markOf(salt, entry)));
  await em.execute('select seal_audit(?::uuid[], ?::bytea, ?::integer, ?::bytea, ?::bytea, ?::bytea, ?::timestamptz)', [
    uuids(ids),
    marks,
    number,
    previous,
    salt,
    hash,
    sealedAt,
  ]);
  return ids.length;
}
