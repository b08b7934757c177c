import { type Door, record, type Store } from '../store.ts';
import { driver } from '../viewer.ts';
import { type FoundTrust, otherOf, trustToChange } from './seen.ts';
import { nobody, settleStray, strayOf } from './stray.ts';
import { Trust } from './trust.entity.ts';

/** By the invited side. From now on each side may grant the other what is its to grant; nothing is granted yet. */
export async function acceptInvitation(door: Door, id: string, version?: number): Promise<void> {
  await settle(door, await trustToChange(door, id, version), 'accepted', (trust) =>
    trust.accept(door.viewer.accountId, door.now),
  );
}

/** By the invited side. */
export async function rejectInvitation(door: Door, id: string, version?: number): Promise<void> {
  await settle(door, await trustToChange(door, id, version), 'rejected', (trust) =>
    trust.reject(door.viewer.accountId, door.now),
  );
}

/** By the inviting side. */
export async function cancelInvitation(door: Door, id: string, version?: number): Promise<void> {
  await settle(door, await trustToChange(door, id, version), 'canceled', (trust) =>
    trust.cancel(door.viewer.accountId, door.now),
  );
}

/** Writes down which invitations have expired by `at`; they count as expired before that. Returns how many. */
export async function expireInvitations(store: Store, at: Date): Promise<number> {
  const due = await store.ask<{ account_id: string; id: string }>('select * from expired_invitations(?)', [at]);
  for (const { account_id, id } of due) await store.as(driver(account_id), (door) => expire(door, id, at));
  return due.length;
}

/** A trust is a record of both sides; of an invitation to nobody there is but one. */
export function recordDecision(door: Door, trust: Trust, action: string): void {
  const { accountId } = door.viewer;
  record(door, accountId, 'trust', trust.id, action);
  const other = otherOf(trust, accountId);
  if (other !== nobody) record(door, other, 'trust', trust.id, action);
}

async function settle(
  door: Door,
  { trust, handle }: FoundTrust,
  action: string,
  decide: (trust: Trust) => void,
): Promise<void> {
  decide(trust);
  recordDecision(door, trust, action);
  if (handle !== undefined) await settleStray(door, trust);
}

async function expire(door: Door, id: string, at: Date): Promise<void> {
  const trust = await door.em.findOne(Trust, { id, invitedById: door.viewer.accountId, status: 'pending' });
  const stray = trust ? undefined : await strayOf(door, id);
  const expired = trust ?? stray?.trust;
  if (expired?.status !== 'pending') return;
  expired.expire(at);
  recordDecision(door, expired, 'expired');
  if (stray) await settleStray(door, expired);
}
