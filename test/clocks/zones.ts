/** A zone, and the day from which 24 days are counted minute by minute. */
export type Place = { readonly zone: string; readonly from: string; readonly about: string };

const dayMs = 86_400_000;
const year = 2027;

/** Every zone whose clocks change in a year, around each change, and some that are odd otherwise. */
export function places(): readonly Place[] {
  return [
    ...Intl.supportedValuesOf('timeZone').flatMap((zone) =>
      changes(zone).map((day) => ({ zone, from: dateOf(day - 12 * dayMs), about: 'its clocks change' })),
    ),
    { zone: 'Pacific/Apia', from: '2011-12-17', about: 'a day skipped' },
    { zone: 'Pacific/Kiritimati', from: '2028-02-15', about: '29 February, 14 hours ahead' },
    { zone: 'Asia/Kathmandu', from: '2027-06-01', about: '5 hours 45 ahead' },
    { zone: 'Pacific/Niue', from: '2027-06-01', about: '11 hours behind' },
    { zone: 'UTC', from: '2026-12-20', about: 'the turn of the year' },
  ];
}

/** The days of a year, as instants, during which the zone's distance to UTC changes. */
function changes(zone: string): readonly number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = (ms: number) => format.format(ms).split(', ')[1];
  const weeks = Array.from({ length: 52 }, (_, i) => Date.UTC(year, 0, 1) + i * 7 * dayMs);
  return weeks
    .filter((week) => offset(week) !== offset(week + 7 * dayMs))
    .flatMap((week) => Array.from({ length: 7 }, (_, i) => week + i * dayMs))
    .filter((day) => offset(day) !== offset(day + dayMs));
}

const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
