import fc from 'fast-check';
import { type StopReason, stopReasons } from '../../plan/clock.ts';
import type { Ending } from '../../plan/ledger.ts';
import { type Calendar, type Impact, impacts } from '../../plan/plan.ts';
import { calendarIn, type Stretch, stretch } from '../plan/oracle.ts';
import { type Dice, dice } from '../visibility/worlds/dice.ts';

/** An agreement between two accounts that have no other, with what was done by it. Times in ms since 1970. */
export type World = {
  readonly seed: number;
  readonly at: Stretch;
  readonly calendar: Calendar;
  /** What became of the trust by which the tasks are shown. */
  readonly trust: 'accepted' | 'suspended' | 'revoked';
  /** Ms by which the clocks of its processes were moved. */
  readonly ahead: number;
  readonly tasks: readonly TaskSpec[];
  /** Dates of the provider's zone; the last goes on where the stretch reaches into the future. */
  readonly periods: readonly { readonly from: string; readonly to: string }[];
};
/** The truth of a task, of which the product is shown no more than its clocks. */
export type TaskSpec = {
  readonly impact: Impact;
  readonly start: number;
  /** What is promised, in ms; null: nothing. */
  readonly respond: Promise | null;
  readonly complete: Promise | null;
  /** In order; the last may be without end. */
  readonly stops: readonly StopSpec[];
  /** When work began. */
  readonly responded?: number;
  readonly ended?: { readonly at: number; readonly how: Ending; readonly byHand: boolean };
  /** Where only who is concerned sees it: at the customer, at the provider. */
  readonly confidential: readonly [customer: boolean, provider: boolean];
  /** First it was taken to be otherwise: its stops, and what was promised. */
  readonly corrected: boolean;
};
type Promise = { readonly ms: number; readonly plain: boolean };
export type StopSpec = { readonly from: number; readonly to?: number; readonly why: StopReason };

const [minuteMs, dayMs] = [60_000, 86_400_000];

/** Stretches in the past in which wall clocks do what wall clocks do, and one around now in some zones. */
const inThePast = [
  ['Europe/Amsterdam', '2025-03-17'],
  ['Europe/Amsterdam', '2025-10-13'],
  ['America/New_York', '2025-10-20'],
  ['Australia/Lord_Howe', '2025-03-24'],
  ['Australia/Lord_Howe', '2025-09-22'],
  ['America/Santiago', '2025-03-24'],
  ['America/Santiago', '2025-08-25'],
  ['Pacific/Apia', '2011-12-17'],
  ['Pacific/Kiritimati', '2024-02-15'],
  ['Asia/Kathmandu', '2025-06-01'],
  ['UTC', '2025-12-20'],
] as const;
const aroundNow = [
  'Europe/Amsterdam',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Niue',
  'Pacific/Kiritimati',
] as const;

const known = new Map<string, Stretch>();

function stretchOf(zone: string, from: string): Stretch {
  const found = known.get(zone + from) ?? stretch(zone, from, '');
  known.set(zone + from, found);
  return found;
}

export function someWorld(seed: number, now: number): World {
  const d = dice(seed * 7919 + 1);
  const recent = d.chance(40);
  const [zone, day] = recent
    ? [d.of(aroundNow)!, new Date(now - 18 * dayMs).toISOString().slice(0, 10)]
    : d.of(inThePast)!;
  const at = stretchOf(zone, day);
  const [calendar] = fc.sample(calendarIn(at), { numRuns: 1, seed }) as [Calendar];
  const ahead = recent || d.chance(90) ? 0 : 1 + d.below(10 * dayMs);
  const [first, last] = [at.from + dayMs, recent ? now - 1000 : at.from + 21 * dayMs];
  return {
    seed,
    at,
    calendar,
    trust: d.of(['accepted', 'accepted', 'suspended', 'revoked'] as const)!,
    ahead,
    tasks: Array.from({ length: d.below(9) }, () => someTask(d, first, last)),
    periods: somePeriods(d, at, recent),
  };
}

/** Two that follow each other, and both as one: what they add up to. */
function somePeriods(d: Dice, { walls }: Stretch, recent: boolean): World['periods'] {
  const dates = [...new Set(walls.map(({ date }) => date))].slice(1, -1);
  const [a, b] = [d.below(8), 9 + d.below(5)];
  // The end of a stretch around now has not come yet.
  const end = dates[recent ? dates.length - 1 : 14 + d.below(dates.length - 15)]!;
  const [start, middle] = [dates[a]!, dates[b]!];
  return [
    { from: start, to: middle },
    { from: middle, to: end },
    { from: start, to: end },
  ];
}

function someTask(d: Dice, first: number, last: number): TaskSpec {
  const start = someInstant(d, first, last);
  const byHand = d.chance(75);
  const end = d.chance(75) ? someInstant(d, start, last) : undefined;
  const stops = someStops(d, start, end ?? last, end === undefined);
  const standing = stops.at(-1)?.to === undefined ? stops.at(-1) : undefined;
  const responded = d.chance(60) ? someInstant(d, start, standing?.from ?? end ?? last) : undefined;
  const within =
    responded !== undefined && stops.some((one) => one.from < responded && responded < (one.to ?? Infinity));
  return {
    impact: d.of(impacts)!,
    start,
    respond: somePromise(d),
    // Now and then exactly as much as it took: done, or taken away, at the very instant of the breach.
    complete: end && stops.length === 0 && d.chance(25) ? { ms: end - start, plain: true } : somePromise(d),
    stops,
    ...(responded === undefined || within ? {} : { responded }),
    ...(end === undefined
      ? {}
      : {
          ended: {
            at: end,
            how: byHand
              ? d.of(['completed', 'completed', 'completed', 'failed', 'rejected'] as const)!
              : d.of(['canceled', 'failed'] as const)!,
            byHand,
          },
        }),
    confidential: [d.chance(30), d.chance(30)],
    corrected: d.chance(30),
  };
}

function someStops(d: Dice, start: number, end: number, goesOn: boolean): StopSpec[] {
  const stops: StopSpec[] = [];
  let last = start;
  for (let count = d.of([0, 0, 1, 1, 2, 3])!; count > 0; count--) {
    const from = someInstant(d, last, end);
    const to = someInstant(d, from, end);
    const open = count === 1 && (goesOn ? d.chance(40) : d.chance(20));
    if (to === from && !open) break;
    stops.push({ from, ...(open ? {} : { to }), why: d.of(stopReasons)! });
    last = to;
  }
  return stops;
}

const somePromise = (d: Dice): Promise | null =>
  d.chance(20)
    ? null
    : { ms: d.chance(50) ? (1 + d.below(3000)) * minuteMs : 1 + d.below(2 * dayMs), plain: d.chance(25) };

/** Often on the hour, where hours begin and end, or a millisecond beside it. */
function someInstant(d: Dice, from: number, to: number): number {
  const at = from + d.below(Math.max(1, to - from + 1));
  const hour = Math.round(at / (60 * minuteMs)) * 60 * minuteMs + d.of([-1, 0, 0, 1])!;
  return d.chance(40) && hour >= from && hour <= to ? hour : at;
}
