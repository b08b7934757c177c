import type { Edge } from './order.ts';
import { linesWidth, rowGap, size } from './size.ts';

/** Where a node stands: the row is counted within its lane. */
export type Cell = { readonly lane: number; readonly row: number; readonly column: number };
export type RoutedEdge = Edge & { readonly points: readonly { readonly x: number; readonly y: number }[] };
type Lined = { readonly column: number; readonly line: number };
type Grid = { readonly xs: readonly number[]; readonly ys: readonly number[]; readonly cardHeight: number };

/** Lines that run around the cards: up and down between columns, across in rows that are free, else between rows. */
export function routes(edges: readonly Edge[], cells: ReadonlyMap<string, Lined>, grid: Grid): RoutedEdge[] {
  const { xs, ys, cardHeight } = grid;
  const used = new Map<string, string>([...cells].map(([id, { column, line }]) => [`${column} ${line}`, `card ${id}`]));
  /** Takes the cells between two columns of a row for lines of one beginning or one end. */
  const take = (line: number, from: number, to: number, by: string): boolean => {
    const between = Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => `${from + 1 + index} ${line}`);
    if (between.some((cell) => (used.get(cell) ?? by) !== by)) return false;
    for (const cell of between) used.set(cell, by);
    return true;
  };
  const x = (column: number) => xs[column] as number;
  const middle = (line: number) => (ys[line] as number) + cardHeight / 2;
  const begins = countBy(edges, ({ from }) => from);
  const ends = countBy(edges, ({ to }) => to);
  return edges.map(({ from, to, way }) => {
    const [start, end] = [cells.get(from) as Lined, cells.get(to) as Lined];
    // Going up and down, lines with one end or one beginning are one line, and others stand beside it.
    const shared = (ends.get(to) ?? 0) >= (begins.get(from) ?? 0) ? end.line * 5 + 3 : start.line * 7;
    const shift = 10 + (shared % (linesWidth - 22));
    const after = (column: number) => x(column) + size.width + shift;
    // What goes up or down leaves and arrives beside what goes straight on.
    const apart = Math.sign(end.line - start.line) * 11;
    const first = { x: x(start.column) + size.width, y: middle(start.line) + apart };
    const last = { x: x(end.column), y: middle(end.line) - apart };
    const turn = (at: number) => [first, { x: at, y: first.y }, { x: at, y: last.y }, last];
    const points = () => {
      if (start.line === end.line && take(end.line, start.column, end.column, `end ${to}`)) return [first, last];
      if (take(end.line, start.column, end.column, `end ${to}`)) return turn(after(start.column));
      if (take(start.line, start.column, end.column, `start ${from}`)) return turn(after(end.column - 1));
      const channel = (ys[end.line] as number) - rowGap / 2 + ((start.line % 3) - 1) * 4;
      const [out, back] = [after(start.column), after(end.column - 1)];
      return [
        first,
        { x: out, y: first.y },
        { x: out, y: channel },
        { x: back, y: channel },
        { x: back, y: last.y },
        last,
      ];
    };
    return { from, to, way, points: points() };
  });
}

function countBy(edges: readonly Edge[], of: (edge: Edge) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const edge of edges) counts.set(of(edge), (counts.get(of(edge)) ?? 0) + 1);
  return counts;
}
