import { randomBytes } from 'node:crypto';
import type { Calendar } from '../../plan/plan.ts';
import { hashPassword } from '../access/password.ts';
import { newId } from '../id.ts';
import { Person } from '../person/person.entity.ts';
import { Forbidden, Invalid, Refused } from '../problem.ts';
import { type Door, record, type Store } from '../store.ts';
import { demand, person } from '../viewer.ts';
import type { Account } from './account.entity.ts';
import { ownAccount, type SeenAccount } from './accounts.ts';
import { demandCalendar, officeHours } from './hours.ts';

export type NewAccount = {
  readonly handle: string;
  readonly name: string;
  /** By default nine to five, Monday to Friday, in `zone`; a support domain's as its directory's. */
  readonly calendar?: Calendar | undefined;
  readonly zone?: string | undefined;
  /** Roles of templates that it fills. */
  readonly roles?: readonly string[] | undefined;
  /** By default an account is confidential when it fills the role `hr`. */
  readonly confidential?: boolean | undefined;
};

export type FoundedAccount = NewAccount & {
  readonly kind: Account['kind'];
  /** Of a support domain: the handle of its directory. */
  readonly directory?: string | undefined;
  readonly administrator: { readonly name: string; readonly email: string };
};
/** `password`: shown once; absent for somebody who was in the directory already and signs in as before. */
export type Founded = { readonly id: string; readonly administratorId: string; readonly password?: string };

/**
 * An account with its first administrator, by an operator: no administrator is there yet who could.
 * @throws Refused when the handle is another's: operators know all accounts
 */
export async function foundAccount(store: Store, wanted: FoundedAccount): Promise<Founded> {
  const prepared = await prepare(wanted, new Date());
  const made = store.ask<{ id: string }>('select found_account(?) as id', [
    store.signer.sign('operator', JSON.stringify(prepared.account)),
  ]);
  return founded(prepared, ((await made.catch(refuse))[0] as { id: string }).id);
}

export type Prepared = {
  readonly account: { readonly id: string; readonly administrator: { readonly id: string } };
  readonly password: string;
};

/** What `make_account` takes, with a new administrator's password. */
export async function prepare(wanted: FoundedAccount, now: Date): Promise<Prepared> {
  const { administrator, directory = null, ...rest } = wanted;
  const password = randomBytes(15).toString('base64url');
  const passwordHash = await hashPassword(password);
  return {
    account: {
      ...fields(rest, officeHours(rest.zone ?? 'UTC'), now),
      kind: wanted.kind,
      directory,
      administrator: { ...administrator, id: newId(), email: administrator.email.toLowerCase(), passwordHash },
    } as Prepared['account'],
    password,
  };
}

export function founded({ account, password }: Prepared, administratorId: string): Founded {
  const isNew = administratorId === account.administrator.id;
  return { id: account.id, administratorId, ...(isNew ? { password } : {}) };
}

/**
 * A support domain of the directory one acts in, by its administrator, who becomes the new account's first one or names
 * somebody of the directory. Its handle begins with the directory's, so that a refusal tells of one's own accounts only.
 */
export async function createSupportDomain(
  door: Door,
  wanted: NewAccount & { readonly administratorId?: string | undefined },
): Promise<SeenAccount> {
  const directory = await ownAccount(door);
  if (directory.kind !== 'directory') {
    throw new Forbidden('Support domains are made in their directory: act in it, or ask an operator for an account.');
  }
  demand(door.viewer, 'directory_admin', 'account_admin');
  const { handle, name } = wanted;
  if (!handle.startsWith(`${directory.handle}-`)) {
    throw new Invalid('The account cannot have this handle.', [
      { pointer: '/handle', message: `must begin with "${directory.handle}-", as all accounts of your directory do` },
    ]);
  }
  const administrator = await administratorOf(door, wanted.administratorId ?? person(door.viewer));
  const account = fields(wanted, directory.calendar, door.now);
  await door.em
    .execute('select found_support_domain(?::jsonb)', [
      JSON.stringify({ ...account, administrator: { id: administrator } }),
    ])
    .catch(refuse);
  record(door, directory.id, 'account', account.id, 'support_domain_created', { handle, name, administrator });
  return { id: account.id, handle, name, branding: { colour: null, logo: null } };
}

async function administratorOf({ em, viewer }: Door, id: string): Promise<string> {
  const found = await em.findOne(Person, { id, homeId: viewer.accountId, disabledAt: null });
  if (found) return found.id;
  throw new Invalid('Nobody would administer the account.', [
    { pointer: '/administrator', message: 'There is no such person in your directory.' },
  ]);
}

function fields(wanted: NewAccount, hours: Calendar, now: Date) {
  const { handle, name, roles = [] } = wanted;
  const calendar = wanted.calendar ?? (wanted.zone ? { ...hours, zone: wanted.zone } : hours);
  demandCalendar(calendar, wanted.calendar ? '/calendar' : '/zone', now);
  return {
    id: newId(),
    entryId: newId(),
    handle,
    name,
    calendar,
    roles,
    confidential: wanted.confidential ?? isConfidentialByDefault(roles),
  };
}

/** In the words of `make_account`, which name what is wrong. */
function refuse(error: unknown): never {
  const { code, message } = error as { code?: string; message: string };
  if (code === '23505') throw new Refused('Another account has that handle already: choose a different one.');
  if (code === '42602' || code === 'P0002') throw new Refused(message.split('\n')[0]?.replace(/^.* - /, '') as string);
  throw error;
}

/** What HR does is its own, unless it says otherwise. */
export const isConfidentialByDefault = (roles: readonly string[]) => roles.includes('hr');
