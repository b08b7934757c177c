/** How much of the time is seen at once; `fit`: all of it. */
export const zooms = ['fit', 'weeks', 'days'] as const;
export type Zoom = (typeof zooms)[number];

export type Axis = {
  /** Where an instant stands, in percent of the width. */
  readonly at: (instant: number) => number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** px; undefined: as wide as there is room. */
  readonly width: number | undefined;
  /** A line per tick as a background: how far apart, and where the first is, in percent of the width. */
  readonly lines: { readonly every: number; readonly first: number };
};

const dayMs = 86_400_000;

/**
 * An axis on which all of `instants` have room, in the viewer's time zone.
 * @param instants ms since the epoch
 */
export function axisOf(instants: readonly number[], zoom: Zoom, locale: string): Axis {
  const from = startOfDay(Math.min(...instants));
  const to = Math.max(startOfDay(Math.max(...instants) + dayMs), from + 7 * dayMs);
  const days = (to - from) / dayMs;
  const at = (instant: number) => ((instant - from) / (to - from)) * 100;
  const every = zoom === 'days' ? 1 : days > 120 ? 28 : days > 56 ? 14 : days > 12 || zoom === 'weeks' ? 7 : 1;
  const first = every === 1 ? from : nextMonday(from);
  const ticks = [];
  const label = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  for (let day = first; day < to; day = plusDays(day, every)) {
    // The last one has no room for its words.
    ticks.push({ at: at(day), label: at(day) > 94 && zoom === 'fit' ? '' : label.format(day) });
  }
  const apart = (every * 100) / days;
  return {
    at,
    ticks,
    width: zoom === 'fit' ? undefined : Math.ceil(days * (zoom === 'days' ? 48 : 12)),
    // A background's place in percent is of the room that its image leaves.
    lines: { every: apart, first: apart >= 100 ? 0 : at(first) / (1 - apart / 100) },
  };
}

function startOfDay(instant: number): number {
  return new Date(instant).setHours(0, 0, 0, 0);
}

function nextMonday(day: number): number {
  return plusDays(day, (8 - new Date(day).getDay()) % 7);
}

/** The same hour some days later, also over the change to summer time. */
function plusDays(day: number, days: number): number {
  const moved = new Date(day);
  return moved.setDate(moved.getDate() + days);
}
