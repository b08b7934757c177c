import type { Calendar, PlainDate } from '../plan/plan.ts';
import { Failure } from './failure.ts';
import { weekOf } from './hours.ts';

/** What is said of a calendar on the command line. */
export type Change = {
  readonly hours?: readonly string[];
  readonly from?: PlainDate;
  readonly zone?: string;
  readonly clear?: boolean;
  readonly holidaysOf?: string;
  readonly region?: string;
  readonly years?: string;
  readonly free?: string;
  readonly working?: string;
};
type Years = { readonly from: number; readonly to: number };
type Changed = Calendar & {
  readonly holidaysOf?: Years & { country: string; region?: string; except: readonly PlainDate[] };
};

/**
 * The calendar with a change, as the API takes it.
 * @throws Failure when nothing is changed, or what goes together is not there together
 */
export function changed(calendar: Calendar, change: Change, now: Date): Changed {
  const { hours, from, zone = calendar.zone, clear, holidaysOf: country, region, years, free, working } = change;
  if (from && !hours) throw new Failure('Say with --hours which hours hold from then on.', 2);
  if ((region || years) && !country) throw new Failure('Say with --holidays-of whose holidays are meant.', 2);
  if (!hours && zone === calendar.zone && !clear && !country && !free && !working)
    throw new Failure('Nothing would change: say what (add --help for what there is).', 2);
  const except = listOf(working);
  const holidays = [...new Set([...(clear ? [] : calendar.holidays), ...listOf(free)])].sort();
  const other = { ...withHours(calendar, hours, from), zone };
  if (country) {
    const holidaysOf = { country, ...(region ? { region } : {}), ...yearsOf(years, now), except };
    return { ...other, holidays, holidaysOf };
  }
  const missing = except.find((date) => !holidays.includes(date));
  if (missing) throw new Failure(`${missing} is no holiday in this calendar.`, 2);
  return { ...other, holidays: holidays.filter((date) => !except.includes(date)) };
}

/** `2027`, `2027-2029`; absent: the year it is and the two after it. */
export function yearsOf(text: string | undefined, now: Date): Years {
  const year = now.getFullYear();
  if (text === undefined) return { from: year, to: year + 2 };
  const [, from, to = from] = /^(\d{4})(?:-(\d{4}))?$/.exec(text) ?? [];
  if (!from) throw new Failure(`"${text}" is not years: write 2027 or 2027-2029.`, 2);
  return { from: Number(from), to: Number(to) };
}

function withHours(calendar: Calendar, hours: Change['hours'], from: PlainDate | undefined): Calendar {
  if (!hours) return calendar;
  const { zone, later = [], holidays } = calendar;
  const week = weekOf(hours);
  if (!from) return { zone, week, holidays };
  const others = later.filter((version) => version.from !== from);
  return { ...calendar, later: [...others, { from, week }].sort((a, b) => (a.from < b.from ? -1 : 1)) };
}

const listOf = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((date) => date.trim())
    .filter(Boolean);
