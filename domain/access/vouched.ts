import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { newId } from '../id.ts';
import { Problem } from '../problem.ts';
import { type Door, record, type Store } from '../store.ts';
import { Identity } from './identity.entity.ts';
import { newSession } from './sign-in.ts';

/** What a provider said of somebody who signed in there. */
export type Vouched = {
  readonly issuer: string;
  readonly subject: string;
  /** Absent: the provider has verified none. */
  readonly address: string | undefined;
};

/**
 * Begins a session for whoever is linked to the identity. Who comes for the first time is linked to the person with the
 * address, once and for all: an address may be given to somebody else later, the subject may not. Looks only among
 * people at home in the accounts that the provider is trusted for. Makes nobody; who is unknown, who is disabled and
 * whose address somebody else came with before is told in the same words.
 * @param accounts handles
 * @returns the secret for the cookie, of which only a digest is kept
 */
export async function signInVouched(store: Store, vouched: Vouched, accounts: readonly string[]): Promise<string> {
  const begin = async () => {
    const { person_id, home_id, standing } = await personFor(store, vouched, accounts);
    const viewer = { accountId: home_id, personId: person_id, roles: new Set<never>(), teamIds: [] };
    return store.as(viewer, (door) => {
      if (standing === 'new') link(door, person_id, vouched);
      return newSession(door, person_id, 'openid');
    });
  };
  try {
    return await begin();
  } catch (error) {
    // Somebody was linked meanwhile: he himself, in another tab, or somebody else.
    if (error instanceof UniqueConstraintViolationException) return begin();
    throw error;
  }
}

type Found = {
  readonly person_id: string;
  readonly home_id: string;
  /** `taken`: the person is linked to somebody else at this provider. */
  readonly standing: 'linked' | 'new' | 'taken';
};

async function personFor(store: Store, { issuer, subject, address }: Vouched, accounts: readonly string[]) {
  const asked = { issuer, subject, address: address === undefined ? null : asciiLower(address), accounts };
  const found = await store.ask<Found>('select * from vouched_for(?)', [
    store.signer.sign('vouched', JSON.stringify(asked)),
  ]);
  const [person] = found;
  if (person && found.length === 1 && person.standing !== 'taken') return person;
  throw new Problem('unauthenticated', address === undefined ? unverified : unknown);
}

function link(door: Door, personId: string, { issuer, subject }: Vouched): void {
  const { accountId } = door.viewer;
  door.em.create(Identity, { id: newId(), accountId, personId, issuer, subject, linkedAt: door.now });
  record(door, accountId, 'person', personId, 'linked', { issuer, subject });
}

const unknown =
  'Nobody with the mail address that your provider gave may sign in here: ask your account administrator.';
const unverified =
  'Your provider does not say that your mail address is verified, and Accord does not know you: ask there.';

/** Of letters beyond ASCII none becomes another one: some turn into ASCII, such as the sign for kelvin into a k. */
const asciiLower = (address: string) => address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
