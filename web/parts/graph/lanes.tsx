import { useStore, useViewport } from '@xyflow/react';
import type { Layout } from './layout.ts';
import { useSaid } from './said.ts';

/** The lanes with their names, which stay where they can be read while the drawing is moved. */
export function Lanes({ lanes }: { lanes: Layout['lanes'] }) {
  const { y, zoom } = useViewport();
  const frame = useStore(({ height }) => height);
  const { lane: nameOf } = useSaid();
  const shown = lanes.map(({ lane, y: top, height }) => {
    const start = Math.max(0, y + top * zoom);
    return { lane, top: start, height: Math.max(0, Math.min(frame, y + (top + height) * zoom) - start) };
  });
  return (
    <div className="graph-lanes" aria-hidden="true">
      {shown.map(({ lane, top, height }) => (
        <div key={lane?.key ?? ''} style={{ top, height }}>
          {height > 24 && <span>{nameOf(lane)}</span>}
        </div>
      ))}
    </div>
  );
}
