import type { Calendar } from '../queries.ts';

/** From and to in minutes since the midnight of the day; above 1440 it lasts past the next. */
export type Range = readonly [number, number];
export type Week = readonly (readonly Range[])[];
export type Kind = 'working' | 'free' | 'holiday';
export type Day = {
  /** `2027-03-01` */
  readonly date: string;
  readonly kind: Kind;
  /** Which of the calendar's weeks: 0 the usual one, 1 the first later one. */
  readonly week: number;
  readonly hours: readonly Range[];
  /** How many minutes of it still belong to the night before. */
  readonly fromEve: number;
};

const dayMs = 86_400_000;
const utcOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
export const shifted = (date: string, days: number) => dateOf(utcOf(date) + days * dayMs);
/** 0 is Monday. */
export const weekdayOf = (date: string) => (new Date(utcOf(date)).getUTCDay() + 6) % 7;
/** The same day of another month, or the last there is. */
export function shiftedMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return dateOf(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

/** What every day of a year is, by the calendar. */
export function yearOf(calendar: Calendar, year: number): Day[] {
  const holidays = new Set(calendar.holidays);
  const days: Day[] = [];
  for (let date = `${year}-01-01`; date.startsWith(String(year)); date = shifted(date, 1)) {
    days.push(dayIn(calendar, holidays, date));
  }
  return days;
}

export const dayOf = (calendar: Calendar, date: string) => dayIn(calendar, new Set(calendar.holidays), date);

function dayIn(calendar: Calendar, holidays: ReadonlySet<string>, date: string): Day {
  const { week, hours } = hoursOn(calendar, date);
  const eve = shifted(date, -1);
  const fromEve = holidays.has(eve) ? 0 : Math.max(0, (hoursOn(calendar, eve).hours.at(-1)?.[1] ?? 0) - 1440);
  if (holidays.has(date)) return { date, kind: 'holiday', week, hours: [], fromEve };
  return { date, kind: hours.length > 0 ? 'working' : 'free', week, hours, fromEve };
}

/** As if there were no holidays. */
function hoursOn({ week: usual, later = [] }: Calendar, date: string) {
  const week = later.findLastIndex(({ from }) => from <= date) + 1;
  return { week, hours: (later[week - 1]?.week ?? usual)[weekdayOf(date)] ?? [] };
}

export const isSame = (one: Day, other: Day) =>
  one.kind === other.kind && JSON.stringify(one.hours) === JSON.stringify(other.hours);

/** What is said of the week: letters that mean nothing else in the picture. */
const letters = 'ABCDEGIJKLMNOPQRSTUWXYZ';
export const letterOf = (week: number) => letters[week] ?? String(week + 1);

export const minutesOf = (hours: readonly Range[]) => hours.reduce((sum, [from, to]) => sum + to - from, 0);

/** `08:30`; past midnight as the clock shows it then. */
export function clockOf(minutes: number): string {
  const shown = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
}

/** An end not after the beginning is meant on the next day. */
export function rangeOf(from: string, to: string): Range {
  const [begins, ends] = [minutesFrom(from), minutesFrom(to)];
  return [begins, ends <= begins ? ends + 1440 : ends];
}
const minutesFrom = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Whether the hours of a day overlap or reach into those of the next. */
export function overlapOf(week: Week, weekday: number): 'itself' | 'next' | undefined {
  const hours = week[weekday] ?? [];
  if (hours.some(([from], index) => index > 0 && from < (hours[index - 1] as Range)[1])) return 'itself';
  const next = week[(weekday + 1) % 7]?.[0]?.[0] ?? 1440;
  return (hours.at(-1)?.[1] ?? 0) - 1440 > next ? 'next' : undefined;
}
