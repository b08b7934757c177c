import {
  addCalendarDays,
  addWorking,
  addWorkingDays,
  everyMinute,
  nextOpening,
  workingMinutesBetween,
} from './calendar.ts';
import type { Clock } from './clock.ts';
import type { Calendar, Duration, Instant } from './plan.ts';
import { toInstant, toMs } from './zone.ts';

/**
 * Works out from the ledger what a clock has come to and will come to: its budget, when it warned or breached, or will if
 * nothing else happens to it. While it stands still, and once it is met, only what has passed is known.
 */
export const foresee = (clock: Clock, calendar: Calendar): Clock => {
  const { target, bestEffort, startedAt, stops, metAt, breachedAt, warnings } = clock;
  if (bestEffort) {
    const unknown = warnings.map(({ percent }) => ({ percent }));
    return { bestEffort, startedAt, stops, ...(metAt ? { metAt } : {}), budget: 0, warnings: unknown };
  }
  const budget = target ? budgetOf(calendar, startedAt, target) : oldBudgetOf(clock);
  const counted = budget.roundTheClock ? everyMinute : calendar;
  const runs = runsOf(clock);
  const breachesAt = reachedAt(counted, runs, budget.budget, budget);
  return {
    ...(target ? { target } : {}),
    startedAt,
    stops,
    ...(metAt ? { metAt } : {}),
    ...budget,
    warnings: warnings.map(({ percent, passed }) => {
      const at = reachedAt(counted, runs, shareOf(budget.budget, percent), { until: 'used' });
      return { percent, ...(at ? { at } : {}), ...(passed ? { passed } : {}) };
    }),
    ...(breachesAt ? { breachesAt } : {}),
    ...(breachedAt ? { breachedAt } : {}),
  };
};

/** Working minutes used by `at`, or until the promise was kept; more than the budget when that is late. */
export const usedMinutes = (clock: Clock, calendar: Calendar, at: Instant): number => {
  const now = toInstant(toMs(at));
  const counted = clock.roundTheClock ? everyMinute : calendar;
  let used = 0;
  for (const { from, to } of runsOf(clock)) {
    const end = to && to < now ? to : now;
    if (from < end) used += workingMinutesBetween(counted, from, end);
  }
  return used;
};

export const isStopped = ({ stops }: Pick<Clock, 'stops'>) => stops.length > 0 && stops.at(-1)?.to === undefined;

type Run = {
  readonly from: Instant;
  readonly to?: Instant;
  /** It ended because the promise was kept. */
  readonly met?: true;
};

/** When it ran, in order of time; the last is open while it runs. */
export const runsOf = ({ startedAt, stops, metAt }: Pick<Clock, 'startedAt' | 'stops' | 'metAt'>): readonly Run[] => {
  const runs: Run[] = [];
  let from: Instant | undefined = startedAt;
  for (const stop of stops) {
    if (from !== undefined) runs.push({ from, to: stop.from });
    from = stop.to;
  }
  if (from !== undefined) runs.push({ from, ...(metAt ? { to: metAt, met: true } : {}) });
  return runs;
};

/** When so many minutes were used, or will be; undefined when the clock stands still before. */
const reachedAt = (
  calendar: Calendar,
  runs: readonly Run[],
  minutes: number,
  end: { readonly untilOpening?: true } | { readonly until: 'used' },
) => {
  let left = minutes;
  for (const { from, to, met } of runs) {
    const used = addWorking(calendar, from, Math.max(0, left));
    const at = 'untilOpening' in end ? nextOpening(calendar, used) : used;
    // What is kept at the very instant is kept in time; a warning is due then.
    if (to === undefined || at < to || (at === to && (!met || 'until' in end))) return at;
    left -= workingMinutesBetween(calendar, from, to);
  }
  return undefined;
};

type Budget = Pick<Clock, 'budget' | 'roundTheClock' | 'untilOpening'>;

const budgetOf = (calendar: Calendar, startedAt: Instant, { amount, unit }: Duration): Budget => {
  switch (unit) {
    case 'workingMinutes':
      return { budget: amount };
    case 'workingHours':
      return { budget: amount * 60 };
    case 'workingDays': {
      const end = addWorkingDays(calendar, startedAt, amount);
      const budget = workingMinutesBetween(calendar, startedAt, end);
      const untilOpening = addWorking(calendar, startedAt, budget) < end;
      return untilOpening ? { budget, untilOpening } : { budget };
    }
    case 'minutes':
      return { budget: amount, roundTheClock: true };
    case 'hours':
      return { budget: amount * 60, roundTheClock: true };
    case 'days': {
      const budget = (toMs(addCalendarDays(calendar, startedAt, amount)) - toMs(startedAt)) / minuteMs;
      return { budget, roundTheClock: true };
    }
  }
};

const oldBudgetOf = ({ budget, roundTheClock, untilOpening }: Clock): Budget => ({
  budget,
  ...(roundTheClock ? { roundTheClock } : {}),
  ...(untilOpening ? { untilOpening } : {}),
});

const minuteMs = 60_000;

/** In whole milliseconds, the first at which so much is used. */
const shareOf = (minutes: number, percent: number) =>
  Math.ceil((Math.round(minutes * minuteMs) * percent) / 100) / minuteMs;
