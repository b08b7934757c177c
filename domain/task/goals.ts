import type { Clocks } from '../../plan/facts.ts';
import type { Instant } from '../../plan/plan.ts';

/** What is promised of a task, each with a clock of its own. */
export const goals = ['respond', 'complete'] as const;
export type Goal = (typeof goals)[number];
export type ClockEvent = { readonly goal: Goal; readonly event: 'warned' | 'breached'; readonly at: Instant };

/** The earliest promise still to be kept. */
export function nextTarget(clocks: Clocks | null | undefined): Date | null {
  const open = goals.flatMap((goal) =>
    clocks?.[goal]?.breachesAt && !clocks[goal].metAt ? [clocks[goal].breachesAt] : [],
  );
  return open.length ? new Date(open.sort()[0] as string) : null;
}

/** When each clock breaches, or did, as far as that is known. */
export function breachesOf(clocks: Clocks | null | undefined): { readonly [G in Goal]?: Instant } {
  return Object.fromEntries(
    goals.flatMap((goal) => {
      const at = clocks?.[goal]?.breachedAt ?? clocks?.[goal]?.breachesAt;
      return at ? [[goal, at]] : [];
    }),
  );
}
