/** Hours of a day: from and to in minutes since its midnight; above 1440 they last past it. */
type Range = readonly number[];
export type Week = readonly (readonly Range[])[];

/** "09:00–12:30, 13:00–17:00" */
export const rangesText = (ranges: readonly Range[]): string =>
  ranges.map(([from = 0, to = 0]) => `${clock(from)}–${clock(to)}`).join(', ');

/**
 * What somebody wrote; empty for a day without hours.
 * @returns undefined when it cannot be meant
 */
export function rangesOf(text: string): [number, number][] | undefined {
  if (text.trim() === '') return [];
  const ranges = text.split(',').map((part): [number, number] | undefined => {
    const [, h1, m1 = '00', h2, m2 = '00'] =
      /^\s*(\d{1,2})(?:[:.](\d\d))?\s*[-–]\s*(\d{1,2})(?:[:.](\d\d))?\s*$/.exec(part) ?? [];
    if (h1 === undefined || h2 === undefined) return undefined;
    const [from, to] = [Number(h1) * 60 + Number(m1), Number(h2) * 60 + Number(m2)];
    return Number(h1) < 24 && Number(m1) < 60 && Number(m2) < 60 && from !== to
      ? [from, to < from ? to + 1440 : to]
      : undefined;
  });
  return ranges.every((range) => range !== undefined) ? (ranges as [number, number][]) : undefined;
}

/** Days that follow each other and have the same hours, as one: "Mon – Fri", "09:00–17:00". */
export function weekLines(week: Week, locale: string): { days: string; hours: string }[] {
  const names = dayNames(locale, 'short');
  const lines: { from: number; to: number; hours: string }[] = [];
  week.forEach((ranges, day) => {
    const hours = rangesText(ranges);
    const last = lines.at(-1);
    if (last?.hours === hours) last.to = day;
    else lines.push({ from: day, to: day, hours });
  });
  return lines
    .filter(({ hours }) => hours !== '')
    .map(({ from, to, hours }) => ({
      days: from === to ? (names[from] as string) : `${names[from]} – ${names[to]}`,
      hours,
    }));
}

/** Monday first. */
export function dayNames(locale: string, weekday: 'short' | 'long'): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  // The first of January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)));
}

function clock(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const shown = hours >= 24 && minutes !== 1440 ? hours - 24 : hours;
  return `${String(shown).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
