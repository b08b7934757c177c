import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Json } from '../../plan/plan.ts';
import { uuids } from '../uuids.ts';
import { canonical } from './canonical.ts';

/** A seal holds entries of one account in the order of their ids, and the hash of the seal before it. */
export type Seal = {
  readonly number: number;
  readonly entryIds: readonly string[];
  /** Four bytes an entry: which of them was changed, when `hash` does not fit. */
  readonly marks: Buffer;
  readonly previous: Buffer;
  readonly salt: Buffer;
  readonly hash: Buffer;
  /** ISO 8601 in UTC, with microseconds. */
  readonly sealedAt: string;
};
/** Where a chain stands: written down elsewhere, it says later whether the chain is still the same. */
export type Anchor = { readonly number: number; readonly hash: string };
/** All that an entry says. What a command was answered is kept beside it for its repetition only, and is no part of it. */
export type Content = { readonly id: string; readonly content: Json };

/** What the first seal of an account follows. */
export const beginning = Buffer.alloc(32);

/** SHA-256 over the canonical JSON of what the seal holds. */
export function hashOf(
  account: string,
  { number, previous, salt, sealedAt }: Pick<Seal, 'number' | 'previous' | 'salt' | 'sealedAt'>,
  entries: readonly Content[],
): Buffer {
  const said = canonical({
    account,
    number,
    previous: previous.toString('hex'),
    salt: salt.toString('hex'),
    sealedAt,
    entries: entries.map(({ content }) => content),
  });
  return createHash('sha256').update(said).digest();
}

export function markOf(salt: Buffer, { content }: Content): Buffer {
  return createHash('sha256').update(salt).update(canonical(content)).digest().subarray(0, 4);
}

/** The entries of `account` among these, in the order of their ids. */
export async function contentsOf(em: EntityManager, account: string, ids: readonly string[]): Promise<Content[]> {
  const rows = await em.execute<Row[]>(
    `select id, ${instant('at')} as at, actor_account_id, actor_id, record_kind, record_id, action, changes::text as changes
     from audit where account_id = ? and id = any (?::uuid[]) order by id`,
    [account, uuids(ids)],
  );
  return rows.map((row) => ({
    id: row.id,
    content: {
      id: row.id,
      at: row.at,
      account,
      actor: { account: row.actor_account_id, person: row.actor_id },
      record: { kind: row.record_kind, id: row.record_id },
      action: row.action,
      changes: JSON.parse(row.changes) as Json,
    },
  }));
}

export async function sealsAfter(em: EntityManager, account: string, number: number, most: number): Promise<Seal[]> {
  return em.execute<Seal[]>(
    `select number, entry_ids::text[] as "entryIds", marks, previous, salt, hash, ${instant('sealed_at')} as "sealedAt"
     from audit_seal where account_id = ? and number > ? order by number limit ?`,
    [account, number, most],
  );
}

type Row = {
  id: string;
  at: string;
  actor_account_id: string;
  actor_id: string | null;
  record_kind: string;
  record_id: string;
  action: string;
  changes: string;
};

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
