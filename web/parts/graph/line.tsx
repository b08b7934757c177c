import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import type { RoutedEdge } from './route.ts';
import { linesWidth } from './size.ts';

export type LineEdge = Edge<{ readonly route: RoutedEdge }, 'line'>;

/** A line around the cards, with the name of the way it stands for. */
export function Line({ data, markerEnd }: EdgeProps<LineEdge>) {
  if (!data) return null;
  const { points, way } = data.route;
  const end = points.at(-1) as Point;
  const before = points.at(-2) as Point;
  const from = Math.max(before.x, end.x - 1000);
  return (
    <BaseEdge
      path={rounded(points)}
      {...(markerEnd ? { markerEnd } : {})}
      {...(way
        ? {
            label: way.length > 22 ? `${way.slice(0, 21)}…` : way,
            labelX: Math.max(from, end.x - labelRoom(way)) + labelRoom(way) / 2 - 8,
            labelY: end.y,
            labelBgPadding: [4, 2] as [number, number],
            labelBgBorderRadius: 4,
          }
        : {})}
    />
  );
}

type Point = { readonly x: number; readonly y: number };
const labelRoom = (way: string) => Math.min(150, way.length * 7 + 16);

/** A path along the points, its corners rounded. */
function rounded(points: readonly Point[]): string {
  const [first, ...rest] = points as readonly [Point, ...Point[]];
  const parts = rest.map((point, index) => {
    const next = rest[index + 1];
    if (!next) return `L ${point.x} ${point.y}`;
    const before = index === 0 ? first : (rest[index - 1] as Point);
    const [into, out] = [towards(point, before), towards(point, next)];
    return `L ${into.x} ${into.y} Q ${point.x} ${point.y} ${out.x} ${out.y}`;
  });
  return `M ${first.x} ${first.y} ${parts.join(' ')}`;
}

/** A little way from one point towards another, at most half of it. */
function towards(from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  const share = length === 0 ? 0 : Math.min(linesWidth / 6, length / 2) / length;
  return { x: from.x + dx * share, y: from.y + dy * share };
}
