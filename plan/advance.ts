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
  const { places, scope, moments } = locate(facts, nodes, at);
  const wakeUps: Instant[] = [];
  const activate: Activation[] = [];
  const skip: NodeId[] = [];
  for (const node of nodes) {
    const { state, from } = places.get(node.id) as Place;
    const fact = facts.nodes.get(node.id);
    if (state === 'skipped' && fact?.status === 'registered') skip.push(node.id);
    if (state === 'early') wakeUps.push(from as Instant);
    if (state === 'ready') activate.push(activation(node, fact?.round ?? 1, moments, scope));
  }
  for (const fact of facts.nodes.values()) wakeUps.push(...wakeUpsOf(fact));
  const states = [...places.values()].map((place) => place.state);
  const over = states.every((state) => state === 'done' || state === 'skipped');
  const soonest = wakeUps.sort()[0];
  return {
    activate,
    skip,
    status: over ? 'completed' : states.includes('halted') ? 'progress_halted' : 'in_progress',
    ...(over ? { output: known(evaluate(facts.plan.output, scope)) } : {}),
    ...(soonest && !over ? { wakeAt: soonest } : {}),
  };
}

type Place = {
  /** `early`: ready but for its `notBefore`. */
  readonly state: 'waiting' | 'early' | 'ready' | 'open' | 'done' | 'skipped' | 'halted';
  readonly from?: Instant;
  readonly completedAt?: Instant;
};
export type Position = {
  readonly places: ReadonlyMap<NodeId, Place>;
  readonly scope: Known;
  /** Resolves moments of this process: dates from its input, completions from where its nodes stand. */
  readonly moments: (moment: Moment) => Instant | undefined;
};

/** Where every node stands; predecessors stand before their successors, so one pass is enough. */
export function locate(facts: Facts, nodes: readonly PlanNode[], at: Instant): Position {
  const places = new Map<NodeId, Place>();
  const outputs = outputsOf(facts);
  const scope: Known = { input: facts.input, outputs };
  const moments = (moment: Moment) =>
    resolveMoment(moment, {
      calendar: facts.calendar,
      date: (expr) => known(evaluate(expr, scope)) as PlainDate | undefined,
      completedAt: (id) => places.get(id)?.completedAt,
    });
  const place = (node: PlanNode, fact: NodeFact | undefined): Place => {
    if (fact && isHalting(fact.status)) return { state: 'halted' };
    if (fact && isOpen(fact.status)) return { state: 'open' };
    const begun = fact?.activatedAt !== undefined;
    const decided = begun || decideAll(node.when, scope);
    // Skipping leaves a finish behind as canceling does; what never happens counts as completed from the start.
    if (decided === false) return { state: 'skipped', completedAt: facts.startedAt };
    if (fact && isReleasing(fact.status)) {
      return { state: 'done', completedAt: fact.finishedAt ?? fact.activatedAt ?? facts.startedAt };
    }
    const before = node.after.flatMap((id) => places.get(id) ?? []);
    if (decided === undefined || !before.every(({ state }) => state === 'done' || state === 'skipped')) {
      return { state: 'waiting' };
    }
    const from = node.notBefore && moments(node.notBefore);
    if (from && from > at) return { state: 'early', from };
    if (node.kind !== 'milestone') return { state: 'ready' };
    const reached = [facts.startedAt, from ?? '', ...before.map(({ completedAt }) => completedAt as Instant)];
    return { state: 'done', completedAt: reached.sort().at(-1) as Instant };
  };
  for (const node of nodes) {
    const found = place(node, facts.nodes.get(node.id));
    places.set(node.id, found);
    if (found.state === 'skipped') outputs.set(node.id, null);
  }
  return { places, scope, moments };
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

/** A canceled predecessor releases its successors with nothing in place of what it would have handed over. */
function outputsOf(facts: Facts): Map<NodeId, Json> {
  const finished = [...facts.nodes.values()].filter(({ status }) => isReleasing(status));
  return new Map(finished.map(({ node, output }) => [node, output ?? null]));
}

function wakeUpsOf(fact: NodeFact): Instant[] {
  if (!isOpen(fact.status)) return [];
  const clocks = [fact.clocks?.respond, fact.clocks?.complete].flatMap((clock) => (clock && nextInstant(clock)) ?? []);
  const soon = fact.clocks?.dueSoon;
  return [...clocks, ...(soon && !soon.toldAt ? [soon.at] : []), ...(fact.waitingUntil ? [fact.waitingUntil] : [])];
}

const known = (value: Json | Unknown | undefined): Json => (value === UNKNOWN || value === undefined ? null : value);
