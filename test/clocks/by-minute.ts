import type { ClockEvent } from '../../plan/clock.ts';
import { openAfter, openBefore, openBetween } from '../plan/oracle.ts';
import type { Case, Hours, Story } from './cases.ts';

/**
 * What is right, counted minute by minute in the most tedious way. Times in ms since the start of the stretch; undefined where
 * it lies beyond the stretch.
 */
export function expected({ open }: Hours, one: Case): unknown {
  const hours = open[0]!;
  if (one.kind === 'between') return openBetween(hours, one.from, one.to);
  if (one.kind === 'add') return openAfter(hours, one.from, one.amount);
  if (one.kind === 'subtract') return openBefore(hours, one.from, one.amount);
  if (one.kind === 'opening') {
    const began = openAfter(hours, one.from, 1);
    return began === undefined ? undefined : began - 1;
  }
  return expectedOf(open, one);
}

export type Told = { readonly events: readonly (Pick<ClockEvent, 'event'> & { at: number })[]; readonly used: number };

function expectedOf(open: Hours['open'], { from, amount, steps, end }: Story): Told {
  const events: { event: ClockEvent['event']; at: number }[] = [];
  let stops: { readonly from: number; readonly to?: number; readonly why: string }[] = [];
  let [hours, goal, over] = [open[0]!, amount, Number.POSITIVE_INFINITY];
  let passed = new Set<ClockEvent['event']>();
  const standing = () => (stops.length > 0 && stops.at(-1)!.to === undefined ? stops.at(-1) : undefined);
  /** When it ran, up to `now`. */
  const runs = (now: number) => {
    const begins = [from, ...stops.flatMap(({ to }) => to ?? [])];
    return begins.map((begin, n) => ({ from: begin, to: stops[n]?.from ?? Math.min(now, over) }));
  };
  const usedBy = (now: number) => runs(now).reduce((sum, run) => sum + openBetween(hours, run.from, run.to), 0);
  const reached = (wanted: number, now: number) => {
    let left = wanted;
    for (const run of runs(now)) {
      const at = openAfter(hours, run.from, left);
      if (at !== undefined && at <= run.to) return at;
      left -= openBetween(hours, run.from, run.to);
    }
    return undefined;
  };
  /** What has happened by `now`. `certain`: what would be broken at this very instant is. */
  const see = (now: number, certain: boolean) => {
    for (const [event, share] of [
      ['warned', 0.75],
      ['breached', 1],
    ] as const) {
      const at = passed.has(event) ? undefined : reached(Math.ceil(goal * share), now);
      if (at === undefined || (event === 'breached' && at === now && !certain)) continue;
      passed.add(event);
      events.push({ event, at });
    }
  };
  for (const step of steps) {
    const { at: now, what } = step;
    const wasStanding = standing();
    if (what === 'stop' || what === 'resume' || what === 'look' || what === 'meet') {
      // A clock that runs anyway takes no notice of being told to.
      if (what !== 'resume') see(now, what === 'stop' && !wasStanding);
      if (what === 'meet') over = now;
      const ends = what === 'resume' || (what === 'stop' && wasStanding?.why !== step.why);
      if (wasStanding && ends) stops = [...stops.slice(0, -1), { ...wasStanding, to: now }];
      if (what === 'stop' && !standing()) stops.push({ from: now, why: step.why });
      continue;
    }
    if (what === 'edit') hours = open[step.to]!;
    if (what === 'retarget') goal = step.amount;
    const last = stops.findLast(({ to }) => to !== undefined);
    if (what === 'unstop') stops = stops.filter((stop) => stop !== last);
    const [before, told] = [passed, events.length];
    passed = new Set();
    see(now, standing() !== undefined);
    // Who was told of something is not told again of what is still so.
    events.push(...events.splice(told).filter(({ event }) => !before.has(event)));
  }
  see(Math.min(end, over), false);
  return { events, used: usedBy(end) };
}
