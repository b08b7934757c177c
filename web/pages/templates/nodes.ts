import { useTranslation } from 'react-i18next';
import type { GraphNode } from '../../parts/graph/graph.tsx';
import { useMoment } from './moment.ts';
import type { Step, TemplateGraph } from './queries.ts';

/** A version as its drawing: steps and the gateways between them, in the lane of the role that does it. */
export function useNodesOf() {
  const { t } = useTranslation('templates');
  const noteOf = useNoteOf();
  return ({ nodes, gateways, edges, account }: TemplateGraph): GraphNode[] => {
    const before = (id: string) => {
      const into = edges.filter(({ to }) => to === id);
      return {
        after: into.map(({ from }) => from),
        ways: Object.fromEntries(into.flatMap(({ from, value }) => (value === null ? [] : [[from, value]]))),
      };
    };
    return [
      ...gateways.map(
        ({ id, title }): GraphNode => ({ id, kind: 'gateway', title, lane: lane(account), ...before(id) }),
      ),
      ...nodes.map(
        (step): GraphNode => ({
          id: step.id,
          kind: step.kind,
          title: step.title,
          lane: lane(step.account),
          note: noteOf(step),
          ...(step.each.length > 0 ? { conditional: t('step.each', { list: step.each.join(', ') }) } : {}),
          ...before(step.id),
        }),
      ),
    ];
  };
}

export const lane = (role: string) => ({ key: role, name: role });

/** What is said of a step on its card: when it is needed. */
export function useNoteOf() {
  const { t } = useTranslation('templates');
  const moment = useMoment();
  return ({ due, notBefore }: Step): string =>
    due ? t('step.dueAt', { when: moment(due) }) : notBefore ? t('step.notBeforeAt', { when: moment(notBefore) }) : '';
}
