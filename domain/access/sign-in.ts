import { Problem } from '../problem.ts';
import type { Door, Store } from '../store.ts';
import { Session } from './access.entity.ts';
import { callerOfSession, personally } from './caller.ts';
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
    throw new Problem('unauthenticated', 'No person with this address and password may sign in: check both.');
  }
  const found = personId;
  return store.as(personally(found), (door) => newSession(door, found));
}

/** Ends the session at once, everywhere it is used. */
export async function signOut(store: Store, personId: string, secret: string): Promise<void> {
  await store.as(personally(personId), ({ em }) => em.nativeDelete(Session, { tokenHash: digest(secret) }));
}

/** Ends whatever session the secret opens, whoever's it is. */
export async function endSession(store: Store, secret: string): Promise<void> {
  const caller = await callerOfSession(store, secret);
  if (caller) await signOut(store, caller.personId, secret);
}

/**
 * Begins a session, in a transaction in the person's name.
 * @returns the secret for the cookie; each session has its own
 */
export async function newSession({ em, now }: Door, personId: string): Promise<string> {
  const secret = newSecret();
  await em.nativeDelete(Session, { personId, expiresAt: { $lte: now } });
  em.create(Session, {
    tokenHash: digest(secret),
    personId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
  });
  return secret;
}

/** Stands in where nobody has the address; nobody knows its password. */
const nobodys = hashPassword(newSecret());
