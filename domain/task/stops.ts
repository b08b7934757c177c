import { type Clock, reasonOf, type Stop, type StopReason } from '../../plan/clock.ts';
import { isStopped } from '../../plan/foresee.ts';
import type { Instant } from '../../plan/plan.ts';
import { toInstant, toMs } from '../../plan/zone.ts';
import type { Detail } from '../problem.ts';

/** A time in which a clock stood still; without an end it still does. */
export type Pause = { readonly from: Instant; readonly to?: Instant | undefined; readonly why: StopReason };

/** What is wrong with a list of stops for that clock, if anything is. `now`: nothing is known of what comes after. */
export function faultOf(clock: Clock, stops: readonly Stop[], now: Instant): Detail | undefined {
  const end = clock.metAt ?? now;
  let last = clock.startedAt;
  for (const [index, { from, to }] of stops.entries()) {
    const pointer = `/stops/${index}`;
    if (from < last)
      return { pointer, message: `It begins before ${last}: before the clock, or in the stop before it.` };
    if (to !== undefined && to <= from) return { pointer, message: 'It ends before it begins.' };
    if ((to ?? from) > end) return { pointer, message: `It lies after ${end}.` };
    if (to === undefined && index < stops.length - 1) return { pointer, message: 'Only the last may have no end.' };
    last = to ?? from;
  }
  const open = stops.at(-1);
  const stands = isStopped(clock);
  if (stands === (stops.length > 0 && open?.to === undefined)) return undefined;
  const message = stands
    ? 'The clock stands still now: the last stop has no end.'
    : 'The clock does not stand still now: every stop has an end.';
  return { pointer: '/stops', message };
}

/** The stops as far as they lie within a clock, which may have ended before another of the same task. */
export function clippedTo({ metAt }: Clock, stops: readonly Stop[]): readonly Stop[] {
  if (!metAt) return stops;
  return stops.flatMap((stop) => {
    if (stop.from >= metAt) return [];
    return stop.to === undefined || stop.to > metAt ? [{ ...stop, to: metAt }] : [stop];
  });
}

/** Whether all of `inner` lies within `outer`; reasons aside. */
export function within(inner: readonly Stop[], outer: readonly Stop[]): boolean {
  const merged: { from: Instant; to: Instant }[] = [];
  for (const { from, to = forever } of outer) {
    const last = merged.at(-1);
    if (last && last.to >= from) last.to = to;
    else merged.push({ from, to });
  }
  return inner.every(({ from, to = forever }) => merged.some((span) => span.from <= from && to <= span.to));
}

export const stopOf = ({ from, to, why }: Pause): Stop => ({
  from: toInstant(toMs(from)),
  ...(to === undefined ? {} : { to: toInstant(toMs(to)) }),
  ...(why === 'waiting_for_customer' ? {} : { why }),
});

export const pausesOf = (stops: readonly Stop[]): readonly Pause[] =>
  stops.map((stop) => ({ from: stop.from, to: stop.to, why: reasonOf(stop) }));

const forever = '9999';
