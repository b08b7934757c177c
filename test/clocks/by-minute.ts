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
  const ran: { from: number; to: number }[] = [];
  let hours = open[0]!;
  let since: number | undefined = from;
  const usedBy = (now: number) => {
    const running = since === undefined ? [] : [{ from: since, to: now }];
    return [...ran, ...running].reduce((sum, one) => sum + openBetween(hours, one.from, one.to), 0);
  };
  /** Runs from `begin`, where everything was counted anew, to `now`. */
  const run = (begin: number, now: number, over: boolean) => {
    for (const [event, share] of [
      ['warned', 0.75],
      ['breached', 1],
    ] as const) {
      if (since === undefined || events.some((one) => one.event === event)) continue;
      const left = Math.ceil(amount * share) - usedBy(begin);
      const at = left <= 0 ? begin : openAfter(hours, begin, left);
      const happened = at !== undefined && (at < now || (at === now && (event === 'warned' || over)));
      if (happened) events.push({ event, at });
    }
  };
  let begin = from;
  for (const step of steps) {
    run(begin, step.at, step.what === 'stop');
    if ((step.what === 'stop' || step.what === 'meet') && since !== undefined) {
      ran.push({ from: since, to: step.at });
      since = undefined;
    }
    if (step.what === 'edit') {
      hours = open[step.to]!;
      begin = step.at;
    }
    if (step.what === 'resume' && since === undefined) [since, begin] = [step.at, step.at];
  }
  run(begin, end, false);
  return { events, used: usedBy(end) };
}
