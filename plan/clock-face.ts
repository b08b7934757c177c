import { type Clock, look } from './clock.ts';
import { isStopped, usedMinutes } from './foresee.ts';
import type { Calendar, Instant } from './plan.ts';

/** A clock as people read it; times in working minutes, fractions possible. */
export type ClockFace = {
  readonly goal: number;
  readonly used: number;
  /** Negative once more than the goal is used. */
  readonly remaining: number;
  readonly stopped: boolean;
  readonly breached: boolean;
  readonly metAt?: Instant;
  /** The next warning, or the last; absent when not known, as while the clock is stopped. */
  readonly warnsAt?: Instant;
  readonly breachesAt?: Instant;
};

/** The clock as people read it at `at`. */
export const presentClock = (clock: Clock, calendar: Calendar, at: Instant): ClockFace => {
  const seen = look(clock, at).clock;
  const used = usedMinutes(seen, calendar, at);
  const warnsAt = warnsAtOf(seen);
  const breachesAt = seen.breachedAt ?? seen.breachesAt;
  return {
    goal: seen.budget,
    used,
    remaining: seen.budget - used,
    stopped: isStopped(seen) && !seen.metAt,
    breached: seen.breachedAt !== undefined,
    ...(seen.metAt ? { metAt: seen.metAt } : {}),
    ...(warnsAt ? { warnsAt } : {}),
    ...(breachesAt ? { breachesAt } : {}),
  };
};

/** When it warns next, or did last. */
export const warnsAtOf = ({ warnings }: Clock): Instant | undefined => {
  const next = warnings.find(({ at, passed }) => at && !passed);
  return (next ?? warnings.findLast(({ passed }) => passed))?.at;
};
