import type { Instant } from './plan.ts';

/**
 * One service-level clock: a budget of working minutes and the ledger of what has happened to it. Everything else
 * (how much is used, when it warns, when it breaches) follows from this and a calendar.
 */
export type Clock = {
  /** Working minutes promised. */
  readonly budget: number;
  readonly startedAt: Instant;
  /** Periods during which the clock did not run; only the last may be open. */
  readonly stops: readonly { readonly from: Instant; readonly to?: Instant }[];
  /** When the promise was kept, late or not; the clock ends here. */
  readonly metAt?: Instant;
  /** Stored results for display and wake-ups, recomputed at every change; absent while stopped or once met. */
  readonly warnsAt?: Instant;
  readonly breachesAt?: Instant;
  /** The exact instants at which it did, not when somebody noticed. */
  readonly warnedAt?: Instant;
  readonly breachedAt?: Instant;
};
