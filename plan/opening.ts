import type { Calendar } from './plan.ts';
import { dayMs, fromDay, isZone, type Span, spanAt, toDay } from './zone.ts';

/**
 * One unbroken stretch of working time: `[from, to)` in epoch ms, on local day `day` (days since 1970-01-01), where
 * the wall clock shows `wallFrom` (ms since midnight) when it begins.
 */
export type Opening = { readonly from: number; readonly to: number; readonly day: number; readonly wallFrom: number };

/** A sentence saying what is wrong with a calendar, or undefined. Every calendar that is saved must pass. */
export const checkCalendar = (calendar: Calendar): string | undefined => {
  const { zone, week, holidays } = calendar;
  if (!isZone(zone)) return `"${zone}" is not a time zone; use a name such as Europe/Amsterdam.`;
  if (week.length !== 7) return `A week has 7 days, Monday first; this one has ${week.length}.`;
  for (const [index, ranges] of week.entries()) {
    const wrong = checkRanges(ranges);
    if (wrong) return `${dayNames[index]}: ${wrong}`;
  }
  if (week.every((ranges) => ranges.length === 0)) return 'A calendar needs working hours on at least one weekday.';
  const wrong = holidays.find((holiday) => !isDate(holiday));
  return wrong === undefined ? undefined : `Holiday "${wrong}" is not a date; write it as 2027-12-25.`;
};

/**
 * The openings that end after `from`, in order of time; with `until`, only those that begin before it. An instant is
 * working time when the wall clock of the zone shows a working time of the date it shows, so a time skipped in spring
 * does not count and a time shown twice in autumn counts twice. Without `until`, it ends after two years without any.
 */
export function* openingsFrom(calendar: Calendar, from: number, until?: number): Generator<Opening, void, void> {
  const { zone } = calendar;
  const hours = hoursOf(calendar);
  let last = from;
  for (let span = spanAt(zone, from); ; span = spanAt(zone, span.to)) {
    let day = Math.floor((Math.max(from, span.from) + span.offset) / dayMs);
    for (let starts = day * dayMs - span.offset; starts < span.to; starts += dayMs, day += 1) {
      if (starts >= (until ?? last + longestPause)) return;
      for (const range of rangesOn(hours, day)) {
        const opening = within(span, day, range);
        if (!opening || opening.to <= from) continue;
        if (until !== undefined && opening.from >= until) return;
        last = opening.to;
        yield opening;
      }
    }
  }
}

/** The openings that begin before `to`, latest first. It ends after two years without any. */
export function* openingsBefore(calendar: Calendar, to: number): Generator<Opening, void, void> {
  const { zone } = calendar;
  const hours = hoursOf(calendar);
  let last = to;
  for (let span = spanAt(zone, to - 1); ; span = spanAt(zone, span.from - 1)) {
    let day = Math.floor((Math.min(to, span.to) - 1 + span.offset) / dayMs);
    for (let ends = (day + 1) * dayMs - span.offset; ends > span.from; ends -= dayMs, day -= 1) {
      if (ends <= last - longestPause) return;
      for (const range of rangesOn(hours, day).toReversed()) {
        const opening = within(span, day, range);
        if (!opening || opening.from >= to) continue;
        last = opening.from;
        yield opening;
      }
    }
  }
}

/** The openings of one local day, in order of time; none when it is a holiday or does not exist in the zone. */
export const openingsOn = (calendar: Calendar, day: number): readonly Opening[] => {
  const ranges = rangesOn(hoursOf(calendar), day);
  if (ranges.length === 0) return [];
  // No zone has ever been further from UTC than 26 hours.
  const end = (day + 1) * dayMs + 26 * hourMs;
  const openings: Opening[] = [];
  for (let at = day * dayMs - 26 * hourMs; at < end; ) {
    const span = spanAt(calendar.zone, at);
    for (const range of ranges) {
      const opening = within(span, day, range);
      if (opening) openings.push(opening);
    }
    at = span.to;
  }
  return openings;
};

/** How long a calendar may go without working hours before counting in it is refused: two years, in ms. */
export const longestPause = 731 * dayMs;

/** A calendar whose holidays leave no working hours for `longestPause`: what is counted in it never ends. */
export class NoWorkingHours extends Error {}

export const noHours = ({ zone }: Calendar, ms: number) =>
  new NoWorkingHours(
    `Counting in the calendar of ${zone} from ${fromDay(Math.floor(ms / dayMs))} met two years without working ` +
      'hours; shorten its list of holidays.',
  );

type Range = readonly [number, number];
type Hours = { readonly week: readonly (readonly Range[])[]; readonly holidays: ReadonlySet<number> };

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const compiled = new WeakMap<Calendar, Hours>();
const closed: readonly Range[] = [];

const checkRanges = (ranges: readonly Range[]) => {
  let last = 0;
  for (const [from, to] of ranges) {
    if (![from, to].every((minute) => Number.isInteger(minute) && minute >= 0 && minute <= 1440)) {
      return `working hours are whole minutes from 0 to 1440, not ${from} to ${to}.`;
    }
    if (from >= to) return `working hours from ${from} to ${to} end before they begin.`;
    if (from < last) return `working hours from ${from} to ${to} overlap those before them or are out of order.`;
    last = to;
  }
  return undefined;
};

const isDate = (text: string) => {
  try {
    toDay(text);
    return true;
  } catch {
    return false;
  }
};

const hoursOf = (calendar: Calendar): Hours => {
  const known = compiled.get(calendar);
  if (known) return known;
  const week = calendar.week.map((ranges) => ranges.map(([from, to]): Range => [from * minuteMs, to * minuteMs]));
  // Dates were checked when the calendar was saved; reading them again in full would cost more than the counting.
  const hours = { week, holidays: new Set(calendar.holidays.map((holiday) => Date.parse(holiday) / dayMs)) };
  compiled.set(calendar, hours);
  return hours;
};

const rangesOn = ({ week, holidays }: Hours, day: number) =>
  // 1970-01-01 was a Thursday.
  holidays.has(day) ? closed : (week[(((day + 3) % 7) + 7) % 7] ?? closed);

/** The part of a day's range that falls into a span: none, for a day or hour the zone skips. */
const within = (span: Span, day: number, [wallFrom, wallTo]: Range): Opening | undefined => {
  const midnight = day * dayMs - span.offset;
  const from = Math.max(midnight + wallFrom, span.from);
  const to = Math.min(midnight + wallTo, span.to);
  return from < to ? { from, to, day, wallFrom: from - midnight } : undefined;
};
