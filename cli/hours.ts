import type { Week } from '../plan/plan.ts';
import { Failure } from './failure.ts';

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * A week of lines such as `mon-fri 9:00-12:00 13:00-17:00`, days that none names being closed. Hours that end no later than
 * they begin last past midnight: `fri,sat 22:00-6:00`.
 * @throws Failure for a line that cannot be read, or a day that two name
 */
export function weekOf(lines: readonly string[]): Week {
  const week: Week[number][] = names.map(() => []);
  const named = new Set<number>();
  for (const line of lines) {
    const [days = '', ...hours] = line.trim().toLowerCase().split(/\s+/);
    const ranges = hours.map((range) => rangeOf(range, line));
    if (ranges.length === 0) throw unread(line);
    for (const day of daysOf(days, line)) {
      if (named.has(day))
        throw new Failure(`The hours of ${names[day]} are given twice; give each day's in one line.`, 2);
      named.add(day);
      week[day] = ranges;
    }
  }
  return week;
}

/** A line per run of days with the same hours: days, then hours. */
export function weekText(week: Week): [days: string, hours: string][] {
  const lines: { first: number; last: number; hours: string }[] = [];
  for (const [day, ranges] of week.entries()) {
    const hours =
      ranges.map(([from, to]) => `${timeOf(from)}-${timeOf(to > 1440 ? to - 1440 : to)}`).join(' ') || 'closed';
    const run = lines.at(-1);
    if (run?.hours === hours) run.last = day;
    else lines.push({ first: day, last: day, hours });
  }
  return lines.map(({ first, last, hours }) => [
    first === last ? `${names[first]}` : `${names[first]}-${names[last]}`,
    hours,
  ]);
}

function daysOf(text: string, line: string): number[] {
  return text.split(',').flatMap((part) => {
    const [first = -1, last = first, ...more] = part.split('-').map((name) => names.indexOf(name));
    if (first < 0 || last < first || more.length > 0) throw unread(line);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function rangeOf(text: string, line: string): [number, number] {
  const [, hour = '', minute = '0', toHour = '', toMinute = '0'] =
    /^(\d{1,2})(?::(\d\d))?-(\d{1,2})(?::(\d\d))?$/.exec(text) ?? [];
  const from = Number(hour) * 60 + Number(minute);
  const to = Number(toHour) * 60 + Number(toMinute);
  if (hour === '' || from >= 1440 || to > 1440 || Number(minute) > 59 || Number(toMinute) > 59) throw unread(line);
  return [from, to > from ? to : to + 1440];
}

const timeOf = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

const unread = (line: string) =>
  new Failure(
    `"${line}" is not hours of a week: write days and when they are worked, such as "mon-fri 9:00-12:00 13:00-17:00".`,
    2,
  );
