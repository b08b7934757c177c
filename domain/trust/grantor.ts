import type { JsonObject } from '../../plan/plan.ts';
import { Forbidden, Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { type Capability, capabilities } from './capabilities.ts';
import { counterparts, otherOf, trustToChange } from './seen.ts';
import type { Trust } from './trust.entity.ts';

/** A standing trust under a lock, and who the other side is. */
export type GrantedTrust = { readonly trust: Trust; readonly other: string };

/** @throws Refused unless the trust stands */
export async function trustToGrant(door: Door, id: string, version?: number): Promise<GrantedTrust> {
  const { trust } = await trustToChange(door, id, version);
  const other = (await counterparts(door)).get(otherOf(trust, door.viewer.accountId));
  return { trust, other: other?.name ?? other?.handle ?? 'the other account' };
}

/**
 * What is granted is the grantor's alone to grant and to withdraw.
 * @throws Forbidden naming who can, Refused unless the trust stands
 */
export function demandGrantor(
  door: Door,
  { trust, other }: GrantedTrust,
  capability: Capability,
  grantor: 'trusting' | 'trusted' | 'either' = capabilities[capability].grantor,
): void {
  const side = trust.trustingId === door.viewer.accountId ? 'trusting' : 'trusted';
  if (grantor !== 'either' && grantor !== side) {
    throw new Forbidden(
      `This is for ${other} to decide, the ${grantor} account in this trust: ask its account administrator.`,
    );
  }
  if (!trust.standing) {
    throw new Refused(`Only in a standing trust is something granted; this one is ${trust.statusAt(door.now)}.`);
  }
}

/** Both sides keep what was granted; the contract is another from now on. */
export function changeGrants(door: Door, { trust }: GrantedTrust, action: string, changes: JsonObject): void {
  trust.changedAt = door.now;
  for (const accountId of [trust.trustedId, trust.trustingId])
    record(door, accountId, 'trust', trust.id, action, changes);
}
