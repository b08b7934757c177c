import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { beginningOf, calendarIn, openMinutes, stretch } from '../plan/oracle.ts';
import { dice } from '../visibility/worlds/dice.ts';
import { expected } from './by-minute.ts';
import { type Hours, someCase } from './cases.ts';
import { said } from './product.ts';
import { type Place, places } from './zones.ts';

export type Compared = {
  readonly cases: number;
  readonly zones: ReadonlySet<string>;
  /** What differs, in full: at most a few. */
  readonly divergences: readonly string[];
};
export type Run = {
  readonly seed: number;
  readonly cases: number;
  /** Of how many runs that share the places this is which. */
  readonly share?: readonly [which: number, of: number];
  readonly progress?: (cases: number) => void;
};

/** How many cases there are of a calendar, about; every place has four calendars at least. */
const casesEach = 100;
const enough = 20;

/** Puts the arithmetic of working time beside counting minute by minute, in every place alike often. */
export function compareClocks({ seed, cases, share: [which, of] = [0, 1], progress }: Run): Compared {
  const mine = places().filter((_, i) => i % of === which);
  const calendars = Math.max(4, Math.round(cases / mine.length / casesEach));
  const each = Math.ceil(cases / mine.length / calendars);
  const divergences: string[] = [];
  const zones = new Set<string>();
  let made = 0;
  for (const [i, place] of mine.entries()) {
    if (divergences.length >= enough) break;
    const found = compareIn(place, seed * 10_007 + i, calendars, each);
    divergences.push(...found);
    zones.add(place.zone);
    made += each * calendars;
    progress?.(made);
  }
  return { cases: made, zones, divergences };
}

function compareIn(place: Place, seed: number, count: number, each: number): string[] {
  const at = stretch(place.zone, place.from, place.about);
  const d = dice(seed);
  // Edits of a calendar are calendars of the same place.
  const calendars = fc.sample(calendarIn(at), { numRuns: count + 2, seed });
  const open = calendars.map((calendar) => openMinutes(at, calendar));
  const found: string[] = [];
  for (let first = 0; first < count; first++) {
    const edits = calendars.slice(first, first + 3);
    const changes = edits.flatMap(({ later = [] }) => later.map((version) => beginningOf(at, version.from)));
    const hours: Hours = { calendars: edits, open: open.slice(first, first + 3), changes };
    for (let n = 0; n < each; n++) {
      const one = someCase(d, hours);
      const [right, product] = [expected(hours, one), said(hours, one, at.from)];
      // What lies beyond the stretch is not counted to its end.
      const beyond = right === undefined && (product as number) > 0 === (one.kind !== 'subtract');
      if (beyond || isDeepStrictEqual(product, right)) continue;
      const from = new Date(at.from).toISOString();
      found.push(JSON.stringify({ place, from, one, calendars: hours.calendars, right, product }));
    }
  }
  return found;
}
