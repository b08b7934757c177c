import { Problem } from '../problem.ts';
import { type Door, record, type Store } from '../store.ts';
import { Session } from './access.entity.ts';
import { callerOfSession } from './caller.ts';
import { atHome, recordFailure } from './home.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { digest, newSecret } from './secret.ts';

/** How long a session lasts, in seconds. */
export const sessionSeconds = 12 * 60 * 60;

/**
 * Begins a session. What is wrong, the address or the password, is not told, neither in words nor by the time it takes.
 * @returns the secret for the cookie, of which only a digest is kept
 */
export async function signIn(store: Store, email: string, password: string): Promise<string> {
  const known = await store.ask<{ person_id: string; password_hash: string }>('select * from credential_of(?)', [
    store.signer.sign('sign-in', email),
  ]);
  const candidates = known.length > 0 ? known : [{ person_id: undefined, password_hash: await nobodys }];
  let personId: string | undefined;
  for (const { person_id, password_hash } of candidates) {
    if (await verifyPassword(password, password_hash)) personId ??= person_id;
  }
  if (personId === undefined) {
    // Beside the answer, which would else take longer where there is somebody.
    for (const { person_id } of known)
      store.beside('A failed sign-in was not recorded', recordFailure(store, person_id));
    throw new Problem('unauthenticated', 'No person with this address and password may sign in: check both.');
  }
  const found = personId;
  return store.as(await atHome(store, found), (door) => newSession(door, found, 'password'));
}

/** Ends the session at once, everywhere it is used. */
export async function signOut(store: Store, personId: string, secret: string): Promise<void> {
  await store.as(await atHome(store, personId), async (door) => {
    const ended = await door.em.nativeDelete(Session, { tokenHash: digest(secret) });
    if (ended > 0) record(door, door.viewer.accountId, 'person', personId, 'signed_out');
  });
}

/** Ends whatever session the secret opens, whoever's it is. */
export async function endSession(store: Store, secret: string): Promise<void> {
  const caller = await callerOfSession(store, secret);
  if (caller) await signOut(store, caller.personId, secret);
}

/**
 * Begins a session, in a transaction in the name of the person at home.
 * @returns the secret for the cookie; each session has its own
 */
export async function newSession(door: Door, personId: string, by: 'password' | 'openid'): Promise<string> {
  const { em, now, viewer } = door;
  const secret = newSecret();
  await em.nativeDelete(Session, { personId, expiresAt: { $lte: now } });
  em.create(Session, {
    tokenHash: digest(secret),
    personId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
  });
  record(door, viewer.accountId, 'person', personId, 'signed_in', { by });
  return secret;
}

/** Stands in where nobody has the address; nobody knows its password. */
const nobodys = hashPassword(newSecret());
