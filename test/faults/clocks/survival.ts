import type { Instant } from '../../../plan/plan.ts';
import type { Noted } from './book.ts';
import { type Life, rightEvents, type Standing } from './life.ts';

/** A part that was killed, and when the timers ran out that were armed then, by process. */
export type Blow = {
  readonly part: 'worker' | 'temporal';
  /** ms */
  readonly at: number;
  readonly armed: ReadonlyMap<string, Instant>;
};
export type Survived = { readonly worker: number; readonly temporal: number };

/** How many timers of each seed were armed when a part was killed and brought about their event afterwards. */
export function survivedBy(
  blows: readonly Blow[],
  right: ReadonlyMap<Life, Standing>,
  noted: readonly Noted[],
): ReadonlyMap<number, Survived> {
  const survived = new Map<number, Survived>();
  for (const [life, standing] of right) {
    const sum = { worker: 0, temporal: 0, ...survived.get(life.seed) };
    for (const { part, at, armed } of blows) {
      const timer = Date.parse(armed.get(life.id) ?? '');
      // A breach is certain a millisecond after its instant.
      const due = rightEvents(standing).filter((one) => [0, 1].includes(timer - Date.parse(one.at)));
      const told = due.some(({ task, event, goal }) =>
        noted.some((one) => one.task === task && one.event === event && one.goal === goal && one.noted.getTime() > at),
      );
      if (told) sum[part]++;
    }
    survived.set(life.seed, sum);
  }
  return survived;
}
