import { personToMaintain } from '../person/maintain.ts';
import { Problem, Refused } from '../problem.ts';
import { type Door, record, type Store } from '../store.ts';
import { person as acting } from '../viewer.ts';
import { hashPassword } from './password.ts';
import { digest, newSecret } from './secret.ts';

/** How long a welcome can be used, in days. */
const validDays = 14;

export type Welcome = { readonly secret: string; readonly expiresAt: Date };

/**
 * Lets somebody set his password, once, by an administrator of his home: how he first signs in, and how he does when he
 * has forgotten it. Earlier welcomes of his end. `secret` is shown once and not kept.
 */
export async function welcome(door: Door, personId: string): Promise<Welcome> {
  const person = await personToMaintain(door, personId);
  if (person.kind !== 'human') throw new Refused('Only people sign in with a password: give a program a token.');
  if (person.disabledAt) throw new Refused(`${person.name} is disabled: enable him first.`);
  if (!person.email) throw new Refused(`${person.name} has no mail address to sign in with: give him one first.`);
  const secret = newSecret();
  const expiresAt = new Date(door.now.getTime() + validDays * 86_400_000);
  await door.em.execute('delete from welcome where person_id = ?', [personId]);
  await door.em.execute(
    'insert into welcome (token_hash, person_id, home_id, made_by_id, expires_at) values (?, ?, ?, ?, ?)',
    [digest(secret), personId, person.homeId, acting(door.viewer), expiresAt],
  );
  record(door, person.homeId, 'person', personId, 'welcomed');
  return { secret, expiresAt };
}

/** Sets the password. Sessions begun with an older one end. @throws Problem when the welcome was used, is too old or none */
export async function takeWelcome(store: Store, secret: string, password: string): Promise<void> {
  const rows = await store.ask<{ id: string | null }>('select take_welcome(?, ?) as id', [
    digest(secret),
    await hashPassword(password),
  ]);
  if (rows[0]?.id) return;
  throw new Problem(
    'unauthenticated',
    'This welcome was used already or is too old: ask your administrator for another.',
  );
}
