import { noticesIn } from '../outcome.ts';
import type { Trial } from './trial.ts';
import { judge } from './verdict.ts';

export type Run = {
  readonly seeds: number;
  readonly first: number;
  /** How many seeds live at the same time. */
  readonly each: number;
  /** How often all clocks are moved before the year is over. */
  readonly rounds: number;
  readonly progress?: (sofar: Proven) => void;
};
export type Proven = {
  readonly seeds: number;
  /** Seeds that count for nothing: the engine moved a clock of theirs further than asked. Others took their place. */
  readonly astray: number;
  /** How often the worker was killed, and the server killed and started again on the same store. */
  readonly kills: number;
  readonly restarts: number;
  readonly events: number;
  readonly lateness: readonly number[];
  readonly early: number;
  readonly missing: number;
  readonly doubled: number;
  readonly faults: readonly string[];
};

/** Lets clocks run for a year while parts are killed, some seeds at a time, and adds up what was found. */
export async function prove(trial: Trial, { seeds, first, each, rounds, progress }: Run): Promise<Proven> {
  let sum = none;
  for (let next = first; sum.seeds < seeds && sum.faults.length === 0; ) {
    const some = Array.from({ length: Math.min(each, seeds - sum.seeds) }, (_, i) => next + i);
    next += some.length;
    sum = await proveSome(trial, some, rounds, sum);
    progress?.(sum);
  }
  return withNotices(trial, sum);
}

const none: Proven = {
  ...{ seeds: 0, astray: 0, kills: 0, restarts: 0, events: 0, lateness: [] },
  ...{ early: 0, missing: 0, doubled: 0, faults: [] },
};

async function proveSome(trial: Trial, seeds: readonly number[], rounds: number, sum: Proven): Promise<Proven> {
  const all = await trial.live(seeds, rounds);
  const astray = new Set([...trial.astray].map(({ seed }) => seed));
  const lives = all.filter(({ seed }) => !astray.has(seed));
  const { wrong, survived, ...counts } = await judge(trial, lives);
  const spared = [...survived].filter(([, { worker, temporal }]) => worker === 0 || temporal === 0);
  const lateness = [...sum.lateness, ...(await trial.lateness(seeds.length))];
  await trial.end(all);
  const blows = (part: string) => trial.blows.filter((blow) => blow.part === part).length;
  return {
    seeds: sum.seeds + survived.size,
    astray: astray.size,
    kills: blows('worker'),
    restarts: blows('temporal'),
    events: sum.events + counts.events,
    lateness,
    early: sum.early + counts.early + lateness.filter((late) => late < 0).length,
    missing: sum.missing + counts.missing,
    doubled: sum.doubled + counts.doubled,
    faults: [
      ...sum.faults,
      ...wrong,
      ...spared.map(([seed]) => `seed ${seed}: no timer of it was armed while the worker, or the server, was killed`),
      ...trial.plant.fell,
    ],
  };
}

/** Everything that was told lies in the queue exactly once. */
async function withNotices({ org, book }: Trial, sum: Proven): Promise<Proven> {
  const { notices, failed } = await noticesIn(org);
  const queued = Map.groupBy(notices, ({ id }) => id);
  const told = await book.told();
  const missing = told.filter((id) => !queued.has(id)).length;
  const doubled = told.filter((id) => (queued.get(id)?.length ?? 0) > 1).length;
  return { ...sum, missing: sum.missing + missing, doubled: sum.doubled + doubled, faults: [...sum.faults, ...failed] };
}
