import type { Clock } from './clock.ts';
import type { Goal } from './facts.ts';
import { foresee } from './foresee.ts';
import { digestOf } from './kit/hash.ts';
import type { Calendar, Impact, Instant } from './plan.ts';

/** What happened to one task as far as its promises go, without a word of what it is about. Reports rest on nothing else. */
export type Ledger = {
  readonly task: string;
  readonly impact: Impact;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly ended?: Ending;
  /** Milliseconds by which the clock of its process was moved ahead, as in demos; absent where it was not. */
  readonly ahead?: number;
  /** Absent: nothing was promised. */
  readonly clocks: { readonly [G in Goal]?: ClockLedger };
};
export const endings = ['completed', 'failed', 'rejected', 'canceled'] as const;
export type Ending = (typeof endings)[number];

/** A clock without all that is worked out from it. Of one older than the field `target` the budget is all that is known. */
export type ClockLedger = Pick<
  Clock,
  'target' | 'bestEffort' | 'startedAt' | 'stops' | 'metAt' | 'roundTheClock' | 'untilOpening'
> & {
  readonly budget?: number;
};

export const clockLedgerOf = (clock: Clock): ClockLedger => {
  const { target, bestEffort, startedAt, stops, metAt, budget, roundTheClock, untilOpening } = clock;
  const promised = bestEffort
    ? { bestEffort }
    : target
      ? { target }
      : { budget, ...(roundTheClock ? { roundTheClock } : {}), ...(untilOpening ? { untilOpening } : {}) };
  return { ...promised, startedAt, stops, ...(metAt ? { metAt } : {}) };
};

/** The clock with all that follows from its ledger. Throws as `startClock` does. */
export const clockOf = (ledger: ClockLedger, calendar: Calendar): Clock =>
  foresee({ ...ledger, budget: ledger.budget ?? 0, warnings: [] }, calendar);

/**
 * Stands for a ledger in figures that all may read: whoever has the ledger finds it there, and whoever has not cannot make
 * it out, since nobody guesses the id of a task.
 */
export const markOf = (ledger: Ledger): string => digestOf(ledger);
