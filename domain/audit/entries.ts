import type { FilterQuery } from '@mikro-orm/postgresql';
import type { JsonObject } from '../../plan/plan.ts';
import { ownAccount } from '../account/accounts.ts';
import { Person } from '../person/person.entity.ts';
import type { Door } from '../store.ts';
import { type Counterpart, counterparts } from '../trust/seen.ts';
import { demand } from '../viewer.ts';
import { Audit } from './audit.entity.ts';

export type AuditFilter = {
  readonly recordKind?: string | undefined;
  readonly recordId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
};
export type AuditEntry = {
  readonly id: string;
  readonly at: Date;
  readonly record: { readonly kind: string; readonly id: string };
  readonly action: string;
  readonly changes: JsonObject;
  /** Somebody of another account appears as that account only. */
  readonly by: {
    readonly person: Actor | null;
    readonly account: ActingAccount | null;
    /** The product itself, on the account's behalf. */
    readonly product: boolean;
  };
};
type Actor = { readonly id: string; readonly name: string };
/** The name only while the two accounts have to do with each other. */
type ActingAccount = { readonly handle: string; readonly name: string | null };

/**
 * What was done to the records of the account one acts in, and what its people did to records of others; the newest
 * first. `before`: older than this one.
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
  // Two questions instead of one, so that each is a range of its index.
  const ours = await find({ accountId });
  const abroad = await find({ actorAccountId: accountId, $not: { accountId } });
  const entries = [...ours, ...abroad].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, most);
  const people = await peopleOf(door, entries);
  const others = await counterparts(door);
  const { handle, name } = await ownAccount(door);
  return entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    record: { kind: entry.recordKind, id: entry.recordId },
    action: entry.action,
    changes: entry.actorAccountId === accountId ? entry.changes : shown(entry.changes),
    by: {
      person: people.get(entry.actorId ?? '') ?? null,
      account: entry.actorAccountId === accountId ? { handle, name } : stubOf(others.get(entry.actorAccountId)),
      product: entry.actorId == null,
    },
  }));
}

function conditions(door: Door, filter: AuditFilter, before: string | undefined): FilterQuery<Audit> {
  const { recordKind, recordId, actorId, from, to } = filter;
  return {
    ...(recordKind ? { recordKind } : {}),
    ...(recordId ? { recordId } : {}),
    // Whoever acted for another account is not shown, so nobody finds entries by him either.
    ...(actorId ? { actorId, actorAccountId: door.viewer.accountId } : {}),
    ...(before ? { id: { $lt: before } } : {}),
    ...(from || to ? { at: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) } } : {}),
  };
}

/** Names of those who acted in the viewer's account. */
async function peopleOf({ em, viewer }: Door, entries: readonly Audit[]): Promise<Map<string, Actor>> {
  const ids = entries.flatMap((entry) => (entry.actorAccountId === viewer.accountId ? (entry.actorId ?? []) : []));
  const found = await em.find(Person, { id: { $in: [...new Set(ids)] } });
  return new Map(found.map(({ id, name }) => [id, { id, name }]));
}

/** Who in the other account got something is that account's own. */
function shown({ member: _, ...changes }: JsonObject): JsonObject {
  return changes;
}

function stubOf(other: Counterpart | undefined): ActingAccount | null {
  return other ? { handle: other.handle, name: other.name } : null;
}
