import { workingMinutesBetween } from './calendar.ts';
import type { TaskStatus } from './facts.ts';
import type { Calendar, Instant, NodeId } from './plan.ts';
import { toMs } from './zone.ts';

/** One round of a node: an attempt at a task, an approval or an automation. */
export type Round = {
  readonly node: NodeId;
  readonly round: number;
  readonly status: TaskStatus;
  readonly activatedAt?: Instant;
  readonly finishedAt?: Instant;
  /** Whose turn it is while it is open; absent: the product's own. */
  readonly account?: string;
  /** While these last it is the owner's turn. In order; only the last may be open. */
  readonly stops: readonly { readonly from: Instant; readonly to?: Instant }[];
  /** When somebody decided, after it had failed, that it be done again. */
  readonly retriedAt?: Instant;
  /** Since when a suspended trust kept it from being assigned, and whose suspension that was. */
  readonly held?: { readonly from: Instant; readonly account: string };
};

/**
 * What was waited for during `[from, to)`. `work`: a task was with `account`. `stopped`: it waited for the owner.
 * `halted`: it had failed, and nobody of the owner had decided how to go on. `suspended`: `account` had suspended the
 * trust by which it was to be assigned. `planned`: it was not to begin before `notBefore`. `product`: the product's own
 * time, to notice that something had finished and for automations.
 */
export type Link = {
  readonly what: 'work' | 'stopped' | 'halted' | 'suspended' | 'planned' | 'product';
  readonly from: Instant;
  readonly to: Instant;
  /** Absent for what is nobody's: `planned` and `product`. */
  readonly account?: string;
  /** Absent: the end of the process. */
  readonly node?: NodeId;
  readonly round?: number;
  readonly notBefore?: Instant;
};

/** A round by itself: a partition of the time that it was open, to its end or to `at`. */
export function partOf({ node, round, account, ...one }: Round, owner: string, at: Instant): Link[] {
  const { activatedAt, finishedAt } = one;
  if (!activatedAt) return [];
  const work = account === undefined ? { what: 'product' as const } : { what: 'work' as const, account };
  const stopped = { what: 'stopped' as const, account: owner };
  const end = finishedAt !== undefined && finishedAt < at ? finishedAt : at;
  const links: Link[] = [];
  let from = activatedAt;
  const add = (until: Instant | undefined, why: typeof work | typeof stopped) => {
    const to = until === undefined || until > end ? end : until;
    if (to <= from) return;
    links.push({ ...why, from, to, node, round });
    from = to;
  };
  for (const stop of one.stops) {
    add(stop.from, work);
    add(stop.to, stopped);
  }
  add(end, work);
  return links;
}

/** In ms; working time is the owner's. */
export type Length = { readonly working: number; readonly real: number };

/** What a period comes to. The lengths of periods that adjoin add up to that of the whole. */
export function lengthOf(calendar: Calendar, { from, to }: { readonly from: Instant; readonly to: Instant }): Length {
  return { working: Math.round(workingMinutesBetween(calendar, from, to) * 60_000), real: toMs(to) - toMs(from) };
}

export const sumOf = (lengths: readonly Length[]): Length => ({
  working: lengths.reduce((sum, { working }) => sum + working, 0),
  real: lengths.reduce((sum, { real }) => sum + real, 0),
});
