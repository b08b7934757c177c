import type { Clock, ClockEvent as Happened, Look } from '../../plan/clock.ts';
import type { Clocks } from '../../plan/facts.ts';
import type { Instant } from '../../plan/plan.ts';

/** What is promised of a task, each with a clock of its own. */
export const goals = ['respond', 'complete'] as const;
export type Goal = (typeof goals)[number];
export type ClockEvent = { readonly goal: Goal } & Happened;

type Turned = { readonly clocks: Clocks | null; readonly events: readonly ClockEvent[] };

/** Changes the clocks of these goals, as far as there are such. */
export function turnClocks(
  clocks: Clocks | null | undefined,
  change: (clock: Clock) => Look,
  of: readonly Goal[],
): Turned {
  const events: ClockEvent[] = [];
  let turned = clocks ?? null;
  for (const goal of of) {
    const clock = turned?.[goal];
    if (!clock) continue;
    const seen = change(clock);
    if (seen.clock === clock) continue;
    turned = { ...turned, [goal]: seen.clock };
    events.push(...seen.events.map((event) => ({ goal, ...event })));
  }
  return { clocks: turned, events };
}

/** The earliest promise still to be kept. */
export function nextTarget(clocks: Clocks | null | undefined): Date | null {
  const open = goals.flatMap((goal) =>
    clocks?.[goal]?.breachesAt && !clocks[goal].metAt ? [clocks[goal].breachesAt] : [],
  );
  return open.length ? new Date(open.sort()[0] as string) : null;
}

/** Whether the promise was kept or broken before that instant. */
export const isDecidedBefore = ({ metAt, breachedAt }: Clock, instant: Instant | undefined): boolean =>
  instant !== undefined && [metAt, breachedAt].some((at) => at !== undefined && at < instant);

/** When each clock breaches, or did, as far as that is known. */
export function breachesOf(clocks: Clocks | null | undefined): { readonly [G in Goal]?: Instant } {
  return Object.fromEntries(
    goals.flatMap((goal) => {
      const at = clocks?.[goal]?.breachedAt ?? clocks?.[goal]?.breachesAt;
      return at ? [[goal, at]] : [];
    }),
  );
}
