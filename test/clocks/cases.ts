import { type StopReason, stopReasons } from '../../plan/clock.ts';
import type { Calendar } from '../../plan/plan.ts';
import type { Dice } from '../visibility/worlds/dice.ts';

/** All times in ms since the start of a stretch, amounts in ms of working time. */
export type Case =
  | { readonly kind: 'between'; readonly from: number; readonly to: number }
  | { readonly kind: 'add'; readonly from: number; readonly amount: number }
  | { readonly kind: 'subtract'; readonly from: number; readonly amount: number }
  | { readonly kind: 'opening'; readonly from: number }
  | Story;

/** A clock, and what happens to it in order. Its calendars are the edits of one, the first being in force at the start. */
export type Story = {
  readonly kind: 'clock';
  readonly from: number;
  readonly amount: number;
  /** When the promise is kept, that is the last. */
  readonly steps: readonly Step[];
  /** When it is looked at last. */
  readonly end: number;
};
export type Step =
  | { readonly at: number; readonly what: 'resume' | 'look' | 'meet' }
  | { readonly at: number; readonly what: 'stop'; readonly why: StopReason }
  /** The hours turn out to be those of another calendar. */
  | { readonly at: number; readonly what: 'edit'; readonly to: number }
  /** So much was promised, and not what was taken to be. */
  | { readonly at: number; readonly what: 'retarget'; readonly amount: number }
  /** The last stop that has ended was none. */
  | { readonly at: number; readonly what: 'unstop' };

/**
 * A calendar with its edits, and one flag per minute and edit: is it working time? `changes`: when other weeks of one of
 * them begin to hold.
 */
export type Hours = {
  readonly calendars: readonly Calendar[];
  readonly open: readonly (readonly boolean[])[];
  readonly changes: readonly number[];
};

const minuteMs = 60_000;
const dayMs = 86_400_000;

export function someCase(d: Dice, hours: Hours): Case {
  const kind = d.of(['between', 'add', 'subtract', 'opening', 'clock', 'clock'] as const)!;
  // Clocks are changed in the middle of a stretch: it is counted towards that, from either side.
  const first = kind === 'subtract' ? 12 : kind === 'opening' ? 8 : 4;
  const from = someInstant(d, hours, first * dayMs, (first + 8) * dayMs);
  if (kind === 'between') return { kind, from, to: someInstant(d, hours, from, from + 9 * dayMs) };
  if (kind === 'opening') return { kind, from };
  if (kind === 'clock') return someStory(d, hours, from);
  return { kind, from, amount: someAmount(d) };
}

function someStory(d: Dice, hours: Hours, from: number): Story {
  const steps: Step[] = [];
  let at = from;
  for (let count = d.below(7); count > 0; count--) {
    at = someInstant(d, hours, at, Math.min(at + d.of([0, minuteMs, dayMs, 3 * dayMs])!, 22 * dayMs));
    steps.push({ at, ...someStep(d, hours) });
  }
  if (d.chance(30)) steps.push({ at, what: 'meet' });
  return { kind: 'clock', from, amount: someAmount(d), steps, end: at + d.below(2 * dayMs) };
}

function someStep(d: Dice, { calendars }: Hours) {
  const what = d.of(['stop', 'resume', 'stop', 'resume', 'look', 'edit', 'retarget', 'unstop'] as const)!;
  if (what === 'stop') return { what, why: d.of(stopReasons)! };
  if (what === 'edit') return { what, to: d.below(calendars.length) };
  return what === 'retarget' ? { what, amount: someAmount(d) } : { what };
}

/** Whole minutes, or any number of milliseconds. */
const someAmount = (d: Dice) => (d.chance(50) ? (1 + d.below(3000)) * minuteMs : 1 + d.below(3 * dayMs));

/** Often where hours begin or end or another week begins, a minute or a millisecond beside it, or exactly there. */
function someInstant(d: Dice, { open, changes }: Hours, from: number, to: number): number {
  const at = from + d.below(to - from + 1);
  if (d.chance(50)) return at;
  const beside = d.of([-minuteMs, -1, 0, 0, 1, minuteMs])!;
  const turn = beside + (changes.length > 0 && d.chance(20) ? d.of(changes)! : nextTurn(d.of(open)!, at));
  return turn >= from && turn <= to ? turn : at;
}

function nextTurn(flags: readonly boolean[], at: number): number {
  let minute = Math.floor(at / minuteMs);
  while (minute + 1 < flags.length && flags[minute] === flags[minute + 1]) minute++;
  return (minute + 1) * minuteMs;
}
