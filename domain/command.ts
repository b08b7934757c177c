import { createHash } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { Json } from '../plan/plan.ts';
import { Audit } from './audit/audit.entity.ts';
import { Problem } from './problem.ts';
import type { Door, Store } from './store.ts';
import type { Viewer } from './viewer.ts';

/** `key` is the caller's; `what` names the command and all that was sent, so that a key is not used for two things. */
export type Command = { readonly key?: string | undefined; readonly what: Json };

/**
 * Carries out a command once: one transaction with its audit entry and outbox entries. A repeated key with the same
 * content gets the first answer again, whether the first is long done or just being done; with other content it is refused.
 */
export async function command<T extends Json>(
  store: Store,
  viewer: Viewer,
  { key, what }: Command,
  work: (door: Door) => Promise<T>,
): Promise<T> {
  if (key === undefined) return store.as(viewer, work);
  const hash = createHash('sha256').update(JSON.stringify(what)).digest('base64');
  try {
    return await store.as(viewer, async (door) => remember(door, key, hash, await work(door)));
  } catch (error) {
    // Most are sent once: only what fails may have failed because it was done before.
    const answer = await store.as(viewer, (door) => answered<T>(door, key, hash));
    if (answer !== undefined) return answer;
    if (!(error instanceof UniqueConstraintViolationException) || !error.message.includes('audit_command')) throw error;
    throw new Problem(
      'in-flight',
      'The same command is being carried out at this moment: repeat it in a second to read its answer.',
    );
  }
}

async function answered<T extends Json>({ em, viewer }: Door, key: string, hash: string): Promise<T | undefined> {
  const entry = await em.findOne(
    Audit,
    { actorAccountId: viewer.accountId, actorId: viewer.personId, commandKey: key },
    { populate: ['response'] },
  );
  if (!entry) return undefined;
  if (entry.commandHash !== hash) {
    throw new Problem(
      'key-reused',
      'This Idempotency-Key was used for another command: use a new key for each command.',
    );
  }
  return entry.response as T;
}

async function remember<T extends Json>(door: Door, key: string, hash: string, response: T): Promise<T> {
  const entry = door.entries[0];
  // Where nothing changed there is nothing to carry out twice.
  if (!entry) return response;
  Object.assign(entry, { commandKey: key, commandHash: hash, response });
  return response;
}
