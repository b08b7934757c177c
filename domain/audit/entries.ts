import type { FilterQuery } from '@mikro-orm/postgresql';
import type { JsonObject } from '../../plan/plan.ts';
import { ownAccount } from '../account/accounts.ts';
import { Refused } from '../problem.ts';
import type { Door } from '../store.ts';
import { type Counterpart, counterparts } from '../trust/seen.ts';
import { uuids } from '../uuids.ts';
import { demand } from '../viewer.ts';
import { Audit } from './audit.entity.ts';
import { doneAbroad, doneToShared } from './witnessed.ts';

export type AuditFilter = {
  readonly recordKind?: string | undefined;
  readonly recordId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
};
export type AuditEntry = {
  readonly id: string;
  readonly at: Date;
  readonly record: { readonly kind: string; readonly id: string };
  readonly action: string;
  readonly changes: JsonObject;
  readonly by: {
    readonly person: Actor | null;
    readonly account: ActingAccount | null;
    /** The product itself, on the account's behalf. */
    readonly product: boolean;
  };
};
/** The id of those only who acted in the viewer's account. */
type Actor = { readonly id: string | null; readonly name: string };
/** The name only while the two accounts have to do with each other. */
type ActingAccount = { readonly handle: string; readonly name: string | null };

/**
 * What was done to the records of the account one acts in, what its people did to records of others, and what those did to
 * tasks they have given it, as far as it sees them; the newest first. `before`: older than this one.
 */
export async function auditEntries(
  door: Door,
  filter: AuditFilter,
  before: string | undefined,
  most: number,
): Promise<AuditEntry[]> {
  demand(door.viewer, 'auditor', 'account_admin');
  const { em, viewer } = door;
  const { accountId } = viewer;
  const find = (side: FilterQuery<Audit>) =>
    em.find(Audit, { $and: [conditions(door, filter, before), side] }, { orderBy: { id: 'desc' }, limit: most });
  const others = await counterparts(door);
  // Three questions instead of one, so that each is a range of its index.
  const ours = await find({ accountId });
  const abroad = await find(doneAbroad(accountId));
  const shared = await em.find(Audit, {
    id: { $in: await doneToShared(door, [...others.keys()], filter, before, most) },
  });
  const entries = [...ours, ...abroad, ...shared].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, most);
  const kept = await keptOf(door, entries);
  const names = await actorsOf(door, entries);
  const { handle, name } = await ownAccount(door);
  return entries.map((entry) => {
    const home = entry.actorAccountId === accountId;
    const named = names.get(entry.id);
    return {
      id: entry.id,
      at: entry.at,
      record: { kind: entry.recordKind, id: entry.recordId },
      action: entry.action,
      changes: kept.has(entry.id) ? {} : home ? entry.changes : shown(entry.changes),
      by: {
        person: named === undefined ? null : { id: home ? (entry.actorId ?? null) : null, name: named },
        account: home ? { handle, name } : stubOf(others.get(entry.actorAccountId)),
        product: entry.actorId == null,
      },
    };
  });
}

/**
 * All that fit, the newest first.
 * @throws Refused where that is more than a file should hold
 */
export async function allEntries(door: Door, filter: AuditFilter): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for (let full = true; full; ) {
    const more = await auditEntries(door, filter, found.at(-1)?.id, atOnce);
    found.push(...more);
    if (found.length > mostInFile) {
      throw new Refused(`More than ${mostInFile.toLocaleString('en')} entries fit: ask for a shorter time.`);
    }
    full = more.length === atOnce;
  }
  return found;
}
const atOnce = 1_000;
const mostInFile = 10_000;

function conditions(door: Door, filter: AuditFilter, before: string | undefined): FilterQuery<Audit> {
  const { recordKind, recordId, actorId, action, from, to } = filter;
  return {
    ...(recordKind ? { recordKind } : {}),
    ...(recordId ? { recordId } : {}),
    // People of other accounts are shown by name only, so nobody finds entries by one of them.
    ...(actorId ? { actorId, actorAccountId: door.viewer.accountId } : {}),
    ...(action ? { action } : {}),
    ...(before ? { id: { $lt: before } } : {}),
    ...(from || to ? { at: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) } } : {}),
  };
}

/** Of confidential work that is not the viewer's to see: that something was done stands in the log, what it was does not. */
async function keptOf({ em }: Door, entries: readonly Audit[]): Promise<ReadonlySet<string>> {
  const ids = uuids(entries.map(({ id }) => id));
  const rows = await em.execute<{ id: string }[]>('select id from kept_entries(?::uuid[]) as kept(id)', [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** Names by entry. */
export async function actorsOf({ em }: Door, entries: readonly Audit[]): Promise<ReadonlyMap<string, string>> {
  const ids = entries.flatMap(({ id, actorId }) => (actorId == null ? [] : [id]));
  const rows = await em.execute<{ entry_id: string; name: string }[]>('select * from actors_of(?::uuid[])', [
    uuids(ids),
  ]);
  return new Map(rows.map(({ entry_id, name }) => [entry_id, name]));
}

/** Who in the other account got something is that account's own. */
function shown({ member: _, ...changes }: JsonObject): JsonObject {
  return changes;
}

function stubOf(other: Counterpart | undefined): ActingAccount | null {
  return other ? { handle: other.handle, name: other.name } : null;
}
