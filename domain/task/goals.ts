import type { Clock, ClockEvent as Happened, Look } from '../../plan/clock.ts';
import { type Clocks, type Goal, goals } from '../../plan/facts.ts';
import { isStopped } from '../../plan/foresee.ts';
import type { Instant } from '../../plan/plan.ts';

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

export const targetKinds = [
  'none',
  'clock_stopped',
  'response',
  'desired_completion',
  'completion',
  'best_effort',
] as const;
export type NextTarget = { readonly is: (typeof targetKinds)[number]; readonly at: Instant | null };

type Worked = {
  readonly finished: boolean;
  readonly assignedAccountId?: string | null | undefined;
  readonly due?: Date | null | undefined;
  readonly clocks?: Clocks | null | undefined;
};

/**
 * What whoever has a task is to reach next: its response while there was none, then its completion; when the process needs it
 * later than it was promised, by then is soon enough. Of what is assigned to no account, or finished, nothing.
 */
export function targetShown({ finished, assignedAccountId, due, clocks }: Worked): NextTarget {
  if (finished || !assignedAccountId) return { is: 'none', at: null };
  const [respond, complete] = [promisedBy(clocks?.respond), promisedBy(clocks?.complete)];
  if ([respond, complete].some((clock) => clock && !clock.metAt && isStopped(clock)))
    return { is: 'clock_stopped', at: null };
  if (respond && !respond.metAt) return { is: 'response', at: breachOf(respond) };
  if (!complete || complete.metAt) return { is: 'best_effort', at: null };
  const promised = breachOf(complete);
  const needed = due?.toISOString();
  return needed && promised && needed > promised
    ? { is: 'desired_completion', at: needed }
    : { is: 'completion', at: promised };
}

/** Of what is not promised a ledger may be kept as well. */
const promisedBy = (clock: Clock | undefined) => (clock?.bestEffort ? undefined : clock);

const breachOf = ({ breachedAt, breachesAt }: Clock): Instant | null => breachedAt ?? breachesAt ?? null;
