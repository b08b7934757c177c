import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import { MarkerType, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Card, type CardNode, cardHeightOf } from './card.tsx';
import { Lanes } from './lanes.tsx';
import { type Layout, layoutOf } from './layout.ts';
import { Line, type LineEdge } from './line.tsx';
import type { GraphNode } from './node.ts';
import { useSaid } from './said.ts';
import { size } from './size.ts';
import { Tools } from './tools.tsx';
import { beginning, useMoves } from './view.ts';

type Props = {
  readonly nodes: readonly GraphNode[];
  readonly onOpen?: (id: string) => void;
  /** What stands above the drawing, beside its tools. */
  readonly children: ReactNode;
};

/** The drawing itself, with the libraries it needs. */
export default function Drawing(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ nodes, onOpen, children }: Props) {
  const { t, all } = useSaid();
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLElement>(null);
  const layout = useMemo(() => layoutOf(nodes, cardHeightOf(nodes)), [nodes]);
  const { moves, onKeyDown } = useMoves(layout, frame);
  const [begun, setBegun] = useState<ReturnType<typeof beginning>>();
  useLayoutEffect(() => setBegun(beginning(layout, frame.current?.clientWidth ?? 0)), [layout]);
  const cards = nodes.map((node): CardNode => {
    const { x, y } = layout.places.get(node.id) as { x: number; y: number };
    return {
      id: node.id,
      type: 'card',
      position: { x, y },
      width: size.width,
      height: layout.cardHeight,
      data: { of: node, opens: onOpen !== undefined && node.kind !== 'gateway' },
      // What opens is called by what stands on it.
      ...(onOpen && node.kind !== 'gateway'
        ? { ariaRole: 'button' as const }
        : { ariaRole: 'group' as const, ariaLabel: all(node) }),
      domAttributes: { 'aria-roledescription': undefined, 'aria-describedby': undefined },
    };
  });
  const pressed = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('.react-flow__node')?.dataset.id;
    if (id && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      open(id);
    } else onKeyDown(event);
  };
  const open = (id: string) => {
    if (nodes.find((node) => node.id === id)?.kind !== 'gateway') onOpen?.(id);
  };
  return (
    <>
      <div className="graph-bar">
        {children}
        <Tools moves={moves} />
      </div>
      <section
        ref={frame}
        className="graph-frame"
        style={{ height: begun?.height }}
        aria-label={t('label', { number: nodes.length })}
        onKeyDown={pressed}
      >
        {begun && (
          <ReactFlow
            {...still}
            nodes={cards}
            edges={linesOf(layout, nodes)}
            colorMode={scheme}
            defaultViewport={begun.viewport}
            onlyRenderVisibleElements={nodes.length > 200}
            onNodeClick={(_, { id }) => open(id)}
          >
            <Lanes lanes={layout.lanes} />
          </ReactFlow>
        )}
      </section>
    </>
  );
}

/** A drawing is looked at, not changed. */
const still = {
  nodeTypes: { card: Card },
  edgeTypes: { line: Line },
  proOptions: { hideAttribution: true },
  minZoom: 0.1,
  maxZoom: 2,
  nodesDraggable: false,
  nodesConnectable: false,
  elementsSelectable: false,
  nodesFocusable: true,
  edgesFocusable: false,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  // The wheel goes on scrolling the page.
  zoomOnScroll: false,
  preventScrolling: false,
  zoomOnDoubleClick: false,
} as const;

function linesOf(layout: Layout, nodes: readonly GraphNode[]): LineEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return layout.edges.map((route): LineEdge => {
    const [from, to] = [byId.get(route.from), byId.get(route.to)];
    const critical = Boolean(from?.critical && to?.critical);
    const change = [from?.change, to?.change].find((one) => one === 'removed' || one === 'added');
    return {
      id: `${route.from} ${route.to}`,
      source: route.from,
      target: route.to,
      type: 'line',
      data: { route },
      className: ['graph-line', critical ? 'critical' : '', change ?? ''].join(' '),
      // As large as its line is thick.
      markerEnd: critical
        ? { type: MarkerType.ArrowClosed, width: 9, height: 9, color: 'var(--graph-strong)' }
        : { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--graph-line)' },
      focusable: false,
      domAttributes: { 'aria-hidden': true },
    };
  });
}
