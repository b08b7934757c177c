import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/format.ts';
import type { GraphNode } from '../../parts/graph/graph.tsx';
import { ProcessGraph } from '../../parts/graph/graph.tsx';
import { useNames } from '../../parts/names.ts';
import type { Step, WholeProcess } from './queries.ts';
import { isHalted, isOpen, isOver, wasNotNeeded } from './steps.ts';

/** One process as a graph with a lane for every account. */
export default function GraphView({ account, process }: { account: string; process: WholeProcess }) {
  const { t } = useTranslation(['processes', 'common']);
  const names = useNames();
  const format = useFormat();
  const navigate = useNavigate();
  const latest = latestRounds(process.steps);
  const open = (node: string) => {
    const id = latest.find((step) => step.node === node)?.task?.id;
    if (id) void navigate({ to: '/a/$account/tasks/$task', params: { account, task: id } });
  };
  const note = (step: Step) => {
    const at = step.task?.finishedAt ?? step.forecast?.finishesAt;
    const status = step.task && step.task.status !== 'registered' ? t(`common:status.${step.task.status}`) : undefined;
    return [status, at ? format.date(at) : undefined].filter(Boolean).join(' · ');
  };
  const nodes = latest.map(
    (step): GraphNode => ({
      id: step.node,
      kind: step.kind,
      title: names.title(step.title),
      lane: step.account && { key: step.account.handle, name: step.account.name },
      after: step.after,
      state: stateOf(step),
      note: note(step),
      ...(step.forecast?.conditional && !isOver(step) ? { conditional: t('processes:gantt.conditional') } : {}),
      critical: step.forecast?.critical === true && !isOver(step),
    }),
  );
  return <ProcessGraph nodes={nodes} onOpen={open} />;
}

/** A task that was done again stands once in the graph, as it is now. */
function latestRounds(steps: readonly Step[]): Step[] {
  const latest = new Map<string, Step>();
  for (const step of steps) {
    const known = latest.get(step.node);
    if (!known || (step.task?.round ?? 0) >= (known.task?.round ?? 0)) latest.set(step.node, step);
  }
  return [...latest.values()];
}

function stateOf(step: Step): GraphNode['state'] {
  if (isHalted(step)) return 'halted';
  if (wasNotNeeded(step)) return 'not_needed';
  if (isOver(step)) return 'done';
  if (isOpen(step)) return step.task?.overdue ? 'late' : 'now';
  return 'later';
}
