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
export const openMinutes = ({ walls }: Stretch, { week, holidays }: Calendar): readonly boolean[] => {
  const minutesOn = (date: string) => {
    const sundayFirst = new Date(`${date}T12:00:00Z`).getUTCDay();
    const ranges = holidays.includes(date) ? [] : (week[sundayFirst === 0 ? 6 : sundayFirst - 1] ?? []);
    const minutes = new Array<boolean>(1440).fill(false);
    for (const [from, to] of ranges) minutes.fill(true, from, to);
    return minutes;
  };
  let today = '';
  let minutes: readonly boolean[] = [];
  return walls.map(({ date, minute }) => {
    if (date !== today) [today, minutes] = [date, minutesOn(date)];
    return minutes[minute] === true;
  });
};

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

/** Dates with at least one open minute, in order; the first and last of a stretch are cut off, so they are left out. */
export const openDates = ({ walls }: Stretch, open: readonly boolean[]): readonly string[] => {
  const dates = new Set<string>();
  for (const [index, { date }] of walls.entries()) if (open[index]) dates.add(date);
  return [...dates].filter((date) => date !== walls[0]?.date && date !== walls.at(-1)?.date);
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

/** Any legal week, with holidays among the dates of the stretch. */
export const calendarIn = ({ zone, walls }: Stretch): fc.Arbitrary<Calendar> =>
  fc.record({
    zone: fc.constant(zone),
    week: fc.array(dayHours, { minLength: 7, maxLength: 7 }).filter((week) => week.some((ranges) => ranges.length > 0)),
    holidays: fc.uniqueArray(fc.constantFrom(...new Set(walls.map(({ date }) => date))), { maxLength: 6 }),
  });

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
