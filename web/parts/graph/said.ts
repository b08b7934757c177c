import { useTranslation } from 'react-i18next';
import type { GraphKind, GraphNode } from './node.ts';

/** The words of a node, for the card, the list and whoever has it read aloud. */
export function useSaid() {
  const { t } = useTranslation(['graph', 'common']);
  const kind = (of: GraphKind) => (of === 'gateway' ? t('gateway') : t(`common:category.${of}`));
  const lane = (of: GraphNode['lane']) => of?.name ?? t('noLane');
  const tags = ({ critical, conditional, change }: GraphNode) => [
    ...(change && change !== 'same' ? [t(`change.${change}`)] : []),
    ...(critical ? [t('critical')] : []),
    ...(conditional ? [conditional] : []),
  ];
  const all = (node: GraphNode) =>
    [
      `${kind(node.kind)}: ${node.title}`,
      t('in', { lane: lane(node.lane) }),
      ...(node.state ? [t(`state.${node.state}`)] : []),
      ...(typeof node.note === 'string' ? [node.note] : []),
      ...tags(node),
    ].join(', ');
  /** What it waits for, by title. */
  const after = (node: GraphNode, titles: ReadonlyMap<string, string>) => {
    const steps = node.after.flatMap((id) => {
      const step = titles.get(id);
      const way = node.ways?.[id];
      return step === undefined ? [] : way ? t('way', { step, way }) : step;
    });
    return steps.length === 0 ? t('first') : t('after', { steps: steps.join(', ') });
  };
  return { t, kind, lane, all, after };
}
