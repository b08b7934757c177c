import {
  addCalendarDays,
  addWorking,
  addWorkingDays,
  everyMinute,
  nextOpening,
  workingMinutesBetween,
} from './calendar.ts';
import type { Calendar, Duration, Instant } from './plan.ts';
import { toInstant, toMs } from './zone.ts';

/**
 * One service-level clock: a budget of working minutes and the ledger of what has happened to it. Everything else
 * (how much is used, when it warns, when it breaches) follows from this and a calendar.
 *
 * It warns when 75 % of the budget is used and breaches when all of it is. Keeping the promise at the very instant of
 * the breach is still in time, so a breach is certain one millisecond later: wake at `nextInstant`, not at
 * `breachesAt`. In what order and how often a clock is looked at makes no difference to it.
 */
export type Clock = {
  /** Working minutes promised. */
  readonly budget: number;
  readonly startedAt: Instant;
  /** Promised in plain units: every minute counts, whatever the calendar says. */
  readonly roundTheClock?: true;
  /** Promised in working days from an opening: once used up at closing time, it lasts until the next opening. */
  readonly untilOpening?: true;
  /** Periods during which the clock did not run; only the last may be open. */
  readonly stops: readonly { readonly from: Instant; readonly to?: Instant }[];
  /** When the promise was kept, late or not; the clock ends here. */
  readonly metAt?: Instant;
  /**
   * Stored results for display and wake-ups, recomputed at every change; absent while stopped or once met. Once it has
   * warned or breached they stay at that instant.
   */
  readonly warnsAt?: Instant;
  readonly breachesAt?: Instant;
  /** The exact instants at which it did, not when somebody noticed. */
  readonly warnedAt?: Instant;
  readonly breachedAt?: Instant;
};

/** What a change or a look brought to light: events not told before, in order, each at the instant it happened. */
export type Look = { readonly clock: Clock; readonly events: readonly ClockEvent[] };
export type ClockEvent = { readonly event: 'warned' | 'breached'; readonly at: Instant };

/** A clock as people read it; times in working minutes, fractions possible. */
export type ClockFace = {
  readonly goal: number;
  readonly used: number;
  /** Negative once more than the goal is used. */
  readonly remaining: number;
  readonly stopped: boolean;
  readonly breached: boolean;
  readonly metAt?: Instant;
  /** Past or foreseen; absent when not known, as while the clock is stopped. */
  readonly warnsAt?: Instant;
  readonly breachesAt?: Instant;
};

/**
 * Starts the clock of a promise. Working minutes and hours are a budget in the calendar; working days end at the same
 * wall time that many working days later, which fixes the budget; plain units run round the clock. Throws when the
 * target is negative or not a number, or the calendar has no working hours for two years.
 */
export const startClock = (calendar: Calendar, at: Instant, target: Duration): Clock => {
  const { amount, unit } = target;
  if (!(amount >= 0)) throw new Error(`A target cannot be ${amount} ${unit}; give a number that is not negative.`);
  const startedAt = toInstant(toMs(at));
  const clock = { startedAt, stops: [] };
  switch (unit) {
    case 'workingMinutes':
      return foresee({ ...clock, budget: amount }, calendar, startedAt);
    case 'workingHours':
      return foresee({ ...clock, budget: amount * 60 }, calendar, startedAt);
    case 'workingDays': {
      const end = addWorkingDays(calendar, startedAt, amount);
      const budget = workingMinutesBetween(calendar, startedAt, end);
      const untilOpening = addWorking(calendar, startedAt, budget) < end;
      return foresee({ ...clock, budget, ...(untilOpening ? { untilOpening } : {}) }, calendar, startedAt);
    }
    case 'minutes':
      return foresee({ ...clock, budget: amount, roundTheClock: true }, calendar, startedAt);
    case 'hours':
      return foresee({ ...clock, budget: amount * 60, roundTheClock: true }, calendar, startedAt);
    case 'days': {
      const budget = (toMs(addCalendarDays(calendar, startedAt, amount)) - toMs(startedAt)) / minuteMs;
      return foresee({ ...clock, budget, roundTheClock: true }, calendar, startedAt);
    }
  }
};

/** The clock at `at`, with what has happened by then. */
export const look = (clock: Clock, at: Instant): Look => {
  const now = canonical(at);
  return tell(clock, now, clock.breachesAt !== undefined && now > clock.breachesAt);
};

/**
 * Stops the clock, as while the customer must act. At or after the instant of the breach it still breaches. Nothing
 * changes when it is stopped already or met. A time before the ledger's last entry counts as that entry's.
 */
export const stopClock = (clock: Clock, at: Instant): Look => {
  if (clock.metAt || isStopped(clock)) return { clock, events: [] };
  const from = notBeforeLedger(clock, at);
  const told = tell(clock, from, clock.breachesAt !== undefined && from >= clock.breachesAt);
  return { ...told, clock: { ...forget(told.clock), stops: [...clock.stops, { from }] } };
};

/** Lets a stopped clock go on with what it had used. Nothing changes when it is running or met. */
export const resumeClock = (clock: Clock, calendar: Calendar, at: Instant): Look => {
  const open = clock.stops.at(-1);
  if (clock.metAt || !open || open.to) return { clock, events: [] };
  const to = notBeforeLedger(clock, at);
  const stops = [...clock.stops.slice(0, -1), { from: open.from, to }];
  return { clock: foresee({ ...clock, stops }, calendar, to), events: [] };
};

/** The promise is kept: in time when the clock has not breached before `at`. Nothing changes when it was met before. */
export const meet = (clock: Clock, at: Instant): Look => {
  if (clock.metAt) return { clock, events: [] };
  const metAt = notBeforeLedger(clock, at);
  const told = look(clock, metAt);
  return { ...told, clock: { ...forget(told.clock), metAt } };
};

/**
 * The clock once its calendar was edited: the whole ledger counts in `calendar`, but what happened stays, and nothing
 * new happens before `at`. Nothing changes when it is stopped (it counts anew when resumed) or met.
 */
export const recountClock = (clock: Clock, calendar: Calendar, at: Instant): Look => {
  if (clock.metAt || isStopped(clock)) return { clock, events: [] };
  const from = notBeforeLedger(clock, at);
  const told = look(clock, from);
  return { ...told, clock: foresee(forget(told.clock), calendar, from) };
};

/** When `look` will next have something to tell; undefined while stopped, once met and when all is told. */
export const nextInstant = (clock: Clock): Instant | undefined => {
  if (clock.warnsAt && !clock.warnedAt) return clock.warnsAt;
  return clock.breachesAt && !clock.breachedAt ? toInstant(toMs(clock.breachesAt) + 1) : undefined;
};

/** Working minutes used by `at`, or until the promise was kept; more than the budget when that is late. */
export const usedMinutes = (clock: Clock, calendar: Calendar, at: Instant): number => {
  const now = canonical(at);
  const end = clock.metAt && clock.metAt < now ? clock.metAt : now;
  const counted = clock.roundTheClock ? everyMinute : calendar;
  let used = 0;
  let from: Instant | undefined = clock.startedAt;
  for (const stop of [...clock.stops, { from: end, to: undefined }]) {
    const to: Instant = stop.from < end ? stop.from : end;
    if (from !== undefined && from < to) used += workingMinutesBetween(counted, from, to);
    from = stop.to;
  }
  return used;
};

/** The clock as people read it at `at`. */
export const presentClock = (clock: Clock, calendar: Calendar, at: Instant): ClockFace => {
  const seen = look(clock, at).clock;
  const used = usedMinutes(seen, calendar, at);
  const warnsAt = seen.warnedAt ?? seen.warnsAt;
  const breachesAt = seen.breachedAt ?? seen.breachesAt;
  return {
    goal: seen.budget,
    used,
    remaining: seen.budget - used,
    stopped: isStopped(seen) && !seen.metAt,
    breached: seen.breachedAt !== undefined,
    ...(seen.metAt ? { metAt: seen.metAt } : {}),
    ...(warnsAt ? { warnsAt } : {}),
    ...(breachesAt ? { breachesAt } : {}),
  };
};

const minuteMs = 60_000;
const warningShare = 0.75;

const canonical = (at: Instant) => toInstant(toMs(at));

const isStopped = ({ stops }: Clock) => stops.length > 0 && stops.at(-1)?.to === undefined;

/** Clocks of different machines differ by some milliseconds; a ledger must not run backwards. */
const notBeforeLedger = (clock: Clock, at: Instant) => {
  const last = clock.stops.at(-1);
  const entry = last?.to ?? last?.from ?? clock.startedAt;
  const now = canonical(at);
  return now < entry ? entry : now;
};

const tell = (clock: Clock, now: Instant, breached: boolean): Look => {
  const events: ClockEvent[] = [];
  let told = clock;
  if (clock.warnsAt && !clock.warnedAt && now >= clock.warnsAt) {
    told = { ...told, warnedAt: clock.warnsAt };
    events.push({ event: 'warned', at: clock.warnsAt });
  }
  if (clock.breachesAt && !clock.breachedAt && breached) {
    told = { ...told, breachedAt: clock.breachesAt };
    events.push({ event: 'breached', at: clock.breachesAt });
  }
  return { clock: told, events };
};

const forget = ({ warnsAt: _warnsAt, breachesAt: _breachesAt, ...ledger }: Clock): Clock => ledger;

/** Works out when a clock running from `from` will warn and breach; what it has done stays. */
const foresee = (clock: Clock, calendar: Calendar, from: Instant): Clock => {
  const counted = clock.roundTheClock ? everyMinute : calendar;
  const used = usedMinutes(clock, calendar, from);
  const after = (minutes: number) => addWorking(counted, from, Math.max(0, minutes - used));
  const warning = Math.ceil(Math.round(clock.budget * minuteMs) * warningShare) / minuteMs;
  const warnsAt = clock.warnedAt ?? after(warning);
  if (clock.breachedAt) return { ...clock, warnsAt, breachesAt: clock.breachedAt };
  const end = after(clock.budget);
  return { ...clock, warnsAt, breachesAt: clock.untilOpening ? nextOpening(counted, end) : end };
};
