import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { Refused } from '../problem.ts';
import type { Door } from '../store.ts';

/** Writes what has changed; where the database finds a name taken, it is refused by `sentence`. */
export async function writeUnless(door: Door, constraint: string, sentence: string): Promise<void> {
  try {
    await door.em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException) || !error.message.includes(constraint)) throw error;
    throw new Refused(sentence);
  }
}
