import { everyMinute, workingMinutesBetween } from './calendar.ts';
import { type Clock, reasonOf, type StopReason, stopReasons } from './clock.ts';
import { type Goal, goals } from './facts.ts';
import { runsOf } from './foresee.ts';
import { clockOf, type Ending, endings, type Ledger, markOf } from './ledger.ts';
import type { Calendar, Instant } from './plan.ts';
import { dayMs, fromLocal, toInstant, toLocal, toMs } from './zone.ts';

/**
 * What became of promises in a period, worked out from ledgers. Everything counts exactly once, so that months add up to a
 * year: a goal in the period in which it was decided, working time in the period in which it passed. Nothing depends on
 * when it is asked, but that what still goes on counts up to the last midnight.
 */

/** `to` is exclusive; both are midnights in the zone of the calendar. */
export type Period = { readonly from: Instant; readonly to: Instant };
/** In what a ledger is counted; `at`: as things are then. */
export type Counting = { readonly calendar: Calendar; readonly period: Period; readonly at: Instant };

/** Amounts are integers: tasks, and milliseconds of working time. Of sums of ledgers of their own it is the sum. */
export type Sums = {
  /** With which there was something to do in the period. */
  readonly tasks: number;
  /** That had not ended when it ended, or by now. */
  readonly open: number;
  readonly ended: { readonly [E in Ending]: number };
  readonly goals: { readonly [G in Goal]: GoalSums };
  /** How many tasks had a clock stopped, and each stop. */
  readonly stopped: { readonly tasks: number; readonly stops: readonly StopLine[] };
  /** The marks of all ledgers it rests on. */
  readonly ledgers: readonly string[];
};
export type GoalSums = {
  readonly kept: number;
  readonly broken: number;
  /** Promised and not yet decided. */
  readonly open: number;
  /** Ended before it was decided, as by being canceled, or without the work being done. */
  readonly undecided: number;
  /** Nothing was promised; counted when it was done, or the task ended. */
  readonly bestEffort: number;
  readonly milliseconds: Spent;
};
/** Whose the time was: that in which the clock ran the provider's, that in which it stood the customer's. */
export type Spent = { readonly provider: number; readonly customer: { readonly [R in StopReason]: number } };
export type StopLine = {
  readonly ledger: string;
  readonly goal: Goal;
  readonly from: Instant;
  /** Null: it stood still at the end of the period, or does now. */
  readonly to: Instant | null;
  readonly why: StopReason;
  /** Of working time within the period. */
  readonly milliseconds: number;
};

/** What became of a promise by the end of the period; `earlier`: it was decided before. */
export type Outcome = 'kept' | 'broken' | 'open' | 'undecided' | 'best_effort' | 'earlier';
export type Result = { readonly outcome: Outcome; readonly at: Instant | null; readonly milliseconds: Spent };

/** A ledger counted: what became of each promise, and its part of the figures. */
export type Counted = { readonly results: Results; readonly sums: Sums };
export type Results = { readonly [G in Goal]: Result };

/** Of a task with which there was something to do in the period. Throws when its ledger cannot be counted in the calendar. */
export const count = (ledger: Ledger, counting: Counting): Counted => {
  const { to } = counting.period;
  const over = ledger.endedAt !== undefined && ledger.endedAt < to;
  const ledgerMark = markOf(ledger);
  const clocks = forEachGoal((goal) => {
    const clock = ledger.clocks[goal] && clockOf(ledger.clocks[goal], counting.calendar);
    const stretches = clock ? stretchesOf(ledger, clock, counting) : [];
    return { stretches, ...outcomeOf(ledger, goal, clock, counting), milliseconds: spentIn(stretches) };
  });
  const stops = goals.flatMap((goal) =>
    clocks[goal].stretches.flatMap(({ from, ends, why, milliseconds }): StopLine[] => {
      const known = ends !== undefined && ends <= to ? ends : null;
      return why ? [{ ledger: ledgerMark, goal, from, to: known, why, milliseconds }] : [];
    }),
  );
  return {
    results: forEachGoal((goal) => {
      const { outcome, at, milliseconds } = clocks[goal];
      return { outcome, at, milliseconds };
    }),
    sums: {
      tasks: 1,
      open: over ? 0 : 1,
      ended: perKey(endings, (how) => (over && ledger.ended === how ? 1 : 0)),
      goals: forEachGoal((goal) => goalSumsOf(clocks[goal])),
      stopped: { tasks: stops.length > 0 ? 1 : 0, stops },
      ledgers: [ledgerMark],
    },
  };
};

export const add = (parts: readonly Sums[]): Sums => ({
  tasks: total(parts, ({ tasks }) => tasks),
  open: total(parts, ({ open }) => open),
  ended: perKey(endings, (how) => total(parts, ({ ended }) => ended[how])),
  goals: forEachGoal((goal) => {
    const of = (amount: (sums: GoalSums) => number) => total(parts, ({ goals }) => amount(goals[goal]));
    return {
      kept: of(({ kept }) => kept),
      broken: of(({ broken }) => broken),
      open: of(({ open }) => open),
      undecided: of(({ undecided }) => undecided),
      bestEffort: of(({ bestEffort }) => bestEffort),
      milliseconds: {
        provider: of(({ milliseconds }) => milliseconds.provider),
        customer: perKey(stopReasons, (why) => of(({ milliseconds }) => milliseconds.customer[why])),
      },
    };
  }),
  stopped: {
    tasks: total(parts, ({ stopped }) => stopped.tasks),
    stops: parts.flatMap(({ stopped }) => stopped.stops).sort(inTime),
  },
  ledgers: parts.flatMap(({ ledgers }) => ledgers).sort(),
});

/** Exactly `kept` of `of`; the percent has two decimals and is rounded down, so that 100 means all. Null: of none. */
export type Share = { readonly kept: number; readonly of: number; readonly percent: number | null };
export const shareOf = ({ kept, broken }: GoalSums): Share => {
  const of = kept + broken;
  return { kept, of, percent: of === 0 ? null : Math.floor((kept * 10_000) / of) / 100 };
};

const goalSumsOf = ({ outcome, at, milliseconds }: Result): GoalSums => {
  const one = (is: Outcome) => (outcome === is ? 1 : 0);
  return {
    kept: one('kept'),
    broken: one('broken'),
    open: one('open'),
    undecided: one('undecided'),
    bestEffort: at === null ? 0 : one('best_effort'),
    milliseconds,
  };
};

const outcomeOf = (
  ledger: Ledger,
  goal: Goal,
  clock: Clock | undefined,
  { period, at }: Counting,
): Pick<Result, 'outcome' | 'at'> => {
  const { outcome, at: decided } = decisionOf(ledger, goal, clock, nowOf(ledger, at));
  if (decided === undefined || decided >= period.to)
    return { outcome: outcome === 'best_effort' ? outcome : 'open', at: null };
  return { outcome: decided < period.from ? 'earlier' : outcome, at: decided };
};

const decisionOf = (
  { endedAt, ended }: Ledger,
  goal: Goal,
  clock: Clock | undefined,
  now: Instant,
): { readonly outcome: Outcome; readonly at?: Instant | undefined } => {
  if (!clock || clock.bestEffort) return { outcome: 'best_effort', at: clock?.metAt ?? endedAt };
  const { breachesAt, metAt } = clock;
  // Kept at the very instant it is in time, so that it is certain only afterwards.
  const broken = breachesAt !== undefined && breachesAt <= (endedAt ?? breachesAt) && (endedAt || breachesAt < now);
  if (broken) return { outcome: 'broken', at: breachesAt };
  // Work that was given back or failed was answered, but not done.
  if (metAt && (goal === 'respond' || !ended || ended === 'completed')) return { outcome: 'kept', at: metAt };
  return { outcome: 'undecided', at: endedAt };
};

/** A stretch of time in which a clock ran, or stood still and why. */
type Stretch = {
  readonly from: Instant;
  /** Absent: it goes on. */
  readonly ends?: Instant | undefined;
  readonly why?: StopReason;
  /** Of working time within the period. */
  readonly milliseconds: number;
};

/** Those that fall into the period. */
const stretchesOf = (ledger: Ledger, clock: Clock, { calendar, period, at }: Counting): Stretch[] => {
  const over = clock.metAt ?? ledger.endedAt;
  const { zone } = calendar;
  const midnight = toInstant(fromLocal(zone, Math.floor(toLocal(zone, toMs(nowOf(ledger, at))) / dayMs) * dayMs));
  const counted = clock.roundTheClock ? everyMinute : calendar;
  const all = [...runsOf(clock), ...clock.stops.map((stop) => ({ from: stop.from, to: stop.to, why: reasonOf(stop) }))];
  return all.flatMap(({ from, to, ...rest }) => {
    const ends = to ?? over;
    if (from >= period.to || (ends !== undefined && (ends <= from || ends <= period.from))) return [];
    const begin = from > period.from ? from : period.from;
    const end = (ends ?? midnight) < period.to ? (ends ?? midnight) : period.to;
    const milliseconds = begin < end ? Math.round(workingMinutesBetween(counted, begin, end) * 60_000) : 0;
    const why = 'why' in rest ? { why: rest.why } : {};
    return [{ from, ends, ...why, milliseconds }];
  });
};

const spentIn = (stretches: readonly Stretch[]): Spent => {
  const spent = (why?: StopReason) =>
    total(
      stretches.filter((one) => one.why === why),
      ({ milliseconds }) => milliseconds,
    );
  return { provider: spent(), customer: perKey(stopReasons, spent) };
};

const nowOf = ({ ahead = 0 }: Ledger, at: Instant) => toInstant(toMs(at) + ahead);

const inTime = (one: StopLine, other: StopLine) => (keyOf(one) < keyOf(other) ? -1 : 1);
const keyOf = ({ from, ledger, goal }: StopLine) => `${from} ${ledger} ${goal}`;

const total = <T>(list: readonly T[], amount: (one: T) => number) => list.reduce((sum, one) => sum + amount(one), 0);
const perKey = <K extends string, T>(keys: readonly K[], value: (key: K) => T) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as { [P in K]: T };
const forEachGoal = <T>(value: (goal: Goal) => T) => perKey(goals, value);
