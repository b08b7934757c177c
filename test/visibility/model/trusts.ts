import type { Grant, Id, Instant, Offer, Offering, Trust } from './records/index.ts';
import { type Capability, grantors } from './words.ts';
import { all, find, type World } from './world.ts';

export const statusAt = (t: Trust, now: Instant) =>
  t.status === 'pending' && t.expiresAt <= now ? 'expired' : t.status;

const suspendedAt = (t: Trust): Instant | null => {
  const times = [t.suspendedByTrusting, t.suspendedByTrusted].filter((at) => at !== null);
  return times.length ? Math.min(...times) : null;
};
export const suspended = (t: Trust) => suspendedAt(t) !== null;

/** A trust under which things happen now: G4's "active". */
export const live = (t: Trust | undefined): t is Trust =>
  t !== undefined && t.status === 'accepted' && t.endedAt === null && !suspended(t);

/** Active or suspended: the counterparties know each other. */
export const standing = (t: Trust) => t.status === 'accepted' && t.endedAt === null;

/**
 * What happens from here on is not the other side's to see (G9).
 * 2.1a says `endedAt ?? suspendedAt`; then ending a suspended trust would show what was written while it was suspended,
 * and revoking would show more. The earlier of the two holds.
 */
export function cut(t: Trust): Instant {
  return Math.min(t.endedAt ?? Number.POSITIVE_INFINITY, suspendedAt(t) ?? Number.POSITIVE_INFINITY);
}

export const sideOf = (t: Trust, account: Id): 'trusting' | 'trusted' | undefined =>
  t.trustingId === account ? 'trusting' : t.trustedId === account ? 'trusted' : undefined;

export const counterpartyOf = (t: Trust, account: Id): Id | null =>
  t.trustingId === account ? t.trustedId : t.trustingId;

/** X→Y. Ordered: Y→X is another trust with its own grants, and X→Y with Y→Z gives Z nothing (G5). */
export const liveTrust = (w: World, trusting: Id, trusted: Id): Trust | undefined =>
  all(w, 'trust').find((t) => live(t) && t.trustingId === trusting && t.trustedId === trusted);

export const liveTrustsBetween = (w: World, a: Id, b: Id): readonly Trust[] =>
  [liveTrust(w, a, b), liveTrust(w, b, a)].filter((t) => t !== undefined);

/** G4: granted by the side whose data or labour it is; a grant by anybody else counts for nothing. */
export function granted(t: Trust, capability: Capability, by?: Id): Grant | undefined {
  const grantor = grantors[capability];
  const side = grantor === 'either' ? by : grantor === 'trusting' ? t.trustingId : t.trustedId;
  return t.grants.find((g) => g.capability === capability && g.by === side);
}

/** G4: a disclosure, evaluated at every read. X discloses to Y, or Y to X where Y is the grantor. */
export const reads = (w: World, trusting: Id, trusted: Id, capability: Capability): Grant | undefined => {
  const t = liveTrust(w, trusting, trusted);
  return t && granted(t, capability);
};

/** G4: labour, asked only at the act. */
export const mayAssign = (t: Trust | undefined, team: Id): boolean =>
  live(t) && (granted(t, 'assign_tasks')?.teams.includes(team) ?? false);

/** Teams of the trusted side that the trusting side may know: those linked by a labour grant. */
export const linkedTeams = (t: Trust): readonly Id[] =>
  (['assign_tasks', 'support_cis'] as const).flatMap((capability) => granted(t, capability)?.teams ?? []);

const valid = (offering: Offering, now: Instant) => offering.until === null || now < offering.until;

/** From offer to expiry. */
export const offered = (o: Offer, offering: Offering, now: Instant) =>
  o.withdrawnAt === null && (o.until === null || now < o.until) && valid(offering, now);

/** Besides, in period: the service may be asked for. */
export const inPeriod = (o: Offer, offering: Offering, now: Instant) =>
  offered(o, offering, now) && offering.from <= now;

/** Offers of an offering to the account, under trusts that live. */
export const offersTo = (w: World, account: Id, offering: Offering): readonly Offer[] => {
  const t = liveTrust(w, account, offering.accountId);
  return (t?.offers ?? []).filter((o) => o.offeringId === offering.id && offered(o, offering, w.now));
};

export const directoryOf = (w: World, account: Id): Id | null => find(w, 'account', account)?.directoryId ?? null;

/** The directory whose people this account shares with it: itself, for its own. */
export const isDirectory = (w: World, account: Id | null) => find(w, 'account', account)?.kind === 'directory';
export const supports = (w: World, directory: Id, account: Id): boolean =>
  isDirectory(w, directory) && directoryOf(w, account) === directory;
