import { type Activation, advance, type Step } from '../../plan/advance.ts';
import { addWorkingDays } from '../../plan/calendar.ts';
import { look, nextInstant, startClock } from '../../plan/clock.ts';
import { decideAll, type Known } from '../../plan/evaluate.ts';
import { isFinished, isHalting, isOpen, isReleasing, type NodeFact, type TaskStatus } from '../../plan/facts.ts';
import { resolveMoment } from '../../plan/moment.ts';
import type { Instant, Json, NodeId, PlanNode } from '../../plan/plan.ts';
import type { Composed } from './advance-plans.ts';
import { amsterdam } from './offices.ts';

/** A Monday at nine in Amsterdam, nine days before the start date of made-up processes. */
export const startedAt = '2027-03-01T08:00:00.000Z';

/** What happens to a process when decisions are applied to the facts as the domain does, without any store. */
export class World {
  readonly composed: Composed;
  facts = new Map<NodeId, NodeFact>();
  at: Instant = startedAt;
  status: Step['status'] = 'registered';
  output: Json | undefined;
  wakeAt: Instant | undefined;
  readonly activated: { readonly activation: Activation; readonly at: Instant }[] = [];

  constructor(composed: Composed) {
    this.composed = composed;
    for (const { id, kind } of composed.nodes) {
      if (kind !== 'milestone') this.facts.set(id, { node: id, status: 'registered', round: 1 });
    }
  }

  /** The same state, to go on from in another way. */
  copy(): World {
    const other = new World(this.composed);
    Object.assign(other, { facts: new Map(this.facts), at: this.at, status: this.status, wakeAt: this.wakeAt });
    return other;
  }

  decide(facts: ReadonlyMap<NodeId, NodeFact> = this.facts): Step {
    const { plan, input, nodes } = this.composed;
    return advance({ plan, input, calendar: amsterdam, status: this.status, startedAt, nodes: facts }, nodes, this.at);
  }

  /** Applies decisions until nothing more is decided. */
  settle(onStep: (step: Step) => void = () => {}): void {
    this.noteTime();
    while (this.status !== 'completed') {
      const step = this.decide();
      onStep(step);
      for (const id of step.skip) this.set(id, { status: 'canceled', finishedAt: this.at });
      for (const activation of step.activate) this.activate(activation);
      this.status = step.status;
      this.wakeAt = step.wakeAt;
      this.output = step.output;
      if (step.skip.length + step.activate.length === 0) return;
    }
  }

  finish(id: NodeId, status: TaskStatus, output?: Json): void {
    this.set(id, { status, finishedAt: this.at, ...(output === undefined ? {} : { output }) });
  }

  /** A new round of what failed. */
  retry(id: NodeId): void {
    this.facts.set(id, { node: id, status: 'registered', round: (this.facts.get(id)?.round ?? 0) + 1 });
  }

  set(id: NodeId, change: Partial<NodeFact>): void {
    this.facts.set(id, { ...(this.facts.get(id) as NodeFact), ...change });
  }

  nodesThat(are: (status: TaskStatus) => boolean): NodeId[] {
    return [...this.facts.values()].filter(({ status }) => are(status)).map(({ node }) => node);
  }

  open = () => this.nodesThat(isOpen).sort();
  halted = () => this.nodesThat(isHalting).sort();

  private activate(activation: Activation): void {
    const { node, due } = activation;
    this.activated.push({ activation, at: this.at });
    const soon = due && addWorkingDays(amsterdam, due, -1);
    const target = node.kind === 'task' ? node.target : {};
    this.set(node.id, {
      status: node.kind === 'automation' ? 'in_progress' : 'assigned',
      activatedAt: this.at,
      ...(due ? { due } : {}),
      clocks: {
        ...(target.respond ? { respond: startClock(amsterdam, this.at, target.respond) } : {}),
        ...(target.complete ? { complete: startClock(amsterdam, this.at, target.complete) } : {}),
        ...(soon && soon > this.at ? { dueSoon: { at: soon } } : {}),
      },
    });
  }

  private noteTime(): void {
    for (const { node, status, clocks, waitingUntil } of [...this.facts.values()]) {
      if (!isOpen(status)) continue;
      const { respond, complete, dueSoon } = clocks ?? {};
      const over = waitingUntil !== undefined && waitingUntil <= this.at;
      const { waitingUntil: _, ...fact } = this.facts.get(node) as NodeFact;
      this.facts.set(node, {
        ...fact,
        ...(over || !waitingUntil ? {} : { waitingUntil }),
        status: over ? 'in_progress' : status,
        clocks: {
          ...(respond ? { respond: look(respond, this.at).clock } : {}),
          ...(complete ? { complete: look(complete, this.at).clock } : {}),
          ...(dueSoon ? { dueSoon: dueSoon.at <= this.at ? { ...dueSoon, toldAt: this.at } : dueSoon } : {}),
        },
      });
    }
  }
}

/** Where a node stands at this moment, worked out anew from the rules by recursion, to compare `advance` with. */
export class Oracle {
  private readonly world: World;
  private readonly byId: ReadonlyMap<NodeId, PlanNode>;
  private readonly known: Known;
  private readonly released = new Map<NodeId, boolean>();
  private readonly completed = new Map<NodeId, Instant>();

  constructor(world: World) {
    this.world = world;
    this.byId = new Map(world.composed.nodes.map((node) => [node.id, node]));
    const known = { input: world.composed.input, outputs: new Map<NodeId, Json>() };
    for (const node of this.byId.values()) {
      const fact = world.facts.get(node.id);
      if (fact && isReleasing(fact.status)) known.outputs.set(node.id, fact.output ?? null);
      else if (decideAll(node.when, known) === false) known.outputs.set(node.id, null);
    }
    this.known = known;
  }

  /** Its guards let it happen, what is before it is released and its time has come. */
  mayBegin(node: PlanNode): boolean {
    return this.waitsForTimeOnly(node) && (this.opensAt(node) ?? '') <= this.world.at;
  }

  /** What the process would have to be woken for, besides being told. */
  pending(): Instant[] {
    const tasks = [...this.world.facts.values()].filter(({ status }) => isOpen(status));
    const clocks = tasks
      .flatMap(({ clocks }) => [clocks?.respond, clocks?.complete])
      .flatMap((clock) => (clock && nextInstant(clock)) ?? []);
    const dues = tasks.flatMap(({ clocks }) => (clocks?.dueSoon && !clocks.dueSoon.toldAt ? clocks.dueSoon.at : []));
    const waits = tasks.flatMap(({ waitingUntil }) => waitingUntil ?? []);
    const early = [...this.byId.values()].filter((node) => this.untouched(node) && this.waitsForTimeOnly(node));
    const opens = early.flatMap((node) => this.opensAt(node) ?? []).filter((at) => at > this.world.at);
    return [...clocks, ...dues, ...waits, ...opens].sort();
  }

  untouched = ({ id, kind }: PlanNode) => kind === 'milestone' || this.world.facts.get(id)?.status === 'registered';

  ruledOut = (node: PlanNode) => decideAll(node.when, this.known) === false;

  private waitsForTimeOnly(node: PlanNode): boolean {
    return decideAll(node.when, this.known) === true && node.after.every((id) => this.isReleased(id));
  }

  /** Finished, reached or known not to happen. */
  private isReleased(id: NodeId): boolean {
    return remembered(this.released, id, () => {
      const node = this.byId.get(id) as PlanNode;
      const fact = this.world.facts.get(id);
      if (fact && isFinished(fact.status)) return isReleasing(fact.status);
      if (fact && isOpen(fact.status)) return false;
      return this.ruledOut(node) || (node.kind === 'milestone' && this.mayBegin(node));
    });
  }

  private opensAt({ notBefore }: PlanNode): Instant | undefined {
    const { input } = this.world.composed;
    return (
      notBefore &&
      resolveMoment(notBefore, {
        calendar: amsterdam,
        date: (expr) => (expr.is === 'input' ? (input[expr.path[0] as string] as string) : undefined),
        completedAt: (id) => this.completedAt(id),
      })
    );
  }

  private completedAt(id: NodeId): Instant {
    return remembered(this.completed, id, () => {
      const node = this.byId.get(id) as PlanNode;
      const fact = this.world.facts.get(id);
      if (this.ruledOut(node) && !fact?.activatedAt) return startedAt;
      if (fact?.finishedAt) return fact.finishedAt;
      const before = node.after.map((other) => this.completedAt(other));
      return [startedAt, this.opensAt(node) ?? startedAt, ...before].sort().at(-1) as Instant;
    });
  }
}

function remembered<T>(memory: Map<NodeId, T>, id: NodeId, work: () => T): T {
  const known = memory.get(id);
  if (known !== undefined) return known;
  const made = work();
  memory.set(id, made);
  return made;
}
