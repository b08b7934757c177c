import { addDuration, subtractWorking, workingMinutesBetween } from './calendar.ts';
import { decideAll, evaluate, type Known } from './evaluate.ts';
import { isReleasing } from './facts.ts';
import { type Bearings, resolveMoment } from './moment.ts';
import type { Calendar, Instant, Json, JsonObject, NodeId, PlanNode } from './plan.ts';
import { type Course, hasBegun, type Span, spanOf } from './span.ts';

export type { Course } from './span.ts';

export type Schedule = {
  /** In the order of the nodes, those in branches not taken left out. */
  readonly rows: readonly Scheduled[];
  readonly endsAt: Instant;
};

export type Scheduled = {
  readonly node: PlanNode;
  readonly startsAt: Instant;
  readonly finishesAt: Instant;
  readonly due?: Instant;
  /** It finishes after its due. */
  readonly late: boolean;
  /** Finished in fact, not by forecast. */
  readonly finished: boolean;
  /** It may turn out not to happen: that hangs on outputs not known yet. The schedule takes it to happen. */
  readonly conditional: boolean;
  /** It decides when the process ends, not a working minute to spare: such rows make up the critical path. */
  readonly critical: boolean;
  /**
   * By how many working minutes of the owner it may finish later before it, or anything after it, misses its due; a
   * branch without any due must not make the process end later. Negative when something is late already; absent once
   * finished. Dues relative to completions are taken as they stand now.
   */
  readonly slack?: number;
};

/**
 * When everything happens if every target is just met: each of the expanded `nodes` begins as soon as its predecessors
 * and its `notBefore` let it and takes the time its provider promised, approvals two working days, all else none. With
 * facts it is the forecast of a running process: what is finished stands, what is open or has failed ends at its
 * target or, that being past, at once.
 */
export const schedule = (nodes: readonly PlanNode[], input: JsonObject, course: Course): Schedule => {
  const places = placesOf(nodes, input, course);
  const endsAt = latest([course.startedAt, ...[...places.values()].map(({ finishesAt }) => finishesAt)]);
  const critical = criticalAmong(places, endsAt, course.ownerCalendar);
  const bounds = boundsOf(places, endsAt, course.ownerCalendar);
  const rows = [...places.values()].map(({ drivers: _drivers, calendar: _calendar, ...row }): Scheduled => {
    const { node, finishesAt, finished } = row;
    if (finished) return { ...row, critical: false };
    const slack = workingMinutesBetween(course.ownerCalendar, finishesAt, bounds.get(node.id) ?? endsAt);
    return { ...row, critical: critical.has(node.id), slack };
  });
  return { rows, endsAt };
};

type Place = Span &
  Pick<Scheduled, 'node' | 'due' | 'late' | 'conditional'> & {
    /** Whose finish decided when it starts, no working time lying between. */
    readonly drivers: readonly NodeId[];
  };
type Places = ReadonlyMap<NodeId, Place>;

/** The forward pass: predecessors stand before their successors. */
const placesOf = (nodes: readonly PlanNode[], input: JsonObject, course: Course): Places => {
  const places = new Map<NodeId, Place>();
  const known = knownOf(input, course);
  const bearings: Bearings = {
    calendar: course.ownerCalendar,
    date: (expr) => {
      const date = evaluate(expr, known);
      return typeof date === 'string' ? date : undefined;
    },
    // A node that does not happen counts as done from the start.
    completedAt: (id) => places.get(id)?.finishesAt ?? course.startedAt,
  };
  for (const node of nodes) {
    const fact = course.facts?.get(node.id);
    const decided = (fact && hasBegun(fact)) || decideAll(node.when, known);
    if (decided === false) continue;
    const opens = node.notBefore && resolveMoment(node.notBefore, bearings);
    const before = node.after.flatMap((id) => places.get(id) ?? []);
    const free = latest([course.startedAt, opens ?? course.startedAt, ...before.map(({ finishesAt }) => finishesAt)]);
    const span = spanOf(node, fact, free, course);
    const due = fact?.due ?? (node.due && resolveMoment(node.due, bearings));
    places.set(node.id, {
      ...span,
      node,
      ...(due ? { due } : {}),
      late: due !== undefined && span.finishesAt > due,
      conditional: decided === undefined && !span.finished,
      drivers: [
        ...before.filter(({ finishesAt }) => workingMinutesBetween(span.calendar, finishesAt, span.startsAt) === 0),
        ...(opens === span.startsAt ? anchorsOf(node, places) : []),
      ].map((place) => place.node.id),
    });
  }
  return places;
};

const knownOf = (input: JsonObject, { facts }: Course): Known => {
  const outputs = new Map<NodeId, Json>();
  for (const { node, status, output } of facts?.values() ?? [])
    if (isReleasing(status)) outputs.set(node, output ?? null);
  return { input, outputs };
};

/** Those of the completions that `notBefore` waits for that come last. */
const anchorsOf = ({ notBefore }: PlanNode, places: Places): readonly Place[] => {
  if (notBefore?.from.is !== 'completion') return [];
  const anchors = notBefore.from.of.flatMap((id) => places.get(id) ?? []);
  const last = latest(anchors.map(({ finishesAt }) => finishesAt));
  return anchors.filter(({ finishesAt }) => finishesAt === last);
};

const criticalAmong = (places: Places, endsAt: Instant, ownerCalendar: Calendar): ReadonlySet<NodeId> => {
  const found = new Set<NodeId>();
  const open = [...places.values()]
    .filter(({ finishesAt }) => workingMinutesBetween(ownerCalendar, finishesAt, endsAt) === 0)
    .map(({ node }) => node.id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(places.get(id)?.drivers ?? []));
  }
  return found;
};

/** The backward pass: until when everything may finish for what comes after it to be in time. */
const boundsOf = (places: Places, endsAt: Instant, ownerCalendar: Calendar): ReadonlyMap<NodeId, Instant> => {
  const bounds = new Map<NodeId, Instant>();
  const bind = (id: NodeId, at: Instant) => bounds.set(id, earliest([at, bounds.get(id) ?? at]));
  for (const { node, due, startsAt, finishesAt, calendar, finished } of [...places.values()].reverse()) {
    if (finished) continue;
    const until = due ? bind(node.id, due).get(node.id) : bounds.get(node.id);
    const length = workingMinutesBetween(calendar, startsAt, finishesAt);
    const start = subtractWorking(calendar, until ?? endsAt, length);
    for (const id of node.after) bind(id, start);
    if (node.notBefore?.from.is !== 'completion') continue;
    const { amount, unit } = node.notBefore.offset;
    for (const id of node.notBefore.from.of) bind(id, addDuration(ownerCalendar, start, { amount: -amount, unit }));
  }
  return bounds;
};

const latest = (instants: readonly Instant[]): Instant =>
  instants.reduce((one, other) => (other > one ? other : one), '');
const earliest = (instants: readonly Instant[]): Instant =>
  instants.reduce((one, other) => (other < one ? other : one));
