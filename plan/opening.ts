import type { Calendar, PlainDate, Week } from './plan.ts';
import { dayMs, fromDay, fromLocal, type Span, spanAt, toLocal } from './zone.ts';

/**
 * One unbroken stretch of working time: `[from, to)` in epoch ms, of the working day `day` (days since 1970-01-01), where
 * the wall clock shows `wallFrom` (ms since that day's midnight, a day and more when it is past the next) when it begins.
 */
export type Opening = { readonly from: number; readonly to: number; readonly day: number; readonly wallFrom: number };

/**
 * The openings that end after `from`, in order of time; with `until`, only those that begin before it. An instant is
 * working time when the wall clock of the zone shows a working time of the date it shows, or of the date before that lasts
 * past midnight; so a time skipped in spring does not count and a time shown twice in autumn counts twice. Hours that begin
 * on a holiday are off to their end. Without `until`, it ends after two years without any.
 */
export function* openingsFrom(calendar: Calendar, from: number, until?: number): Generator<Opening, void, void> {
  const { zone } = calendar;
  const hours = hoursOf(calendar);
  let last = from;
  for (let span = spanAt(zone, from); ; span = spanAt(zone, span.to)) {
    // Beginning with the day before, which may last past midnight.
    let day = Math.floor((Math.max(from, span.from) + span.offset) / dayMs) - 1;
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
    for (let ends = (day + 2) * dayMs - span.offset; ends > span.from; ends -= dayMs, day -= 1) {
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

/** The openings of one working day, in order of time; none when it is a holiday or does not exist in the zone. */
export const openingsOn = (calendar: Calendar, day: number): readonly Opening[] => {
  const ranges = rangesOn(hoursOf(calendar), day);
  if (ranges.length === 0) return [];
  // No zone has ever been further from UTC than 26 hours.
  const end = (day + 2) * dayMs + 26 * hourMs;
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
type Hours = {
  readonly zone: string;
  readonly week: Week;
  /** Absent: it is always that week. `from` is a day. */
  readonly later?: readonly { readonly from: number; readonly week: Week }[] | undefined;
  readonly holidays: ReadonlySet<number>;
  /** Whether any hours last past midnight. */
  readonly nightly: boolean;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const compiled = new WeakMap<Calendar, Hours>();
const closed: readonly Range[] = [];

const hoursOf = (calendar: Calendar): Hours => {
  const known = compiled.get(calendar);
  if (known) return known;
  const week = inMs(calendar.week);
  const later = calendar.later?.map((version) => ({ from: dayOf(version.from), week: inMs(version.week) }));
  const holidays = new Set(calendar.holidays.map(dayOf));
  const nightly = [week, ...(later ?? []).map((version) => version.week)].flat(2).some(([, to]) => to > dayMs);
  const hours = { zone: calendar.zone, week, later, holidays, nightly };
  compiled.set(calendar, hours);
  return hours;
};

const inMs = (week: Week): Week => week.map((ranges) => ranges.map(([from, to]) => [from * minuteMs, to * minuteMs]));

// Dates were checked when the calendar was saved; reading them again in full would cost more than the counting.
const dayOf = (date: PlainDate) => Date.parse(date) / dayMs;

const rangesOn = (hours: Hours, day: number) =>
  // 1970-01-01 was a Thursday.
  hours.holidays.has(day) || (hours.nightly && !isShown(hours.zone, day))
    ? closed
    : (weekOn(hours, day)[(((day + 3) % 7) + 7) % 7] ?? closed);

const weekOn = ({ week, later }: Hours, day: number) => later?.findLast(({ from }) => from <= day)?.week ?? week;

/** Whether there is such a date in the zone: where one is skipped, nothing lasts from it into the next. */
const isShown = (zone: string, day: number) => Math.floor(toLocal(zone, fromLocal(zone, day * dayMs)) / dayMs) === day;

/** The part of a day's range that falls into a span: none, for a day or hour the zone skips. */
const within = (span: Span, day: number, [wallFrom, wallTo]: Range): Opening | undefined => {
  const midnight = day * dayMs - span.offset;
  const from = Math.max(midnight + wallFrom, span.from);
  const to = Math.min(midnight + wallTo, span.to);
  return from < to ? { from, to, day, wallFrom: from - midnight } : undefined;
};
