import { decide, resolve, UNKNOWN } from './evaluate.ts';
import { limit } from './kit/check.ts';
import { TemplateError } from './kit/error.ts';
import type { Expr, Guard, Json, JsonObject, Moment, NodeId, Plan, PlanNode } from './plan.ts';
import { type Fixed, substitute } from './substitute.ts';

/**
 * The nodes of one process: those inside `each` repeated for every item (`grant-access[2]`, their title naming the
 * item), those in a case the input rules out left out, and with them every mention in `after`. What hangs on
 * outputs stays guarded. Every node stands behind its predecessors, and none has `each` any more.
 * @throws TemplateError when there would be more nodes than the limit
 */
export function expand(plan: Plan, input: JsonObject): readonly PlanNode[] {
  const made: Made = new Map();
  const loops = new Map(plan.nodes.map((node) => [node.id, node.each.map((each) => each.id)]));
  const nodes: PlanNode[] = [];
  for (const node of plan.nodes) {
    const kept: Instance[] = [];
    for (const instance of instancesOf(plan, node, input)) {
      const fixed: Fixed = {
        items: instance.items,
        input,
        idOf: (id) => numbered(id, shared(loops, node, id, instance)),
      };
      const when = open(node.when, fixed);
      if (!when) continue;
      if (nodes.length >= limit) throw tooMany(plan);
      kept.push(instance);
      const before = (ids: readonly NodeId[]) =>
        ids.flatMap((id) =>
          repeated(made.get(id) ?? [], shared(loops, node, id, instance)).map((at) => numbered(id, at)),
        );
      nodes.push(concrete(node, instance, when, fixed, before));
    }
    made.set(node.id, kept);
  }
  return nodes;
}

/** One repetition of a node: its place in every list around it, from the outside in, and the items there. */
type Instance = { readonly index: readonly number[]; readonly items: ReadonlyMap<string, Json> };
type Made = Map<NodeId, readonly Instance[]>;

function instancesOf(plan: Plan, node: PlanNode, input: JsonObject): readonly Instance[] {
  let instances: readonly Instance[] = [{ index: [], items: new Map() }];
  for (const { id, over } of node.each) {
    const deeper: Instance[] = [];
    for (const { index, items } of instances) {
      const list = settled(over, { items, input, idOf: (other) => other });
      if (!Array.isArray(list)) continue;
      if (deeper.length + list.length > limit) throw tooMany(plan);
      list.forEach((item: Json, at) => {
        deeper.push({ index: [...index, at], items: new Map([...items, [id, item]]) });
      });
    }
    instances = deeper;
  }
  return instances;
}

function concrete(
  node: PlanNode,
  { index, items }: Instance,
  when: readonly Guard[],
  fixed: Fixed,
  before: (ids: readonly NodeId[]) => readonly NodeId[],
): PlanNode {
  const { due, notBefore, ...rest } = node;
  const expr = (of: Expr) => substitute(of, fixed) ?? { is: 'const', value: null };
  const moment = (of: Moment): Moment | undefined => {
    if (of.from.is === 'date') return { ...of, from: { is: 'date', date: expr(of.from.date) } };
    const steps = before(of.from.of);
    return steps.length > 0 ? { ...of, from: { is: 'completion', of: steps } } : undefined;
  };
  const [until, from] = [due && moment(due), notBefore && moment(notBefore)];
  const base = {
    id: numbered(node.id, index),
    title: titled(node.title, index, [...items.values()]),
    after: before(node.after),
    when,
    each: [],
    ...(until && { due: until }),
    ...(from && { notBefore: from }),
  };
  switch (rest.kind) {
    case 'task':
      return { ...rest, ...base, with: expr(rest.with), ...(rest.by && { by: expr(rest.by) }) };
    case 'approval':
      return { ...rest, ...base, approvers: rest.approvers.map(expr), show: expr(rest.show) };
    case 'automation':
      return { ...rest, ...base, with: expr(rest.with) };
    case 'milestone':
      return { ...rest, ...base };
  }
}

/** The guards that the input leaves open, or undefined when it rules the node out. */
function open(guards: readonly Guard[], fixed: Fixed): readonly Guard[] | undefined {
  const left: Guard[] = [];
  for (const { on, equals } of guards) {
    const guard: Guard = { on: substitute(on, fixed) ?? { is: 'const', value: null }, equals };
    const decided = decide(guard, { input: fixed.input, outputs: new Map() });
    if (decided === false) return undefined;
    if (decided === undefined) left.push(guard);
  }
  return left;
}

/** The part of the index that `node` has in common with `other`: they share the loops around both. */
function shared(loops: ReadonlyMap<NodeId, readonly string[]>, node: PlanNode, other: NodeId, { index }: Instance) {
  const theirs = loops.get(other) ?? [];
  const own = node.each.findIndex((each, depth) => each.id !== theirs[depth]);
  return index.slice(0, own === -1 ? index.length : own);
}

const repeated = (instances: readonly Instance[], prefix: readonly number[]) =>
  instances.map(({ index }) => index).filter((index) => prefix.every((at, depth) => index[depth] === at));

const numbered = (id: NodeId, index: readonly number[]): NodeId => id + index.map((at) => `[${at}]`).join('');

function titled(title: string, index: readonly number[], items: readonly Json[]) {
  if (index.length === 0) return title;
  const named = items.map((item, depth) =>
    typeof item === 'string' || typeof item === 'number' ? item : index[depth]! + 1,
  );
  return `${title}: ${named.join(', ')}`;
}

function settled(expr: Expr, fixed: Fixed): Json | undefined {
  const value = resolve(substitute(expr, fixed) ?? { is: 'const', value: null }, {
    input: fixed.input,
    outputs: new Map(),
  });
  return value === UNKNOWN ? undefined : value;
}

function tooMany(plan: Plan) {
  const most = limit.toLocaleString('en');
  return new TemplateError(`"${plan.title}" would have more than ${most} steps with this input. Shorten its lists.`);
}
