import './list.css';
import { UnstyledButton } from '@mantine/core';
import type { GraphNode } from './node.ts';
import { inOrder } from './order.ts';
import { useSaid } from './said.ts';
import { ChangeSign, KindSign, StateSign } from './signs.tsx';

/** The same as the drawing, to be read from top to bottom. */
export function GraphList({ nodes, onOpen }: { nodes: readonly GraphNode[]; onOpen?: (id: string) => void }) {
  const { t, kind, lane, after } = useSaid();
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return (
    <ol className="graph-list">
      {inOrder(nodes).map((node) => (
        <li key={node.id} data-change={node.change}>
          <div className="graph-list-head">
            {onOpen && node.kind !== 'gateway' ? (
              <UnstyledButton className="graph-list-title" onClick={() => onOpen(node.id)}>
                {node.title}
              </UnstyledButton>
            ) : (
              <span className="graph-list-title">{node.title}</span>
            )}
            {node.state && (
              <span className="graph-state" data-state={node.state}>
                <StateSign state={node.state} /> {t(`state.${node.state}`)}
              </span>
            )}
            {node.change && node.change !== 'same' && (
              <strong className="graph-change" data-change={node.change}>
                <ChangeSign change={node.change} /> {t(`change.${node.change}`)}
              </strong>
            )}
            {node.critical && <strong>{t('critical')}</strong>}
          </div>
          <div className="quiet">
            <KindSign kind={node.kind} /> {kind(node.kind)} · {lane(node.lane)}
            {node.note && <> · {node.note}</>}
            {node.conditional && <> · {node.conditional}</>}
          </div>
          <div className="quiet">{after(node, titles)}</div>
        </li>
      ))}
    </ol>
  );
}
