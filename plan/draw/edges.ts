import type { Expr, Guard, NodeId, Plan, PlanNode } from '../plan.ts';

/** A point at which the process takes one of several ways. */
export type Gateway = {
  readonly id: string;
  /** As a question: `workplace?`. */
  readonly title: string;
  /** The step whose output decides; absent when the input does. */
  readonly after?: NodeId;
  /** The way of an outer gateway on which this one stands. */
  readonly inside?: Way;
};
export type Way = { readonly gateway: string; readonly value: string };
export type Edge = { readonly from: string; readonly to: string; readonly value?: string };

/** What connects the steps of a plan, without the connections that follow from others. */
export function edgesOf({ nodes }: Plan): { readonly gateways: readonly Gateway[]; readonly edges: readonly Edge[] } {
  const gateways = new Map<string, Gateway>();
  const edges: Edge[] = [];
  const earlier = ancestorsOf(nodes);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) {
    const way = node.when.reduce<Way | undefined>((inside, guard) => wayOf(gateways, byId, guard, inside), undefined);
    const decides = way && [...gateways.values()].find(({ id }) => id === way.gateway)?.after;
    const isInside = (id: NodeId) => node.when.every((guard) => byId.get(id)?.when.some((other) => same(guard, other)));
    if (way && !node.after.some(isInside)) edges.push({ from: way.gateway, to: node.id, value: way.value });
    for (const id of node.after) {
      const follows = node.after.some((other) => {
        const between = byId.get(other);
        return earlier.get(other)?.has(id) && (sure(between, node) || sure(between, byId.get(id)));
      });
      if (!follows && id !== decides) edges.push({ from: id, to: node.id });
    }
  }
  for (const { id, after, inside } of gateways.values()) {
    if (after) edges.push({ from: after, to: id });
    else if (inside) edges.push({ from: inside.gateway, to: id, value: inside.value });
  }
  return { gateways: [...gateways.values()], edges };
}

/** The name of a value, as people say it. */
export function labelOf(expr: Expr, titles: (node: NodeId) => string): string {
  if (expr.is === 'input') return expr.path.join('.') || 'input';
  if (expr.is === 'item') return expr.path.join('.') || 'item';
  if (expr.is === 'output') return [titles(expr.node), ...expr.path].join(': ');
  return expr.is === 'match' ? labelOf(expr.on, titles) : 'value';
}

function wayOf(
  gateways: Map<string, Gateway>,
  nodes: ReadonlyMap<NodeId, PlanNode>,
  { on, equals }: Guard,
  inside: Way | undefined,
): Way {
  const key = JSON.stringify([inside, on]);
  const known = gateways.get(key);
  if (known) return { gateway: known.id, value: equals };
  const label = labelOf(on, (id) => nodes.get(id)?.title ?? id);
  const after = on.is === 'output' ? on.node : undefined;
  const id = `way ${gateways.size + 1}`;
  gateways.set(key, { id, title: `${label}?`, ...(after && { after }), ...(inside && { inside }) });
  return { gateway: id, value: equals };
}

/** Per step, all that are certainly finished when it begins. */
function ancestorsOf(nodes: readonly PlanNode[]): ReadonlyMap<NodeId, ReadonlySet<NodeId>> {
  const all = new Map<NodeId, Set<NodeId>>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) {
    const earlier = new Set<NodeId>();
    for (const id of node.after) {
      earlier.add(id);
      if (sure(byId.get(id), node)) for (const further of all.get(id) ?? []) earlier.add(further);
    }
    all.set(node.id, earlier);
  }
  return all;
}

/** Whether `one` happens whenever `other` does. */
const sure = (one: PlanNode | undefined, other: PlanNode | undefined) =>
  one?.when.every((guard) => other?.when.some((its) => same(guard, its))) &&
  one.each.every(({ id }) => other?.each.some((its) => its.id === id));

const same = (a: Guard, b: Guard) => a.equals === b.equals && JSON.stringify(a.on) === JSON.stringify(b.on);
