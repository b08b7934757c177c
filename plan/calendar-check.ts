import type { Calendar, PlainDate, Week } from './plan.ts';
import { isZone, toDay } from './zone.ts';

/** A sentence saying what is wrong with a calendar, or undefined. Every calendar that is saved must pass. */
export const checkCalendar = ({ zone, week, later = [], holidays }: Calendar): string | undefined => {
  if (!isZone(zone)) return `"${zone}" is not a time zone; use a name such as Europe/Amsterdam.`;
  const inWeek = checkWeek(week);
  if (inWeek) return inWeek;
  let before = { from: '', week };
  for (const version of later) {
    const wrong = checkVersion(version, before);
    if (wrong) return wrong;
    before = version;
  }
  const wrong = holidays.find((holiday) => !isDate(holiday));
  return wrong === undefined ? undefined : `Holiday "${wrong}" is not a date; write it as 2027-12-25.`;
};

type Version = { readonly from: PlainDate; readonly week: Week };

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const dayMinutes = 1440;

const checkWeek = (week: Week): string | undefined => {
  if (week.length !== 7) return `A week has 7 days, Monday first; this one has ${week.length}.`;
  for (const [day, ranges] of week.entries()) {
    const wrong = checkRanges(ranges);
    if (wrong) return `${dayNames[day]}: ${wrong}`;
    const next = (day + 1) % 7;
    if (lastsInto(week, day, week)) return `${dayNames[day]}: working hours last into those of ${dayNames[next]}.`;
  }
  return week.every((ranges) => ranges.length === 0)
    ? 'A calendar needs working hours on at least one weekday.'
    : undefined;
};

const checkVersion = ({ from, week }: Version, before: Version): string | undefined => {
  if (!isDate(from)) return `"${from}" is not a date from which other hours can hold; write it as 2027-03-01.`;
  if (from <= before.from) {
    return `Hours from ${from} stand after those from ${before.from}; put them in order, each date once.`;
  }
  const wrong = checkWeek(week);
  if (wrong) return `The week from ${from}: ${wrong}`;
  // 1970-01-01 was a Thursday.
  const eve = (((toDay(from) + 2) % 7) + 7) % 7;
  return lastsInto(before.week, eve, week)
    ? `The week from ${from}: ${dayNames[eve]}'s working hours before it last into those of its ${dayNames[(eve + 1) % 7]}.`
    : undefined;
};

/** Whether the hours of a weekday reach into those of the next, which is in `next`. */
const lastsInto = (week: Week, day: number, next: Week) =>
  (week[day]?.at(-1)?.[1] ?? 0) - dayMinutes > (next[(day + 1) % 7]?.[0]?.[0] ?? dayMinutes);

const checkRanges = (ranges: Week[number]) => {
  let last = 0;
  for (const [from, to] of ranges) {
    if (![from, to].every(Number.isInteger) || from < 0 || from >= dayMinutes) {
      return `working hours are whole minutes and begin from 0 to ${dayMinutes - 1}, not ${from} to ${to}.`;
    }
    if (from >= to) return `working hours from ${from} to ${to} end before they begin.`;
    if (to - from > dayMinutes) return `working hours from ${from} to ${to} are longer than a day.`;
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
