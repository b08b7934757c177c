import { setImmediate } from 'node:timers/promises';
import type Holidays from 'date-holidays';
import type { Calendar, PlainDate } from '../../plan/plan.ts';
import { dayMs, fromDay, toDay } from '../../plan/zone.ts';
import { Invalid } from '../problem.ts';
import { demand, type Viewer } from '../viewer.ts';

/** `country`: ISO 3166-1, e.g. `NL`. */
export type Country = { readonly country: string; readonly name: string; readonly regions: readonly Region[] };
/** `region`: unique in its country, e.g. `BY` in DE, or with a part of it, `LA-NO` in US. */
export type Region = { readonly region: string; readonly name: string };
/** `name` is in the country's language. */
export type Holiday = { readonly date: PlainDate; readonly name: string };
/** The public holidays of a country, or of one of its regions, from the first day of `from` to the last of `to`. */
export type HolidaysOf = {
  readonly country: string;
  readonly region?: string | undefined;
  readonly from: number;
  readonly to: number;
  /** Holidays on which there are working hours all the same. */
  readonly except?: readonly PlainDate[] | undefined;
};
/** `holidays` are the days of its own, to which those of a country are added. */
export type AskedCalendar = Calendar & { readonly holidaysOf?: HolidaysOf | undefined };

/** Years whose movable feasts are known. */
export const knownYears = { from: 2000, to: 2075 };
/** Finding those of Hong Kong takes a twentieth of a second a year. */
export const mostYears = 5;

/** All countries and regions whose public holidays are known, by their codes. */
export async function countriesKnown(viewer: Viewer): Promise<Country[]> {
  demand(viewer, ...setsCalendars);
  const known = await library();
  return Object.entries(known.getCountries('en')).map(([country, name]) => {
    const regions = partsOf(known, country).map(({ region, name }) => ({ region, name }));
    return { country, name, regions };
  });
}

/**
 * In order of their dates, days of several days each. Half days are none.
 * @throws Invalid for a country, a region or years of which nothing is known
 */
export async function publicHolidays(viewer: Viewer, of: HolidaysOf): Promise<Holiday[]> {
  demand(viewer, ...setsCalendars);
  return holidaysIn(of, '');
}

/**
 * What was asked, its calendar with the public holidays that it names as plain dates: what is stored does not change with
 * the library.
 * @throws Invalid as `publicHolidays`, and for an exception that is no holiday
 */
export async function withHolidays<A extends { readonly calendar?: AskedCalendar | undefined }>(asked: A): Promise<A> {
  if (!asked.calendar?.holidaysOf) return asked;
  const { holidaysOf, ...calendar } = asked.calendar;
  const pointer = '/calendar/holidaysOf';
  const dates = new Set([...calendar.holidays, ...(await holidaysIn(holidaysOf, pointer)).map(({ date }) => date)]);
  for (const [index, date] of (holidaysOf.except ?? []).entries()) {
    if (!dates.delete(date)) {
      const message = `${date} is none of the holidays, so it cannot be an exception.`;
      throw new Invalid('The calendar cannot be used.', [{ pointer: `${pointer}/except/${index}`, message }]);
    }
  }
  return { ...asked, calendar: { ...calendar, holidays: [...dates].sort() } };
}

const setsCalendars = ['account_admin', 'directory_admin', 'designer'] as const;

/** Loaded when it is first asked: it takes a fifth of a second and 40 MB, and most processes never need it. */
const library = async (): Promise<Holidays> => new (await import('date-holidays')).default();

async function holidaysIn({ country, region, from, to }: HolidaysOf, pointer: string): Promise<Holiday[]> {
  demandYears(from, to, pointer);
  const known = await library();
  known.init(placeOf(known, country, region, pointer));
  const found: Holiday[] = [];
  // The feast of the year before may last into the first.
  for (let year = from - 1; year <= to; year++) {
    for (const { date, start, end, name, type } of known.getHolidays(year)) {
      if (type === 'public') found.push(...daysOf(date.slice(0, 10), end.getTime() - start.getTime(), name));
    }
    await setImmediate();
  }
  return found
    .filter(({ date }) => date >= `${from}-01-01`)
    .sort((a, b) => (a.date === b.date ? a.name.localeCompare(b.name) : a.date < b.date ? -1 : 1));
}

/** Whole days: clocks may be changed on the way. */
function daysOf(first: PlainDate, lasts: number, name: string): Holiday[] {
  const days = Math.floor((lasts + 2 * 3_600_000) / dayMs);
  return Array.from({ length: days }, (_, day) => ({ date: fromDay(toDay(first) + day), name }));
}

function demandYears(from: number, to: number, pointer: string): void {
  const fits = from <= to && to - from < mostYears && from >= knownYears.from && to <= knownYears.to;
  if (fits) return;
  const message = `Ask for 1 to ${mostYears} years from ${knownYears.from} to ${knownYears.to}; these are ${from} to ${to}.`;
  throw new Invalid('These years cannot be asked for.', [{ pointer: `${pointer}/to`, message }]);
}

type Place = { readonly country: string; readonly state?: string; readonly region?: string };

function placeOf(known: Holidays, asked: string, region: string | undefined, pointer: string): Place {
  const country = asked.toUpperCase();
  const countries = known.getCountries('en');
  const name = countries[country];
  if (name === undefined) {
    const message = `"${asked}" is not a country whose holidays are known; known are ${Object.keys(countries).join(', ')}.`;
    throw new Invalid('There are no such holidays.', [{ pointer: `${pointer}/country`, message }]);
  }
  if (region === undefined) return { country };
  const parts = partsOf(known, country);
  const part = parts.find((one) => one.region.toUpperCase() === region.toUpperCase());
  if (part) return part.place;
  const there = parts.map((one) => `${one.region} (${one.name})`).join(', ');
  const message = `${name} has no region "${region}"; ${there ? `it has ${there}` : 'it has none: leave the region out'}.`;
  throw new Invalid('There are no such holidays.', [{ pointer: `${pointer}/region`, message }]);
}

const partsOf = (known: Holidays, country: string): (Region & { readonly place: Place })[] =>
  Object.entries(known.getStates(country) ?? {}).flatMap(([state, name]) => [
    { region: state, name, place: { country, state } },
    ...Object.entries(known.getRegions(country, state) ?? {}).map(([region, name]) => ({
      ...{ region: `${state}-${region}`, name },
      place: { country, state, region },
    })),
  ]);
