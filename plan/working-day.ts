import { longestPause, noHours, type Opening, openingsBefore, openingsFrom, openingsOn } from './opening.ts';
import type { Calendar, Instant, PlainDate } from './plan.ts';
import { dayMs, fromDay, toDay, toInstant, toMs } from './zone.ts';

/**
 * The same wall time `days` working days later. Where that day is closed at that time it is the last working moment
 * before it, or the day's opening when there is none. Opening and closing time themselves are still inside; from
 * outside working hours counting begins at the next opening. A negative number counts back, from outside working hours
 * beginning at the last closing. 0 gives `from` itself.
 */
export const addWorkingDays = (calendar: Calendar, from: Instant, days: number): Instant => {
  const start = toMs(from);
  if (wholeDays(days) === 0) return toInstant(start);
  const { day, wall } = days > 0 ? anchorAfter(calendar, start) : anchorBefore(calendar, start);
  return toInstant(atWall(openingsOn(calendar, shiftWorking(calendar, day, days)), wall));
};

/**
 * The date `amount` days after `date`, negative for before. Working days are counted strictly after (or before) it,
 * whether or not it is one: 1 working day before a Sunday or a Monday is the Friday. 0 gives `date` itself.
 */
export const shiftDate = (
  calendar: Calendar,
  date: PlainDate,
  amount: number,
  unit: 'days' | 'workingDays',
): PlainDate => {
  const day = toDay(date);
  return fromDay(unit === 'days' ? day + wholeDays(amount) : shiftWorking(calendar, day, wholeDays(amount)));
};

/** Whether `date` has any working time: not a holiday, a weekday with hours, and a date that exists in the zone. */
export const isWorkingDay = (calendar: Calendar, date: PlainDate) => openingsOn(calendar, toDay(date)).length > 0;

/** The last working day on or before `date`, or the first on or after it. */
export const nearestWorkingDay = (calendar: Calendar, date: PlainDate, side: 'before' | 'after'): PlainDate =>
  isWorkingDay(calendar, date) ? date : shiftDate(calendar, date, side === 'before' ? -1 : 1, 'workingDays');

/** When the working hours of `date` begin; undefined when it has none. */
export const startOfWorkingDay = (calendar: Calendar, date: PlainDate): Instant | undefined => {
  const first = openingsOn(calendar, toDay(date))[0];
  return first && toInstant(first.from);
};

/** When the working hours of `date` end; undefined when it has none. */
export const endOfWorkingDay = (calendar: Calendar, date: PlainDate): Instant | undefined => {
  const last = openingsOn(calendar, toDay(date)).at(-1);
  return last && toInstant(last.to);
};

/** Throws unless `days` is a whole number. */
export const wholeDays = (days: number) => {
  if (!Number.isSafeInteger(days)) throw new Error(`Days are counted in whole days, not ${days}.`);
  return days;
};

type Anchor = { readonly day: number; readonly wall: number };

const anchorAfter = (calendar: Calendar, ms: number): Anchor => {
  let closing: Opening | undefined;
  for (const opening of openingsFrom(calendar, ms - 1)) {
    if (opening.to === ms) closing = opening;
    else if (closing && opening.from > ms) return anchorIn(closing, ms);
    else return anchorIn(opening, Math.max(opening.from, ms));
  }
  throw noHours(calendar, ms);
};

const anchorBefore = (calendar: Calendar, ms: number): Anchor => {
  for (const opening of openingsBefore(calendar, ms + 1)) return anchorIn(opening, Math.min(opening.to, ms));
  throw noHours(calendar, ms);
};

const anchorIn = ({ day, from, wallFrom }: Opening, ms: number): Anchor => ({ day, wall: wallFrom + ms - from });

const shiftWorking = (calendar: Calendar, day: number, amount: number) => {
  const step = Math.sign(amount);
  let [at, last] = [day, day];
  for (let left = Math.abs(amount); left > 0; ) {
    at += step;
    if (openingsOn(calendar, at).length > 0) {
      last = at;
      left -= 1;
    } else if (Math.abs(at - last) * dayMs > longestPause) throw noHours(calendar, day * dayMs);
  }
  return at;
};

const atWall = (openings: readonly Opening[], wall: number) => {
  const open = openings.find(({ from, to, wallFrom }) => wall >= wallFrom && wall - wallFrom < to - from);
  if (open) return open.from + wall - open.wallFrom;
  const before = openings.filter(({ wallFrom }) => wallFrom < wall).at(-1);
  return before ? before.to : (openings[0] as Opening).from;
};
