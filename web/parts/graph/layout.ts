import { layout as dagre, Graph } from '@dagrejs/dagre';
import type { GraphNode, Lane } from './node.ts';
import { edgesOf, lanesOf } from './order.ts';
import { type Cell, type RoutedEdge, routes } from './route.ts';
import { gutterWidth, lanePad, rowGap, size } from './size.ts';

export type Layout = {
  /** Upper left corners. */
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly lanes: readonly { readonly lane: Lane | null; readonly y: number; readonly height: number }[];
  readonly edges: readonly RoutedEdge[];
  readonly cardHeight: number;
  readonly width: number;
  readonly height: number;
};

/** Columns by what waits for what, rows by account: a lane each. */
export function layoutOf(nodes: readonly GraphNode[], cardHeight: number): Layout {
  const edges = edgesOf(nodes);
  const lanes = lanesOf(nodes);
  const columns = columnsOf(nodes, edges);
  const cells = cellsOf(nodes, edges, lanes, columns);

  const ways = new Map<number, number>();
  for (const { to, way } of edges) {
    const before = (cells.get(to) as Cell).column - 1;
    if (way) ways.set(before, Math.max(ways.get(before) ?? 0, way.length));
  }
  const xs: number[] = [];
  const last = Math.max(0, ...[...cells.values()].map(({ column }) => column));
  for (let column = 0, x = 0; column <= last; column += 1) {
    xs.push(x);
    x += size.width + gutterWidth(ways.get(column) ?? 0);
  }

  const ys: number[] = [];
  const bands = lanes.map((lane, index) => {
    const rows = Math.max(1, ...[...cells.values()].filter((cell) => cell.lane === index).map(({ row }) => row + 1));
    const y = ys.length === 0 ? 0 : (ys.at(-1) as number) + cardHeight + lanePad;
    for (let row = 0; row < rows; row += 1) ys.push(y + lanePad + row * (cardHeight + rowGap));
    return { lane, y, height: 2 * lanePad + rows * cardHeight + (rows - 1) * rowGap, first: ys.length - rows };
  });
  const line = ({ lane, row }: Cell) => (bands[lane] as { first: number }).first + row;
  const places = new Map(
    [...cells].map(([id, cell]) => [id, { x: xs[cell.column] as number, y: ys[line(cell)] as number }]),
  );
  const lined = new Map([...cells].map(([id, cell]) => [id, { column: cell.column, line: line(cell) }]));
  return {
    places,
    lanes: bands,
    edges: routes(edges, lined, { xs, ys, cardHeight }),
    cardHeight,
    width: (xs.at(-1) ?? 0) + size.width,
    height: (ys.at(-1) ?? 0) + cardHeight + lanePad,
  };
}

type Plain = { readonly from: string; readonly to: string };

/** How far to the right a node stands, and how high among those of its column, without regard to lanes. */
function columnsOf(nodes: readonly GraphNode[], edges: readonly Plain[]) {
  const graph = new Graph();
  // The better of its two ways takes long for hundreds of nodes.
  graph.setGraph({ rankdir: 'LR', ranker: nodes.length > 300 ? 'longest-path' : 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: size.width, height: 80 });
  for (const { from, to } of edges) graph.setEdge(from, to);
  dagre(graph);
  const at = (id: string) => graph.node(id) as { x: number; y: number };
  const xs = [...new Set(nodes.map(({ id }) => Math.round(at(id).x)))].sort((a, b) => a - b);
  return new Map(nodes.map(({ id }) => [id, { column: xs.indexOf(Math.round(at(id).x)), y: at(id).y }]));
}

/** In its lane a node stands in the row of what it waits for, if that is free there and on the way. */
function cellsOf(
  nodes: readonly GraphNode[],
  edges: readonly Plain[],
  lanes: readonly (Lane | null)[],
  columns: ReadonlyMap<string, { column: number; y: number }>,
): Map<string, Cell> {
  const keys = lanes.map((lane) => lane?.key);
  const taken = new Set<string>();
  const cells = new Map<string, Cell>();
  const place = (id: string) => columns.get(id) as { column: number; y: number };
  const sorted = [...nodes].sort((a, b) => place(a.id).column - place(b.id).column || place(a.id).y - place(b.id).y);
  for (const { id, lane: own } of sorted) {
    const lane = keys.indexOf(own?.key);
    const { column } = place(id);
    const before = edges
      .filter(({ to }) => to === id)
      .flatMap(({ from }) => cells.get(from) ?? [])
      .filter((cell) => cell.lane === lane)
      .sort((a, b) => b.column - a.column)[0];
    const isFree = (row: number, from: number) => {
      for (let at = from; at <= column; at += 1) if (taken.has(`${lane} ${row} ${at}`)) return false;
      return true;
    };
    const row =
      before && isFree(before.row, before.column + 1)
        ? before.row
        : nearest(before?.row ?? 0, (candidate) => isFree(candidate, column));
    for (let at = before?.row === row ? before.column + 1 : column; at <= column; at += 1)
      taken.add(`${lane} ${row} ${at}`);
    cells.set(id, { lane, row, column });
  }
  return cells;
}

function nearest(row: number, isFree: (row: number) => boolean): number {
  for (let away = 0; ; away += 1) {
    if (isFree(row + away)) return row + away;
    if (row >= away && isFree(row - away)) return row - away;
  }
}
