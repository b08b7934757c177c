import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../../plan/clock.ts';
import type { Instant } from '../../../plan/plan.ts';
import type { Noted } from './book.ts';
import type { EventName } from './ledger.ts';
import { type Life, rightEvents, type Standing, standings } from './life.ts';
import { type Survived, survivedBy } from './survival.ts';
import type { Trial } from './trial.ts';

export type Verdict = {
  readonly events: number;
  readonly early: number;
  readonly missing: number;
  readonly doubled: number;
  /** In words: what is stamped otherwise than it should be, or should not be there. */
  readonly wrong: readonly string[];
  /** How many timers of each seed ran out after a part was killed while they were armed. */
  readonly survived: ReadonlyMap<number, Survived>;
};
type Found = { readonly event: EventName; readonly at: Instant; readonly noted: Noted };

/** Puts what was told and stored beside what follows from the ledgers. */
export async function judge(trial: Trial, lives: readonly Life[]): Promise<Verdict> {
  const ids = lives.map(({ id }) => id);
  const now = await trial.rest(lives);
  const right = await standings(trial.book, trial.ownerCalendar, lives, (life) =>
    new Date(now.get(life)!).toISOString(),
  );
  const noted = await trial.book.noted(ids);
  const wrong: string[] = [];
  const counts = { events: 0, early: 0, missing: 0, doubled: 0 };
  for (const life of lives) {
    const standing = right.get(life)!;
    const found = pair(
      standing,
      noted.filter(({ process }) => process === life.id),
      counts,
      (what) => wrong.push(`seed ${life.seed}: ${what}`),
    );
    counts.events += found.length;
    counts.early += found.filter((one) => isEarly(one, standing)).length;
    for (const what of misstored(standing)) wrong.push(`seed ${life.seed}: ${what}`);
  }
  return { ...counts, wrong, survived: survivedBy(trial.blows, right, noted) };
}

/** To each event that should have been told the one that was. */
function pair(
  standing: Standing,
  noted: readonly Noted[],
  counts: { missing: number; doubled: number },
  say: (what: string) => void,
): Found[] {
  const key = ({ task, event, goal }: { task: string; event: string; goal: string | null }) =>
    `${task} ${goal} ${event}`;
  const told = Map.groupBy(
    [...noted].sort((a, b) => a.noted.getTime() - b.noted.getTime()),
    key,
  );
  const right = Map.groupBy(rightEvents(standing), key);
  for (const name of told.keys()) if (!right.has(name)) say(`${name} was told and should not be`);
  return [...right].flatMap(([name, should]) => {
    const is = told.get(name) ?? [];
    counts.missing += Math.max(0, should.length - is.length);
    counts.doubled += Math.max(0, is.length - should.length);
    return should.flatMap(({ event, at }, i): Found[] => {
      const one = is[i];
      if (!one) say(`${name} was not told, at ${at}`);
      else if ((event === 'warned' || event === 'breached') && one.says !== at)
        say(`${name} at ${at} is told as ${one.says}`);
      return one ? [{ event, at, noted: one }] : [];
    });
  });
}

/** Written before it was due by the clock of its process; of some the time by which it was written says it more closely. */
function isEarly({ event, at, noted }: Found, { tasks }: Standing): boolean {
  const exact = Date.parse(at);
  const soon = tasks.find(({ row }) => row.id === noted.task)?.row.clocks.dueSoon;
  if (event === 'woken' && Date.parse(noted.says) < exact) return true;
  if (event === 'due_soon' && soon?.toldAt && Date.parse(soon.toldAt) < exact) return true;
  return noted.noted.getTime() + noted.ahead < exact;
}

function misstored({ tasks }: Standing): string[] {
  return tasks.flatMap(({ row, right }) =>
    (['respond', 'complete'] as const).flatMap((goal) => {
      const [is, should] = [partsOf(row.clocks[goal]), partsOf(right.clocks[goal])];
      if (isDeepStrictEqual(is, should)) return [];
      return `${row.id} ${goal} is stored as ${JSON.stringify(is)} where its ledger comes to ${JSON.stringify(should)}`;
    }),
  );
}

/** What has happened to a clock; what is foreseen is left out, since some of it is kept and some is not. */
const partsOf = (clock?: Clock) => {
  if (!clock) return;
  const { startedAt, budget, stops, breachedAt, metAt, warnings } = clock;
  return [startedAt, budget, stops, breachedAt, metAt, warnings.filter(({ passed }) => passed)];
};
