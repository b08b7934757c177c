import { checkCalendar, nextOpening } from '../../plan/calendar.ts';
import type { Calendar, PlainDate } from '../../plan/plan.ts';
import { toInstant, toLocal } from '../../plan/zone.ts';
import { Invalid } from '../problem.ts';

/** Refuses a calendar in which nothing could be counted. `pointer` says where it stands in what was sent. */
export function demandCalendar(calendar: Calendar, pointer: string, at: Date): void {
  const wrong = checkCalendar(calendar) ?? pausedForYears(calendar, at);
  if (wrong) throw new Invalid('The calendar cannot be used.', [{ pointer, message: wrong }]);
}

/** Nine to five, Monday to Friday. */
export function officeHours(zone: string): Calendar {
  const day = [[9 * 60, 17 * 60] as const];
  return { zone, week: [day, day, day, day, day, [], []], holidays: [] };
}

/** The date it is in the calendar's zone. */
export function dayIn(calendar: Calendar, at: Date): PlainDate {
  return toInstant(toLocal(calendar.zone, at.getTime())).slice(0, 10);
}

function pausedForYears(calendar: Calendar, at: Date): string | undefined {
  try {
    nextOpening(calendar, at.toISOString());
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
