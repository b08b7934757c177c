import './graph.css';
import { SegmentedControl, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SkeletonRows } from '../skeleton.tsx';
import { GraphList } from './list.tsx';
import type { GraphNode } from './node.ts';

export type * from './node.ts';

/** Loaded only by those who look at a drawing. */
const Drawing = lazy(() => import('./drawing.tsx'));

export type GraphShape = 'drawing' | 'list';
type Props = {
  readonly nodes: readonly GraphNode[];
  readonly onOpen?: (id: string) => void;
  /** Where the page keeps in its address how it is shown; else it is a list on phones and a drawing elsewhere. */
  readonly shape?: GraphShape | undefined;
  readonly onShape?: (shape: GraphShape) => void;
};

/** A process drawn from left to right with a lane for every account, or as a list that says the same. */
export function ProcessGraph({ nodes, onOpen, shape, onShape }: Props) {
  const { t } = useTranslation('graph');
  const narrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [chosen, setChosen] = useState<GraphShape>();
  const shown = shape ?? chosen ?? (narrow ? 'list' : 'drawing');
  if (nodes.length === 0) return <Text className="quiet">{t('nothing')}</Text>;
  const open = onOpen ? { onOpen } : {};
  const choice = (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('show')}
        value={shown}
        onChange={(value) => (onShape ?? setChosen)(value as GraphShape)}
        data={[
          { value: 'drawing', label: t('drawing') },
          { value: 'list', label: t('list') },
        ]}
      />
      {nodes.some(({ critical }) => critical) && <span className="quiet">{t('criticalHelp')}</span>}
    </>
  );
  const bar = <div className="graph-bar">{choice}</div>;
  const waiting = (
    <>
      {bar}
      <SkeletonRows rows={4} height={72} />
    </>
  );
  if (shown === 'list') {
    return (
      <div className="graph">
        {bar}
        <GraphList nodes={nodes} {...open} />
      </div>
    );
  }
  return (
    <div className="graph">
      <Suspense fallback={waiting}>
        <Drawing nodes={nodes} {...open}>
          {choice}
        </Drawing>
        <Text className="quiet" size="xs" mt={4}>
          {t('keys')} {onOpen && t('keysOpen')}
        </Text>
      </Suspense>
    </div>
  );
}
