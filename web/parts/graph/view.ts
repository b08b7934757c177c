import { useReducedMotion } from '@mantine/hooks';
import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useMemo } from 'react';
import type { Layout } from './layout.ts';
import { size } from './size.ts';
import type { Moves } from './tools.tsx';

/** px to the left, where the names of the lanes are, in a frame of that width. */
const namesIn = (width: number) => (width < 600 ? 94 : 132);
const margin = 24;
/** Below this, words on cards cannot be read: the drawing begins larger than the view instead. */
const readable = 0.85;
const highest = 640;

/** How large the drawing begins in a frame of that width, and how high the frame is for it; px. */
export function beginning(layout: Layout, width: number) {
  const across = (width - namesIn(width) - margin) / layout.width;
  const zoom = Math.max(readable, Math.min(1, across));
  return {
    viewport: { x: namesIn(width), y: margin / 2, zoom },
    height: Math.max(200, Math.min(highest, Math.round(layout.height * zoom + margin))),
  };
}

/** Moving about in the drawing, by buttons and keys. */
export function useMoves(layout: Layout, frame: RefObject<HTMLElement | null>) {
  const flow = useReactFlow();
  const duration = useReducedMotion() ? 0 : 200;
  return useMemo(() => {
    const view = () => ({ width: frame.current?.clientWidth ?? 0, height: frame.current?.clientHeight ?? 0 });
    const all = () => {
      const { width, height } = view();
      const across = (width - namesIn(width) - margin) / layout.width;
      const zoom = Math.max(0.1, Math.min(1, across, (height - margin) / layout.height));
      return { x: namesIn(width), y: Math.max(margin / 2, (height - layout.height * zoom) / 2), zoom };
    };
    const by = (right: number, down: number) => {
      const { x, y, zoom } = flow.getViewport();
      const { width, height } = view();
      void flow.setViewport({ x: x - width * right, y: y - height * down, zoom }, { duration });
    };
    const moves: Moves = {
      zoomIn: () => void flow.zoomIn({ duration }),
      zoomOut: () => void flow.zoomOut({ duration }),
      fit: () => void flow.setViewport(all(), { duration }),
      by,
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const keys: Record<string, () => void> = {
        '+': moves.zoomIn,
        '=': moves.zoomIn,
        '-': moves.zoomOut,
        0: moves.fit,
      };
      const way = ways[event.key];
      const id = (event.target as HTMLElement).closest<HTMLElement>('.react-flow__node')?.dataset.id;
      const run = keys[event.key] ?? (way && id ? () => focus(frame.current, beside(layout, id, way)) : undefined);
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    return { moves, onKeyDown };
  }, [flow, duration, layout, frame]);
}

type Way = readonly [right: -1 | 0 | 1, down: -1 | 0 | 1];
const ways: Record<string, Way> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The nearest node in a direction; what is straight ahead is nearer than what is off to the side. */
function beside({ places }: Layout, id: string, [right, down]: Way): string | undefined {
  const here = places.get(id) as { x: number; y: number };
  const away = ({ x, y }: { x: number; y: number }) => {
    const [across, along] = [(x - here.x) / size.width, (y - here.y) / 100];
    const ahead = right * across + down * along;
    return ahead > 0.1 ? ahead + 2 * Math.abs(right * along + down * across) : Number.POSITIVE_INFINITY;
  };
  const found = [...places].map(([other, place]) => ({ other, distance: away(place) }));
  const best = found.reduce((a, b) => (b.distance < a.distance ? b : a));
  return Number.isFinite(best.distance) ? best.other : undefined;
}

function focus(frame: HTMLElement | null, id: string | undefined): void {
  if (id) frame?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus();
}
