import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ProcessGraph } from '../../parts/graph/graph.tsx';
import { useNodesOf } from './nodes.ts';
import type { Place } from './place.ts';
import { graphQuery } from './queries.ts';
import { StepDetails } from './step-details.tsx';
import { useGo } from './use-go.ts';

/** A version as it was designed. */
export function GraphView({ account, name, hash, search }: Place) {
  const { data: graph } = useSuspenseQuery(graphQuery(account, name, hash));
  const nodesOf = useNodesOf();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language, which draws all anew.
  const nodes = useMemo(() => nodesOf(graph), [graph]);
  const go = useGo();
  return (
    <>
      <ProcessGraph nodes={nodes} onOpen={(step) => go({ step })} shape={search.as} onShape={(as) => go({ as })} />
      <StepDetails steps={graph.nodes} open={search.step} onClose={() => go({ step: undefined })} />
    </>
  );
}
