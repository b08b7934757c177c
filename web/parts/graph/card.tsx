import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { GraphNode } from './node.ts';
import { useSaid } from './said.ts';
import { ChangeSign, KindSign, StateSign } from './signs.tsx';

export type CardNode = Node<{ readonly of: GraphNode; readonly opens: boolean }, 'card'>;

/** A step on the drawing. */
export function Card({ data: { of: node, opens } }: NodeProps<CardNode>) {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <CardFace node={node} opens={opens} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}

function CardFace({ node, opens }: { node: GraphNode; opens: boolean }) {
  const { t, kind, lane } = useSaid();
  const { state, change, critical, conditional, note, title } = node;
  return (
    <div
      className="graph-card"
      data-kind={node.kind}
      data-state={state}
      data-change={change}
      data-critical={critical || undefined}
      data-opens={opens || undefined}
    >
      <div className="graph-card-head">
        <span>
          <KindSign kind={node.kind} /> {kind(node.kind)}
        </span>
        {state && (
          <span className="graph-state" data-state={state}>
            <StateSign state={state} /> {t(`state.${state}`)}
          </span>
        )}
      </div>
      <div className="graph-card-title" title={title}>
        {title}
        <span className="visually-hidden"> {t('in', { lane: lane(node.lane) })}</span>
      </div>
      {note && <div className="graph-card-note">{note}</div>}
      {(change || critical || conditional) && (
        <div className="graph-card-tags">
          {change && change !== 'same' && (
            <strong>
              <ChangeSign change={change} /> {t(`change.${change}`)}
            </strong>
          )}
          {critical && <strong>{t('critical')}</strong>}
          {conditional && <span title={conditional}>{conditional}</span>}
        </div>
      )}
    </div>
  );
}

/** px; all cards of a drawing are as high as the one with most to say. */
export function cardHeightOf(nodes: readonly GraphNode[]): number {
  const some = (has: (node: GraphNode) => unknown) => nodes.some((node) => Boolean(has(node)));
  const tags = some(({ change, critical, conditional }) => (change && change !== 'same') || critical || conditional);
  const notes = some(({ note }) => typeof note === 'string' && note.length > 30) ? 2 : some(({ note }) => note) ? 1 : 0;
  return 57 + (some(({ title }) => title.length > 25) ? 18 : 0) + notes * 17 + (tags ? 18 : 0);
}
