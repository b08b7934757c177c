import { type Caller, type Membership, viewerOf } from '../access/caller.ts';
import type { Store } from '../store.ts';
import {
  type After,
  countInbox,
  type InboxCount,
  type InboxFilter,
  type InboxPart,
  type InboxRow,
  inbox,
} from './inbox.ts';

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
  filter: InboxFilter = {},
): Promise<LabelledRow[]> {
  const look = (account: Membership) =>
    store.as(viewerOf(caller, account), async (door) =>
      (await inbox(door, part, after, most, filter)).map((row) => ({ ...row, account })),
    );
  const lists = await Promise.all((await waitingIn(store, caller, accounts)).map(look));
  return lists
    .flat()
    .sort((one, other) => one.due.getTime() - other.due.getTime() || (one.task.id < other.task.id ? -1 : 1))
    .slice(0, most);
}

export type LabelledCount = InboxCount & { readonly account: Membership };

/** How much waits for a person in each of his accounts in which anything can. */
export async function countsOver(
  store: Store,
  caller: Caller,
  accounts: readonly Membership[],
): Promise<LabelledCount[]> {
  const count = (account: Membership) =>
    store.as(viewerOf(caller, account), async (door) => ({ ...(await countInbox(door)), account }));
  return Promise.all((await waitingIn(store, caller, accounts)).map(count));
}

/** Those in which anything waits for him or his teams; a single one is looked at at once. */
export async function waitingIn(
  store: Store,
  { personId }: Caller,
  accounts: readonly Membership[],
): Promise<readonly Membership[]> {
  if (accounts.length === 1) return accounts;
  const rows = await store.ask<{ id: string }>('select waiting_in(?) as id', [store.signer.sign('waiting', personId)]);
  const ids = new Set(rows.map(({ id }) => id));
  return accounts.filter(({ id }) => ids.has(id));
}
