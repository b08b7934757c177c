import fc from 'fast-check';
import type { Calendar } from '../../plan/plan.ts';

/**
 * Working time the slow way, sharing no code with the product: Intl.DateTimeFormat is asked for the wall time
 * that UTC minutes of a few weeks show, and they are counted one by one.
 */
export type Stretch = {
  readonly zone: string;
  readonly about: string;
  readonly from: number;
  readonly walls: readonly Wall[];
};
/** What the wall clock shows at a UTC minute. */
type Wall = { readonly date: string; readonly minute: number };

const minuteMs = 60_000;

/** 24 days from `from` on, in UTC minutes. */
export const stretch = (zone: string, from: string, about: string): Stretch => {
  const start = Date.parse(`${from}T00:00:00.000Z`);
  // Swedish writes dates and times the ISO way: 2027-03-28 02:30.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  let date = '';
  // Asked every five minutes: no clock is changed in between, and asking takes long.
  const walls = Array.from({ length: (24 * 1440) / 5 }, (_, index) => {
    const shown = format.format(start + index * 5 * minuteMs);
    // One string a day compares faster than one a minute.
    if (!shown.startsWith(date) || date === '') date = shown.slice(0, 10);
    const minute = Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16));
    return [0, 1, 2, 3, 4].map((more) => ({ date, minute: minute + more }));
  }).flat();
  return { zone, about, from: start, walls };
};

/** One flag per minute of the stretch: is it working time? */
export const openMinutes = (stretch: Stretch, calendar: Calendar): readonly boolean[] =>
  workingDates(stretch, calendar).map((date) => date !== undefined);

/** Per minute of the stretch the date whose working hours it belongs to: past midnight that may be the one before. */
export const workingDates = (
  { walls }: Stretch,
  { week, later = [], holidays }: Calendar,
): readonly (string | undefined)[] => {
  const shown = new Set(walls.map(({ date }) => date));
  const rangesOn = (date: string) => {
    const sundayFirst = new Date(`${date}T12:00:00Z`).getUTCDay();
    // No hours last from a date that the zone skips; before the stretch there is none.
    const exists = shown.has(date) || date < walls[0]!.date;
    let hours = week;
    for (const version of later) if (version.from <= date) hours = version.week;
    return holidays.includes(date) || !exists ? [] : (hours[sundayFirst === 0 ? 6 : sundayFirst - 1] ?? []);
  };
  const datesOn = (date: string) => {
    const before = new Date(Date.parse(`${date}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    const minutes = new Array<string | undefined>(1440).fill(undefined);
    for (const [, to] of rangesOn(before)) if (to > 1440) minutes.fill(before, 0, to - 1440);
    for (const [from, to] of rangesOn(date)) minutes.fill(date, from, Math.min(to, 1440));
    return minutes;
  };
  let today = '';
  let minutes: readonly (string | undefined)[] = [];
  return walls.map(({ date, minute }) => {
    if (date !== today) [today, minutes] = [date, datesOn(date)];
    return minutes[minute];
  });
};

/** When a date of the stretch, or the next that there is, begins: ms since its start. */
export const beginningOf = ({ walls }: Stretch, date: string): number =>
  walls.findIndex((wall) => wall.date >= date) * minuteMs;

/** Open milliseconds from `from` to `to`, both ms since the start of the stretch. */
export const openBetween = (open: readonly boolean[], from: number, to: number): number => {
  let sum = 0;
  for (let index = Math.floor(from / minuteMs); index * minuteMs < to; index += 1) {
    if (open[index]) sum += Math.min(to, (index + 1) * minuteMs) - Math.max(from, index * minuteMs);
  }
  return sum;
};

/** When `wanted` > 0 open milliseconds have passed since `from`; undefined beyond the stretch. */
export const openAfter = (open: readonly boolean[], from: number, wanted: number): number | undefined => {
  let left = wanted;
  for (let index = Math.floor(from / minuteMs); index < open.length; index += 1) {
    if (!open[index]) continue;
    const begins = Math.max(from, index * minuteMs);
    if ((index + 1) * minuteMs - begins >= left) return begins + left;
    left -= (index + 1) * minuteMs - begins;
  }
  return undefined;
};

/** From when `wanted` > 0 open milliseconds pass until `to`; undefined before the stretch. */
export const openBefore = (open: readonly boolean[], to: number, wanted: number): number | undefined => {
  let left = wanted;
  for (let index = Math.ceil(to / minuteMs) - 1; index >= 0; index -= 1) {
    if (!open[index]) continue;
    const ends = Math.min(to, (index + 1) * minuteMs);
    if (ends - index * minuteMs >= left) return ends - left;
    left -= ends - index * minuteMs;
  }
  return undefined;
};

/** Dates with working hours, in order; the first and last two of a stretch are cut off, so they are left out. */
export const openDates = ({ walls }: Stretch, belongs: readonly (string | undefined)[]): readonly string[] => {
  const ends = [0, 1440, walls.length - 1441, walls.length - 1].map((index) => walls[index]?.date);
  return [...new Set(belongs)].filter(
    (date) => date !== undefined && !ends.includes(date) && date > ends[0]!,
  ) as string[];
};

const range = fc
  .tuple(fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 0, max: 1440 }))
  .filter(([from, to]) => from !== to)
  .map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));

const sorted = (ranges: readonly [number, number][]) => {
  const kept: [number, number][] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    if (from >= (kept.at(-1)?.[1] ?? 0)) kept.push([from, to]);
  }
  return kept;
};

const dayHours = fc.oneof(
  fc.constant([]),
  fc.constantFrom(
    [[540, 1020]],
    [
      [480, 720],
      [780, 1020],
    ],
    [[0, 1440]],
    [
      [0, 360],
      [1320, 1440],
    ],
  ),
  fc.array(range, { minLength: 1, maxLength: 4 }).map(sorted),
) as fc.Arbitrary<[number, number][]>;

/** Lets the last hours of some days last past midnight, at most to those of the next. */
const nights = (week: readonly [number, number][][], over: readonly number[]): [number, number][][] =>
  week.map((ranges, day) => {
    const last = ranges.at(-1);
    const most = Math.min(week[(day + 1) % 7]?.[0]?.[0] ?? 1440, last?.[0] ?? 0);
    const longer = Math.min(over[day]!, most);
    return last && longer > 0 ? [...ranges.slice(0, -1), [last[0], 1440 + longer]] : ranges;
  });

const anyWeek = fc
  .tuple(
    fc.array(dayHours, { minLength: 7, maxLength: 7 }).filter((week) => week.some((ranges) => ranges.length > 0)),
    fc.oneof(
      fc.constant([0, 0, 0, 0, 0, 0, 0]),
      fc.array(fc.constantFrom(0, 0, 1, 90, 360, 1440), { minLength: 7, maxLength: 7 }),
    ),
  )
  .map(([week, over]) => nights(week, over));

/** Any legal week, some with others from later dates on, and holidays: all among the dates of the stretch. */
export const calendarIn = ({ zone, walls }: Stretch): fc.Arbitrary<Calendar> => {
  const dates = [...new Set(walls.map(({ date }) => date))];
  const versions = fc
    .uniqueArray(fc.record({ from: fc.constantFrom(...dates), week: anyWeek }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ from }) => from,
    })
    .map((some) => some.sort((a, b) => (a.from < b.from ? -1 : 1)));
  return fc
    .record({
      zone: fc.constant(zone),
      week: anyWeek,
      later: fc.oneof(fc.constant(undefined), versions),
      holidays: fc.uniqueArray(fc.constantFrom(...dates), { maxLength: 6 }),
    })
    .map(({ later, ...calendar }) => (later ? { ...calendar, later: notInto(calendar.week, later) } : calendar));
};

type Version = NonNullable<Calendar['later']>[number];

/** Without the versions that the night before them would last into. */
const notInto = (week: Calendar['week'], later: readonly Version[]): Version[] => {
  const kept: Version[] = [];
  for (const version of later) {
    const before = kept.at(-1)?.week ?? week;
    const day = (new Date(`${version.from}T12:00:00Z`).getUTCDay() + 6) % 7;
    const ends = before[(day + 6) % 7]?.at(-1)?.[1] ?? 0;
    if (ends - 1440 <= (version.week[day]?.[0]?.[0] ?? 1440)) kept.push(version);
  }
  return kept;
};

/** Weeks in which wall clocks do what wall clocks do. */
export const stretches = (): readonly Stretch[] => [
  stretch('Europe/Amsterdam', '2027-03-15', 'an hour skipped'),
  stretch('Europe/Amsterdam', '2027-10-18', 'an hour repeated'),
  stretch('America/New_York', '2027-10-25', 'an hour repeated'),
  stretch('Australia/Lord_Howe', '2027-03-22', 'half an hour repeated'),
  stretch('Australia/Lord_Howe', '2027-09-20', 'half an hour skipped'),
  stretch('America/Santiago', '2027-03-22', 'the last hour of a day repeated'),
  stretch('America/Santiago', '2027-08-23', 'the first hour of a day skipped'),
  stretch('Pacific/Kiritimati', '2028-02-15', '29 February, 14 hours ahead'),
  stretch('Pacific/Apia', '2011-12-17', 'a day skipped'),
  stretch('Asia/Kathmandu', '2027-06-01', '5 hours 45 ahead'),
];
