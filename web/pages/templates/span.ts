import type { PlanPreview } from './queries.ts';

type Row = PlanPreview['rows'][number];
/** ms since the epoch */
export type Span = { readonly from: number; readonly to: number };

const day = 86_400_000;

/** From the first that happens to the last, with a little room. */
export function spanOf(rows: readonly Row[]): Span {
  const times = rows.flatMap(({ startsAt, finishesAt, due }) => [startsAt, finishesAt, ...(due ? [due] : [])]);
  const all = times.map((time) => Date.parse(time));
  const [from, to] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(day / 2, (to - from) * 0.02);
  return { from: from - room, to: to + room };
}

/** Where in the span an instant lies, in percent. */
export const placeIn = ({ from, to }: Span, at: number) => ((at - from) / (to - from)) * 100;

/** Midnights, in the viewer's time, about as many as fit. */
export function ticksOf({ from, to }: Span, most = 5): number[] {
  const days = Math.max(1, Math.ceil((to - from) / day / most));
  const step = [1, 2, 7, 14, 28, 56, 91, 182, 364].find((one) => one >= days) ?? days;
  const first = new Date(from);
  first.setHours(24, 0, 0, 0);
  // Weeks begin on Mondays.
  if (step % 7 === 0) first.setDate(first.getDate() + ((8 - first.getDay()) % 7));
  const ticks: number[] = [];
  for (const at = first; at.getTime() < to; at.setDate(at.getDate() + step)) ticks.push(at.getTime());
  return ticks;
}
