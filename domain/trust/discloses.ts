import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import type { Capability } from './capabilities.ts';

/** Pairs of accounts between which a disclosure is asked: the trusting and the trusted one. */
export type Between = readonly [trustingId: string, trustedId: string];

/**
 * Between which of these the capability is granted at this moment: the trust goes on, and the side grants it whose data it
 * discloses. Asked at every read, so that what is withdrawn is hidden with the next one. One question.
 */
export async function disclosing(
  { em }: Door,
  capability: Capability,
  grantor: 'trusting' | 'trusted',
  pairs: readonly Between[],
): Promise<(...between: Between) => boolean> {
  const wanted = [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()];
  if (wanted.length === 0) return () => false;
  const rows = await em.execute<{ trusting_id: string; trusted_id: string }[]>(
    `select t.trusting_id, t.trusted_id from trust t join trust_grant g on g.trust_id = t.id and g.account_id = t.${grantor}_id
     where g.capability = ? and t.status = 'accepted' and t.trusting_id = any (?::uuid[]) and t.trusted_id = any (?::uuid[])`,
    [capability, uuids(wanted.map(([trusting]) => trusting)), uuids(wanted.map(([, trusted]) => trusted))],
  );
  const granted = new Set(rows.map(({ trusting_id, trusted_id }) => `${trusting_id} ${trusted_id}`));
  return (...between) => granted.has(between.join(' '));
}
