import { everyMinute } from './calendar.ts';
import { resumeClock, startClock } from './clock.ts';
import { isHalting, isOpen, isReleasing, type NodeFact } from './facts.ts';
import type { Calendar, Duration, Instant, NodeId, PlanNode, RoleName, TaskNode } from './plan.ts';
import { promisedFor } from './target.ts';

export type Course = {
  /** Of the account that owns the process: `due`, `notBefore`, approvals and slack count in it. */
  readonly ownerCalendar: Calendar;
  /** In which an account keeps what it promised for a task. */
  readonly calendars: (role: RoleName, node: TaskNode) => Calendar;
  readonly startedAt: Instant;
  /** With facts: what has happened by `at`; nothing still to do happens before it. Without: `startedAt`. */
  readonly at?: Instant;
  readonly facts?: ReadonlyMap<NodeId, NodeFact>;
};

/** From when until when a node takes in a schedule, and the calendar in which that time is counted. */
export type Span = {
  readonly startsAt: Instant;
  readonly finishesAt: Instant;
  readonly finished: boolean;
  readonly calendar: Calendar;
};

/** The span of a node that is free to start at `free`: as the facts have it, else with its target just met. */
export const spanOf = (node: PlanNode, fact: NodeFact | undefined, free: Instant, course: Course): Span => {
  const now = course.at ?? course.startedAt;
  const allowed =
    node.kind === 'task'
      ? promisedFor(node.target, node.impact ?? 'none').complete
      : node.kind === 'approval'
        ? approvalTime
        : undefined;
  const own = node.kind === 'task' ? course.calendars(node.account, node) : course.ownerCalendar;
  const calendar = allowed && plain.has(allowed.unit) ? everyMinute : own;
  const until = (from: Instant) => (allowed && startClock(own, from, allowed).breachesAt) ?? from;
  if (fact && isReleasing(fact.status)) {
    const finishesAt = fact.finishedAt ?? fact.activatedAt ?? free;
    return { startsAt: fact.activatedAt ?? finishesAt, finishesAt, finished: true, calendar };
  }
  if (fact && isOpen(fact.status)) {
    const startsAt = fact.activatedAt ?? now;
    const promised = promiseOf(fact, own, now) ?? until(startsAt);
    return { startsAt, finishesAt: later(promised, now), finished: false, calendar };
  }
  // A milestone takes no time and nobody: it is reached with its predecessors, not when somebody looks.
  const startsAt = fact && isHalting(fact.status) ? now : node.kind === 'milestone' ? free : later(free, now);
  return { startsAt, finishesAt: until(startsAt), finished: false, calendar };
};

/** Whatever decides about it has let it happen. What is canceled without this may stand in a branch not taken. */
export const hasBegun = ({ status, activatedAt }: NodeFact) =>
  activatedAt !== undefined || isOpen(status) || isHalting(status);

/** What people are given to approve something, where nothing is promised. */
const approvalTime: Duration = { amount: 2, unit: 'workingDays' };
const plain: ReadonlySet<Duration['unit']> = new Set(['minutes', 'hours', 'days']);

/** When the clock of an open task runs out; a stopped one is taken to go on now. */
const promiseOf = ({ clocks }: NodeFact, calendar: Calendar, now: Instant): Instant | undefined => {
  if (!clocks?.complete) return undefined;
  const { clock } = resumeClock(clocks.complete, calendar, now);
  return clock.breachedAt ?? clock.breachesAt;
};

const later = (one: Instant, other: Instant) => (one > other ? one : other);
