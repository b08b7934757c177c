import { endOfWorkingDay, nearestWorkingDay } from '../../plan/calendar.ts';
import { NoWorkingHours } from '../../plan/opening.ts';
import type { Calendar, PlainDate } from '../../plan/plan.ts';
import { dayMs, fromLocal, toDay } from '../../plan/zone.ts';
import type { Door } from '../store.ts';
import type { stayEndings } from './person.entity.ts';

export type Dates = {
  readonly startsOn: PlainDate | null;
  readonly endsOn: PlainDate | null;
  readonly endsWith: (typeof stayEndings)[number];
};

/**
 * The instants at which a stay begins and ends. `calendar` is that of the person's home; `zone` that of his site, where it
 * has one of its own. The first day begins and the last one ends at midnight there: a midnight shown twice is the first, one
 * that is skipped is the moment it is skipped at. With the working hours it ends at the last closing on or before that day.
 */
export function instantsOf(calendar: Calendar, zone: string | null, { startsOn, endsOn, endsWith }: Dates) {
  const there = zone === null ? calendar : { ...calendar, zone };
  const midnight = (day: number) => new Date(fromLocal(there.zone, day * dayMs));
  return {
    startsAt: startsOn === null ? null : midnight(toDay(startsOn)),
    endsAt:
      endsOn === null ? null : (endsWith === 'working_hours' && closing(there, endsOn)) || midnight(toDay(endsOn) + 1),
  };
}

/** Reckons anew what hangs on a person's site, a site's zone or an account's calendar. `place`: whichever has changed. */
export async function resettle(door: Door, place: string): Promise<void> {
  await door.em.flush();
  const stays = await door.em.execute<Row[]>('select * from stays_at(?)', [place]);
  if (stays.length === 0) return;
  const settled = stays.map(({ person_id, calendar, zone, ...dates }) => {
    const { startsAt, endsAt } = instantsOf(calendar, zone, {
      startsOn: dates.starts_on,
      endsOn: dates.ends_on,
      endsWith: dates.ends_with,
    });
    return { person_id, starts_at: startsAt, ends_at: endsAt };
  });
  await door.em.execute('select settle_stays(?::jsonb)', [JSON.stringify(settled)]);
}

type Row = {
  readonly person_id: string;
  readonly starts_on: PlainDate | null;
  readonly ends_on: PlainDate | null;
  readonly ends_with: Dates['endsWith'];
  readonly calendar: Calendar;
  readonly zone: string | null;
};

/** Undefined in a calendar that has been closed for years by then. */
function closing(calendar: Calendar, endsOn: PlainDate): Date | undefined {
  try {
    const at = endOfWorkingDay(calendar, nearestWorkingDay(calendar, endsOn, 'before'));
    return at === undefined ? undefined : new Date(at);
  } catch (error) {
    if (error instanceof NoWorkingHours) return undefined;
    throw error;
  }
}
