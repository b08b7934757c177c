import type { Calendar, PlainDate } from '../../plan/plan.ts';
import type { Days } from '../../plan/report.ts';
import { fromDay, toDay } from '../../plan/zone.ts';
import { dayIn } from '../account/hours.ts';
import { type Detail, Invalid } from '../problem.ts';

/** What was asked for; a whole month where nothing was: the one that it is now, or that from which on or up to which. */
export function daysOf(calendar: Calendar, now: Date, from: PlainDate | undefined, to: PlainDate | undefined): Days {
  const first = from ?? firstOfMonth(to ? fromDay(toDay(to) - 1) : dayIn(calendar, now));
  const days = { from: first, to: to ?? firstOfNextMonth(first) };
  demandDays(days);
  return days;
}

/** @throws Invalid when there is no such period, or it is longer than ten years */
export function demandDays({ from, to }: Days): void {
  const faults: Detail[] = [];
  for (const [name, date] of Object.entries({ from, to })) {
    if (date < earliest || date > latest)
      faults.push({ pointer: `/${name}`, message: `Give a date from ${earliest} to ${latest}.` });
  }
  if (from >= to) faults.push({ pointer: '/to', message: `It is the day after the last, and must lie after ${from}.` });
  else if (toDay(to) - toDay(from) > most) faults.push({ pointer: '/to', message: 'A period has at most ten years.' });
  if (faults.length) throw new Invalid('There is no such period.', faults);
}

const [earliest, latest, most] = ['2000-01-01', '2200-01-01', 3653];

const firstOfMonth = (date: PlainDate) => `${date.slice(0, 8)}01`;
const firstOfNextMonth = (date: PlainDate) => firstOfMonth(fromDay(toDay(firstOfMonth(date)) + 31));
