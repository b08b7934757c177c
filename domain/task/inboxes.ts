import { type Caller, type Membership, viewerOf } from '../access/caller.ts';
import type { Store } from '../store.ts';
import { type After, type InboxPart, type InboxRow, inbox } from './inbox.ts';

/** A row of the inbox, labelled with the account in which its task is acted on. */
export type LabelledRow = InboxRow & { readonly account: Membership };

/**
 * What waits for a person over several of his accounts, in one order. Every account is looked at as if it were the only
 * one, in a transaction of its own; those in which nothing can wait for him are not looked at.
 */
export async function inboxOver(
  store: Store,
  caller: Caller,
  accounts: readonly Membership[],
  part: InboxPart,
  after: After | undefined,
  most: number,
): Promise<LabelledRow[]> {
  const look = (account: Membership) =>
    store.as(viewerOf(caller, account), async (door) =>
      (await inbox(door, part, after, most)).map((row) => ({ ...row, account })),
    );
  const [working, others] = divide(accounts);
  const lists = await Promise.all([
    ...working.map(look),
    ...(others.length > 0
      ? [asked(store, caller, others).then(async (some) => (await Promise.all(some.map(look))).flat())]
      : []),
  ]);
  return lists
    .flat()
    .sort((one, other) => one.due.getTime() - other.due.getTime() || (one.task.id < other.task.id ? -1 : 1))
    .slice(0, most);
}

/** Those in which his teams work, or which is the only one, and those in which he may be asked by name. */
function divide(accounts: readonly Membership[]): [working: readonly Membership[], others: readonly Membership[]] {
  if (accounts.length === 1) return [accounts, []];
  return [accounts.filter(({ teamIds }) => teamIds.length > 0), accounts.filter(({ teamIds }) => teamIds.length === 0)];
}

async function asked(store: Store, { personId }: Caller, accounts: readonly Membership[]): Promise<Membership[]> {
  const rows = await store.ask<{ asked_in: string }>('select asked_in(?) as asked_in', [personId]);
  const ids = new Set(rows.map(({ asked_in }) => asked_in));
  return accounts.filter(({ id }) => ids.has(id));
}
