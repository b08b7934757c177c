import { noHours, openingsBefore, openingsFrom } from './opening.ts';
import type { Calendar, Duration, Instant } from './plan.ts';
import { addWorkingDays, wholeDays } from './working-day.ts';
import { dayMs, fromLocal, toInstant, toLocal, toMs } from './zone.ts';

/**
 * Counting in working time. Working time is real time: an instant is working time when the wall clock of the
 * calendar's zone shows working hours, so a range across the hour skipped in spring lasts an hour less, one across the
 * hour repeated in autumn an hour more. Amounts are minutes, fractions allowed, exact to the millisecond.
 */

export { checkCalendar } from './calendar-check.ts';
export {
  addWorkingDays,
  endOfWorkingDay,
  isWorkingDay,
  nearestWorkingDay,
  shiftDate,
  startOfWorkingDay,
} from './working-day.ts';

/** Open around the clock: what plain minutes, hours and days are counted in. */
export const everyMinute: Calendar = {
  zone: 'UTC',
  week: Array.from({ length: 7 }, () => [[0, 1440] as const]),
  holidays: [],
};

/**
 * The earliest instant at which `minutes` of working time have passed since `from`: when they fill a day that is its
 * closing time, not the next opening. 0 gives `from` itself, open or not. Throws when `minutes` is
 * negative.
 */
export const addWorking = (calendar: Calendar, from: Instant, minutes: number): Instant => {
  const start = toMs(from);
  let left = countedMs(minutes);
  if (left === 0) return toInstant(start);
  for (const opening of openingsFrom(calendar, start)) {
    const begins = Math.max(opening.from, start);
    if (opening.to - begins >= left) return toInstant(begins + left);
    left -= opening.to - begins;
  }
  throw noHours(calendar, start);
};

/** The latest instant from which `minutes` of working time pass until `to`; the mirror image of `addWorking`. */
export const subtractWorking = (calendar: Calendar, to: Instant, minutes: number): Instant => {
  const end = toMs(to);
  let left = countedMs(minutes);
  if (left === 0) return toInstant(end);
  for (const opening of openingsBefore(calendar, end)) {
    const ends = Math.min(opening.to, end);
    if (ends - opening.from >= left) return toInstant(ends - left);
    left -= ends - opening.from;
  }
  throw noHours(calendar, end);
};

/** Working minutes from `from` to `to`; negative when `to` is the earlier one. */
export const workingMinutesBetween = (calendar: Calendar, from: Instant, to: Instant): number => {
  const [start, end] = [toMs(from), toMs(to)];
  if (start > end) return 0 - workingMinutesBetween(calendar, to, from);
  let sum = 0;
  for (const opening of openingsFrom(calendar, start, end)) {
    sum += Math.min(opening.to, end) - Math.max(opening.from, start);
  }
  return sum / minuteMs;
};

/** `at` itself when it is working time, else the next opening. */
export const nextOpening = (calendar: Calendar, at: Instant): Instant => {
  const ms = toMs(at);
  for (const opening of openingsFrom(calendar, ms)) return toInstant(Math.max(opening.from, ms));
  throw noHours(calendar, ms);
};

/**
 * The same wall time in the calendar's zone `days` calendar days later (negative: earlier), working days or not. A
 * time shown twice that day is the first, a time skipped is the moment it is skipped at. 0 gives `from` itself.
 */
export const addCalendarDays = (calendar: Calendar, from: Instant, days: number): Instant => {
  const start = toMs(from);
  if (wholeDays(days) === 0) return toInstant(start);
  return toInstant(fromLocal(calendar.zone, toLocal(calendar.zone, start) + days * dayMs));
};

/** `duration` after `from`, before it when the amount is negative. Plain minutes and hours are real time. */
export const addDuration = (calendar: Calendar, from: Instant, duration: Duration): Instant => {
  const { amount, unit } = duration;
  switch (unit) {
    case 'minutes':
      return toInstant(toMs(from) + minutesToMs(amount));
    case 'hours':
      return toInstant(toMs(from) + minutesToMs(amount * 60));
    case 'days':
      return addCalendarDays(calendar, from, amount);
    case 'workingMinutes':
      return amount < 0 ? subtractWorking(calendar, from, -amount) : addWorking(calendar, from, amount);
    case 'workingHours':
      return addDuration(calendar, from, { amount: amount * 60, unit: 'workingMinutes' });
    case 'workingDays':
      return addWorkingDays(calendar, from, amount);
  }
};

const minuteMs = 60_000;

const countedMs = (minutes: number) => {
  if (minutes < 0) throw new Error(`Working time to count must not be negative, but is ${minutes} minutes.`);
  return minutesToMs(minutes);
};

const minutesToMs = (minutes: number) => {
  if (!Number.isFinite(minutes)) throw new Error(`${minutes} is not a number of minutes.`);
  return Math.round(minutes * minuteMs);
};
