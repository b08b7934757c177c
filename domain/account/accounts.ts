import type { Calendar } from '../../plan/plan.ts';
import { resettle } from '../person/stay.ts';
import { Forbidden, NotFound } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { Trust } from '../trust/trust.entity.ts';
import { demand, isEarly, seesWork } from '../viewer.ts';
import { Account } from './account.entity.ts';
import { demandColour } from './colour.ts';
import { demandCalendar } from './hours.ts';

/** All that one account is shown of another. */
export type AccountStub = { readonly id: string; readonly handle: string; readonly name: string };
/** How it looks. `logo` is the hash of the picture. */
export type Branding = { readonly colour: string | null; readonly logo: string | null };
/** `own` is there for the account one acts in only. */
export type SeenAccount = AccountStub & { readonly branding: Branding; readonly own?: Account };

/**
 * The account one acts in, its directory and, for who does the account's work, the other sides of standing trusts.
 * There is no list of all accounts, and no search.
 */
export async function accountsSeen(door: Door): Promise<SeenAccount[]> {
  const own = await ownAccount(door);
  if (isEarly(door.viewer)) return [seen(own)];
  const others = new Set(own.directoryId ? [own.directoryId] : []);
  if (seesWork(door.viewer)) for (const id of await counterparties(door)) others.add(id);
  const found = await door.em.find(Account, { id: { $in: [...others] } }, { orderBy: { handle: 'asc' } });
  return [ownSeen(own), ...found.map(seen)];
}

/** @throws NotFound when it is not there or not the viewer's to see */
export async function accountOf(door: Door, id: string): Promise<SeenAccount> {
  const seen = (await accountsSeen(door)).find((account) => account.id === id);
  if (!seen) throw new NotFound('account');
  return seen;
}

export type AccountChange = {
  readonly name?: string | undefined;
  readonly calendar?: Calendar | undefined;
  /** Holds at once for all its work; taken back, for what begins from then on. */
  readonly confidential?: boolean | undefined;
  /** Null: none. */
  readonly colour?: string | null | undefined;
};

/** What is counted from now on counts in the new calendar. */
export async function updateAccount(door: Door, id: string, change: AccountChange): Promise<Account> {
  const { own } = await accountOf(door, id);
  if (!own) throw new Forbidden('Only its own administrator changes an account: act in that account.');
  demand(door.viewer, 'account_admin');
  if (change.calendar) demandCalendar(change.calendar, '/calendar', door.now);
  if (change.colour) demandColour(change.colour, '/branding/colour');
  const { name = own.name, calendar = own.calendar, confidential = own.confidential, colour = own.colour } = change;
  if (confidential && !own.confidential) await keepConfidential(door, null);
  Object.assign(own, { name, calendar, confidential, colour });
  if (change.calendar) await resettle(door, own.id);
  record(door, own.id, 'account', own.id, 'updated', {
    ...(change.name === undefined ? {} : { name }),
    ...(change.calendar === undefined ? {} : { calendar }),
    ...(change.confidential === undefined ? {} : { confidential }),
    ...(change.colour === undefined ? {} : { colour: change.colour }),
  });
  return own;
}

/** What the account, or one of its services, has in hand already becomes confidential with what is to come. */
export async function keepConfidential({ em }: Door, serviceId: string | null): Promise<void> {
  await em.execute('select keep_confidential(?::uuid)', [serviceId]);
}

export async function ownAccount(door: Door): Promise<Account> {
  return door.em.findOneOrFail(Account, { id: door.viewer.accountId });
}

/** Where people and places come from that the account may name: itself and its directory. */
export async function homesOf(door: Door): Promise<string[]> {
  const { id, directoryId } = await ownAccount(door);
  return directoryId ? [id, directoryId] : [id];
}

export function stubOf({ id, handle, name }: AccountStub): AccountStub {
  return { id, handle, name };
}

export const ownSeen = (own: Account): SeenAccount => ({ ...seen(own), own });

const seen = (account: Account): SeenAccount => ({ ...stubOf(account), branding: brandingOf(account) });

export const brandingOf = ({ colour, logoHash }: Account): Branding => ({
  colour: colour ?? null,
  logo: logoHash ?? null,
});

async function counterparties({ em, viewer: { accountId } }: Door): Promise<string[]> {
  const trusts = await em.find(Trust, {
    status: { $in: ['accepted', 'suspended'] },
    $or: [{ trustingId: accountId }, { trustedId: accountId }],
  });
  return trusts.map((trust) => (trust.trustingId === accountId ? trust.trustedId : trust.trustingId));
}
