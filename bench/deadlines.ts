import { Temporal } from 'temporal-polyfill';
import { addWorking } from '../plan/calendar.ts';
import type { Calendar } from '../plan/plan.ts';

/** Deadlines a second, by the product and by the loop that anybody would write with the library both rest on. */
export type Deadlines = { readonly product: number; readonly plain: number };

const offices: Calendar = {
  zone: 'Europe/Amsterdam',
  week: [...Array.from({ length: 5 }, () => [[540, 720] as const, [780, 1020] as const]), [], []],
  holidays: ['2027-03-29', '2027-04-27', '2027-05-06', '2027-05-17', '2027-12-27'],
};
const first = Date.UTC(2027, 0, 1);

/**
 * The instants at which 1 to 60 working hours have passed since some time in a year, by both.
 * @throws Error when they differ
 */
export function deadlines(count: number): Deadlines {
  const asked = Array.from({ length: count }, (_, i) => ({
    from: new Date(first + ((i * 7_919_333_117) % (360 * 86_400_000))).toISOString(),
    minutes: 60 + ((i * 7919) % (59 * 60)),
  }));
  // Both are warm before either is timed.
  for (const { from, minutes } of asked.slice(0, 200))
    if (addWorking(offices, from, minutes) !== plain(from, minutes))
      throw new Error(`${minutes} working minutes after ${from} are not the same for both.`);
  const perSecond = (end: (from: string, minutes: number) => string) => {
    const began = performance.now();
    for (const { from, minutes } of asked) end(from, minutes);
    return (count / (performance.now() - began)) * 1000;
  };
  return { product: perSecond((from, minutes) => addWorking(offices, from, minutes)), plain: perSecond(plain) };
}

/** Day by day, range by range, with Temporal's dates in a zone. */
function plain(from: string, minutes: number): string {
  const start = Temporal.Instant.from(from);
  let date = start.toZonedDateTimeISO(offices.zone).toPlainDate();
  for (let left = minutes * 60_000; ; date = date.add({ days: 1 })) {
    if (offices.holidays.includes(date.toString())) continue;
    for (const [opens, closes] of offices.week[date.dayOfWeek - 1] ?? []) {
      const midnight = date.toZonedDateTime(offices.zone);
      const begins = Math.max(midnight.add({ minutes: opens }).epochMilliseconds, start.epochMilliseconds);
      const ends = midnight.add({ minutes: closes }).epochMilliseconds;
      if (ends <= begins) continue;
      if (ends - begins >= left) return new Date(begins + left).toISOString();
      left -= ends - begins;
    }
  }
}
