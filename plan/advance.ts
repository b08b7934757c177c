import { nextInstant } from './clock.ts';
import { decideAll, evaluate, type Known, UNKNOWN, type Unknown } from './evaluate.ts';
import { type Facts, isHalting, isOpen, isReleasing, type NodeFact, type ProcessStatus } from './facts.ts';
import { resolveMoment } from './moment.ts';
import type { Expr, Instant, Json, Moment, NodeId, PlainDate, PlanNode } from './plan.ts';

/** What `advance` decides; applying it and deciding again at the same instant yields an empty step. */
export type Step = {
  readonly activate: readonly Activation[];
  /** Nodes in branches not taken. */
  readonly skip: readonly NodeId[];
  readonly status: ProcessStatus;
  /** Present when the process is over. */
  readonly output?: Json;
  /** When to look again at the latest, whatever happens; absent = only when told. */
  readonly wakeAt?: Instant;
};

export type Activation = {
  readonly node: PlanNode;
  readonly round: number;
  readonly due?: Instant;
  /** `with` of a task or automation, `show` of an approval. */
  readonly input: Json;
  /** Person ids: whom an approval asks, or who must do the task. */
  readonly people: readonly string[];
};

/**
 * Decides what a process has come to at `at`: what is ready, what is skipped, whether it halts or is over, when to
 * look again. A pure function of the plan (`nodes`: expanded) and the facts.
 */
export function advance(facts: Facts, nodes: readonly PlanNode[], at: Instant): Step {
  if (facts.status === 'completed') return { activate: [], skip: [], status: 'completed' };
  const position = locate(facts, nodes);
  const wakeUps: Instant[] = [];
  const activate: Activation[] = [];
  const skip: NodeId[] = [];
  for (const node of nodes) {
    const fact = facts.nodes.get(node.id);
    if (position.get(node.id)?.state === 'skipped' && fact?.status === 'registered') skip.push(node.id);
    if (position.get(node.id)?.state !== 'ready') continue;
    const moments = momentsOf(facts, position);
    const from = node.notBefore && moments(node.notBefore);
    if (from && from > at) wakeUps.push(from);
    else activate.push(activation(node, fact?.round ?? 1, moments, knownOf(facts)));
  }
  for (const fact of facts.nodes.values()) wakeUps.push(...wakeUpsOf(fact));
  const states = [...position.values()].map((place) => place.state);
  const over = activate.length === 0 && states.every((state) => state === 'done' || state === 'skipped');
  const soonest = wakeUps.sort()[0];
  return {
    activate,
    skip,
    status: over ? 'completed' : states.includes('halted') ? 'progress_halted' : 'in_progress',
    ...(over ? { output: known(evaluate(facts.plan.output, knownOf(facts))) } : {}),
    ...(soonest && !over ? { wakeAt: soonest } : {}),
  };
}

type Place = {
  readonly state: 'waiting' | 'ready' | 'open' | 'done' | 'skipped' | 'halted';
  readonly completedAt?: Instant;
};

/** Where every node stands; predecessors stand before their successors, so one pass is enough. */
function locate(facts: Facts, nodes: readonly PlanNode[]): Map<NodeId, Place> {
  const places = new Map<NodeId, Place>();
  const scope = knownOf(facts);
  for (const node of nodes) {
    const before = node.after.map((id) => places.get(id)).filter((place) => place !== undefined);
    places.set(node.id, place(node, facts.nodes.get(node.id), before, scope));
  }
  return places;
}

function place(node: PlanNode, fact: NodeFact | undefined, before: readonly Place[], scope: Known): Place {
  if (fact && isHalting(fact.status)) return { state: 'halted' };
  if (fact && isReleasing(fact.status)) {
    return fact.activatedAt || fact.finishedAt
      ? { state: 'done', completedAt: fact.finishedAt ?? (fact.activatedAt as Instant) }
      : { state: 'skipped' };
  }
  if (fact && isOpen(fact.status)) return { state: 'open' };
  const decided = decideAll(node.when, scope);
  if (decided === false) return { state: 'skipped' };
  if (decided === undefined) return { state: 'waiting' };
  if (!before.every(({ state }) => state === 'done' || state === 'skipped')) return { state: 'waiting' };
  if (node.kind !== 'milestone') return { state: 'ready' };
  const reached = latest(before.flatMap(({ completedAt }) => completedAt ?? []));
  return reached ? { state: 'done', completedAt: reached } : { state: 'done' };
}

function activation(
  node: PlanNode,
  round: number,
  moments: (moment: Moment) => Instant | undefined,
  scope: Known,
): Activation {
  const value = (expr: Expr) => known(evaluate(expr, scope));
  const due = node.due && moments(node.due);
  const people =
    node.kind === 'approval' ? node.approvers.map(value) : node.kind === 'task' && node.by ? [value(node.by)] : [];
  return {
    node,
    round,
    ...(due ? { due } : {}),
    input: node.kind === 'milestone' ? null : value(node.kind === 'approval' ? node.show : node.with),
    people: [...new Set(people.flat().filter((id): id is string => typeof id === 'string'))],
  };
}

/** Resolves moments of this process: dates from its input, completions from where its nodes stand. */
function momentsOf(facts: Facts, position: ReadonlyMap<NodeId, Place>): (moment: Moment) => Instant | undefined {
  const scope = knownOf(facts);
  return (moment) =>
    resolveMoment(moment, {
      calendar: facts.calendar,
      date: (expr) => known(evaluate(expr, scope)) as PlainDate | undefined,
      completedAt: (id) =>
        position.get(id)?.completedAt ?? (position.get(id)?.state === 'skipped' ? facts.startedAt : undefined),
    });
}

function knownOf(facts: Facts): Known {
  const outputs = new Map<NodeId, Json>();
  for (const fact of facts.nodes.values()) {
    // A canceled predecessor releases its successors with nothing in place of what it would have handed over.
    if (isReleasing(fact.status)) outputs.set(fact.node, fact.output ?? null);
  }
  return { input: facts.input, outputs };
}

function wakeUpsOf(fact: NodeFact): Instant[] {
  if (!isOpen(fact.status)) return [];
  const clocks = [fact.clocks?.respond, fact.clocks?.complete].flatMap((clock) => (clock && nextInstant(clock)) ?? []);
  const soon = fact.clocks?.dueSoon;
  return [...clocks, ...(soon && !soon.toldAt ? [soon.at] : []), ...(fact.waitingUntil ? [fact.waitingUntil] : [])];
}

const known = (value: Json | Unknown | undefined): Json => (value === UNKNOWN || value === undefined ? null : value);
const latest = (instants: readonly Instant[]): Instant | undefined => [...instants].sort().at(-1);
