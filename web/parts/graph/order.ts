import type { GraphNode, Lane } from './node.ts';

export type Edge = { readonly from: string; readonly to: string; readonly way: string | undefined };

/** What is drawn between the nodes: every order that does not follow from others, and every way with a name. */
export function edgesOf(nodes: readonly GraphNode[]): Edge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const before = new Map<string, Set<string>>();
  const allBefore = (id: string): Set<string> => {
    const known = before.get(id);
    if (known) return known;
    const all = new Set<string>();
    before.set(id, all);
    for (const other of byId.get(id)?.after ?? []) {
      if (!byId.has(other)) continue;
      all.add(other);
      for (const earlier of allBefore(other)) all.add(earlier);
    }
    return all;
  };
  return nodes.flatMap(({ id, after, ways }) => {
    const here = after.filter((other) => byId.has(other));
    return here
      .filter((from) => ways?.[from] || !here.some((other) => other !== from && allBefore(other).has(from)))
      .map((from) => ({ from, to: id, way: ways?.[from] }));
  });
}

/** Lanes in the order in which they come up; what belongs to nobody comes first. */
export function lanesOf(nodes: readonly GraphNode[]): (Lane | null)[] {
  const lanes = new Map(nodes.flatMap(({ lane }) => (lane ? [[lane.key, lane] as const] : [])));
  return [...(nodes.some(({ lane }) => !lane) ? [null] : []), ...lanes.values()];
}

/** Each behind all that it waits for, otherwise in the order given. */
export function inOrder(nodes: readonly GraphNode[]): GraphNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const ordered: GraphNode[] = [];
  const visit = (node: GraphNode) => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    for (const id of node.after) {
      const other = byId.get(id);
      if (other) visit(other);
    }
    ordered.push(node);
  };
  for (const node of nodes) visit(node);
  return ordered;
}
