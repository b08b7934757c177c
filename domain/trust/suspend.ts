import { tellRecount } from '../service/recount.ts';
import type { Door } from '../store.ts';
import { recordDecision } from './decide.ts';
import { trustToChange } from './seen.ts';
import { TrustOffering } from './trust.entity.ts';
import { showAgain, wakeWaiting, withhold } from './withheld.ts';

/**
 * By either side, at once: of the other's work its people see only what they had finished. Nothing goes back; clocks
 * go on. What would be assigned meanwhile waits in its process.
 */
export async function suspendTrust(door: Door, id: string, version?: number): Promise<void> {
  const { trust } = await trustToChange(door, id, version);
  trust.suspend(door.viewer.accountId, door.now);
  recordDecision(door, trust, 'suspended');
  await door.em.flush();
  await withhold(door, trust.id);
}

/** By the side that suspended it. Once no side suspends it any more, everything is shown as it is by then and goes on. */
export async function resumeTrust(door: Door, id: string, version?: number): Promise<void> {
  const { trust } = await trustToChange(door, id, version);
  trust.resume(door.viewer.accountId);
  recordDecision(door, trust, 'resumed');
  await door.em.flush();
  if (trust.status !== 'accepted') return;
  await showAgain(door, trust.id);
  // Meanwhile the hours may have been edited in which the work counts.
  const offered = await door.em.find(TrustOffering, { trustId: trust.id });
  for (const { offeringId } of offered) tellRecount(door, { id: offeringId, accountId: trust.trustedId });
  if (await wakeWaiting(door, trust.id)) door.told.add('changed');
}
