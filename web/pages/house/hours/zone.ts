const formats = new Map<string, Intl.DateTimeFormat>();

/** When a clock in `zone` shows `minutes` after the midnight of `date`, in ms since the epoch. */
export function instantOf(zone: string, date: string, minutes: number): number {
  const local = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  // Twice: near a change of clocks the first guess may lie on its other side.
  const guess = local - offsetAt(zone, local);
  return local - offsetAt(zone, guess);
}

/** ms by which clocks in the zone are ahead of UTC. */
function offsetAt(zone: string, ms: number): number {
  const format = formats.get(zone) ?? made(zone);
  const shown = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)])) as Shown;
  return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - Math.floor(ms / 60_000) * 60_000;
}
type Shown = { year: number; month: number; day: number; hour: number; minute: number };

function made(zone: string): Intl.DateTimeFormat {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
