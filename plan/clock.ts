import { foresee, isStopped } from './foresee.ts';
import type { Calendar, Duration, Instant } from './plan.ts';
import { toInstant, toMs } from './zone.ts';

/**
 * One service-level clock: what is promised and the ledger of what has happened to it. Everything else (the budget, how
 * much is used, when it warns, when it breaches) follows from this and a calendar.
 *
 * It breaches when all of the budget is used. Keeping the promise at the very instant of the breach is still in time, so
 * a breach is certain one millisecond later: wake at `nextInstant`, not at `breachesAt`. In what order and how often a
 * clock is looked at makes no difference to it.
 */
export type Clock = {
  /** What is promised, counted from the start; absent in clocks older than this field, whose budget stands. */
  readonly target?: Duration;
  /** Nothing is promised: the ledger is kept, should something be. */
  readonly bestEffort?: true;
  readonly startedAt: Instant;
  /** Periods during which the clock did not run; only the last may be open. */
  readonly stops: readonly Stop[];
  /** When the promise was kept, late or not; the clock ends here. */
  readonly metAt?: Instant;

  /** Working minutes promised. Stored like all below: worked out anew from the ledger at every change. */
  readonly budget: number;
  /** Promised in plain units: every minute counts, whatever the calendar says. */
  readonly roundTheClock?: true;
  /** Promised in working days from an opening: once used up at closing time, it lasts until the next opening. */
  readonly untilOpening?: true;
  readonly warnings: readonly Warning[];
  /** Absent while stopped or once met. Once it has breached it stays at that instant. */
  readonly breachesAt?: Instant;
  /** The exact instant at which it did, not when somebody noticed. */
  readonly breachedAt?: Instant;
};

export type Stop = {
  readonly from: Instant;
  readonly to?: Instant;
  /** Absent: it waited for the customer. */
  readonly why?: Exclude<StopReason, 'waiting_for_customer'>;
};
export const stopReasons = ['waiting_for_customer', 'provider_not_accountable', 'passed_on'] as const;
export type StopReason = (typeof stopReasons)[number];

export type Warning = {
  /** Of the budget, from 1 to 99. */
  readonly percent: number;
  /** When so much is used, past or foreseen; absent while that is not known. */
  readonly at?: Instant;
  readonly passed?: true;
};

/** What a change or a look brought to light: events not told before, in order, each at the instant it happened. */
export type Look = { readonly clock: Clock; readonly events: readonly ClockEvent[] };
export type ClockEvent =
  | { readonly event: 'warned'; readonly at: Instant; readonly percent: number }
  | { readonly event: 'breached'; readonly at: Instant };

/** Where nothing else is said. */
export const usualWarnings: readonly number[] = [75];

/**
 * Starts the clock of a promise. Working minutes and hours are a budget in the calendar; working days end at the same
 * wall time that many working days later, which fixes the budget; plain units run round the clock. Throws when the
 * target is negative or not a number, or the calendar has no working hours for two years.
 * @param target null: nothing is promised, and it is kept as a ledger
 * @param warnAt percents of the budget, ascending
 */
export const startClock = (
  calendar: Calendar,
  at: Instant,
  target: Duration | null,
  warnAt: readonly number[] = usualWarnings,
): Clock => {
  const startedAt = canonical(at);
  const warnings = warnAt.map((percent) => ({ percent }));
  if (target === null) return foresee({ bestEffort: true, startedAt, stops: [], budget: 0, warnings }, calendar);
  const { amount, unit } = target;
  if (!(amount >= 0)) throw new Error(`A target cannot be ${amount} ${unit}; give a number that is not negative.`);
  return foresee({ target, startedAt, stops: [], budget: 0, warnings }, calendar);
};

/** The clock at `at`, with what has happened by then. */
export const look = (clock: Clock, at: Instant): Look => {
  const now = canonical(at);
  return tell(clock, now, clock.breachesAt !== undefined && now > clock.breachesAt);
};

/**
 * Stops the clock, as while the customer must act. At or after the instant of the breach it still breaches. A clock that
 * is stopped already goes on being so for the new reason. Nothing changes when it is met, or stopped for the same. A time before
 * the ledger's last entry counts as that entry's.
 */
export const stopClock = (clock: Clock, at: Instant, why: StopReason = 'waiting_for_customer'): Look => {
  const open = isStopped(clock) ? clock.stops.at(-1) : undefined;
  if (clock.metAt || (open && reasonOf(open) === why)) return { clock, events: [] };
  const from = notBeforeLedger(clock, at);
  const told = tell(clock, from, clock.breachesAt !== undefined && from >= clock.breachesAt);
  const before = open ? [...clock.stops.slice(0, -1), { ...open, to: from }] : clock.stops;
  const stop = why === 'waiting_for_customer' ? { from } : { from, why };
  return { ...told, clock: { ...forget(told.clock), stops: [...before, stop] } };
};

/** Lets a stopped clock go on with what it had used. Nothing changes when it is running or met. */
export const resumeClock = (clock: Clock, calendar: Calendar, at: Instant): Look => {
  const open = clock.stops.at(-1);
  if (clock.metAt || !open || open.to) return { clock, events: [] };
  const to = notBeforeLedger(clock, at);
  const stops = [...clock.stops.slice(0, -1), { ...open, to }];
  return { clock: foresee({ ...clock, stops }, calendar), events: [] };
};

/** The promise is kept: in time when the clock has not breached before `at`. Nothing changes when it was met before. */
export const meet = (clock: Clock, at: Instant): Look => {
  if (clock.metAt) return { clock, events: [] };
  const metAt = notBeforeLedger(clock, at);
  const told = look(clock, metAt);
  return { ...told, clock: { ...forget(told.clock), metAt } };
};

/** What the ledger or the promise turns out to be; what is not named stays. */
export type Correction = {
  /** Null: nothing is promised. */
  readonly target?: Duration | null;
  /** In order of time, none beyond the next; only the last may be open, and it is exactly when the clock stands still. */
  readonly stops?: readonly Stop[];
  readonly warnAt?: readonly number[];
};

/**
 * The clock as it is with a calendar, a promise or stops other than were taken to be right: everything is worked out anew from
 * the ledger, so that a breach may turn out not to have been one, or to have been. Events are what has happened by `at` and
 * had not before. A clock that was met is corrected like any other.
 */
export const correctClock = (
  clock: Clock,
  calendar: Calendar,
  at: Instant,
  { target, stops = clock.stops, warnAt = clock.warnings.map(({ percent }) => percent) }: Correction = {},
): Look => {
  const { breachesAt: _breachesAt, breachedAt, target: before, bestEffort, ...ledger } = clock;
  const promised = target === undefined ? (bestEffort ? null : before) : target;
  const promise = promised === null ? ({ bestEffort: true } as const) : promised ? { target: promised } : {};
  const anew = { ...ledger, ...promise, stops, warnings: warnAt.map((percent) => ({ percent })) };
  const foreseen = foresee(anew, calendar);
  const stands = isStopped(foreseen) || foreseen.metAt !== undefined;
  const now = notBeforeLedger(foreseen, at);
  const { breachesAt } = foreseen;
  const told = tell(foreseen, now, breachesAt !== undefined && (stands || now > breachesAt));
  const warned = new Set(clock.warnings.flatMap(({ percent, passed }) => (passed ? [percent] : [])));
  const events = told.events.filter((one) => (one.event === 'breached' ? !breachedAt : !warned.has(one.percent)));
  return { clock: stands ? forget(told.clock) : told.clock, events };
};

/** When `look` will next have something to tell; undefined while stopped, once met and when all is told. */
export const nextInstant = (clock: Clock): Instant | undefined => {
  const warning = clock.warnings.find(({ at, passed }) => at && !passed);
  if (warning) return warning.at;
  return clock.breachesAt && !clock.breachedAt ? toInstant(toMs(clock.breachesAt) + 1) : undefined;
};

export const reasonOf = ({ why }: Stop): StopReason => why ?? 'waiting_for_customer';

const canonical = (at: Instant) => toInstant(toMs(at));

/** Clocks of different machines differ by some milliseconds; a ledger must not run backwards. */
const notBeforeLedger = (clock: Clock, at: Instant) => {
  const last = clock.stops.at(-1);
  const entry = last?.to ?? last?.from ?? clock.startedAt;
  const now = canonical(at);
  return now < entry ? entry : now;
};

const tell = (clock: Clock, now: Instant, breached: boolean): Look => {
  const events: ClockEvent[] = [];
  const warnings = clock.warnings.map((warning): Warning => {
    const { percent, at, passed } = warning;
    if (!at || passed || now < at) return warning;
    events.push({ event: 'warned', at, percent });
    return { percent, at, passed: true };
  });
  const breachedAt = breached && !clock.breachedAt ? clock.breachesAt : undefined;
  if (breachedAt) events.push({ event: 'breached', at: breachedAt });
  if (events.length === 0) return { clock, events };
  return { clock: { ...clock, warnings, ...(breachedAt ? { breachedAt } : {}) }, events };
};

/** What was foreseen does not come while it stands still, or once it is met. */
const forget = ({ breachesAt: _breachesAt, warnings, ...ledger }: Clock): Clock => ({
  ...ledger,
  warnings: warnings.map(({ percent, at, passed }) => (passed && at ? { percent, at, passed } : { percent })),
});
