import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../../parts/names.ts';
import { Gantt } from '../gantt/gantt.tsx';
import { foreseen, type GanttRow } from '../gantt/row.ts';
import type { Step, WholeProcess } from '../queries.ts';
import { isHalted, isOpen, isOver, wasNotNeeded } from '../steps.ts';
import { useProcessNow } from './clock.ts';
import { TaskLink } from './task-link.tsx';

const route = getRouteApi('/app/a/$account/processes/$process');

/** When everything happened, happens and would happen if every target is just met. */
export function Timeline({ account, process }: { account: string; process: WholeProcess }) {
  const { t } = useTranslation(['processes', 'common']);
  const names = useNames();
  const { zoom = 'fit' } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useProcessNow(account, process);
  const rows = useMemo(() => {
    const standing = ({ task }: Step) => {
      if (!task || task.status === 'registered') return null;
      const round = task.round > 1 ? t('processes:round', { round: task.round }) : undefined;
      const with_ = isOpen({ task }) ? (task.assigned?.member ?? task.assigned?.team) : undefined;
      return [t(`common:status.${task.status}`), with_, round].filter(Boolean).join(', ');
    };
    return process.steps.filter((step) => !wasNotNeeded(step)).flatMap((step) => rowOf(step, process, standing(step)));
  }, [process, t]);
  const skipped = process.steps.filter(wasNotNeeded);
  return (
    <>
      <Gantt
        caption={t('processes:gantt.caption', { title: process.title })}
        rows={rows}
        now={now}
        zoom={zoom}
        onZoom={(to) => void navigate({ search: (before) => ({ ...before, zoom: to }), replace: true })}
        title={({ title, task }) =>
          task ? (
            <TaskLink account={account} id={task}>
              {names.title(title)}
            </TaskLink>
          ) : (
            <span data-row tabIndex={-1}>
              {names.title(title)}
            </span>
          )
        }
      />
      {skipped.length > 0 && (
        <p className="quiet">
          {t('processes:gantt.notNeeded', { titles: skipped.map(({ title }) => names.title(title)).join(', ') })}
        </p>
      )}
    </>
  );
}

/** A step as a line; one that never began and never will has none. */
function rowOf(step: Step, process: WholeProcess, standing: string | null): GanttRow[] {
  const { node, kind, title, account, task, forecast } = step;
  const since = task?.activatedAt ?? forecast?.startsAt;
  const until = task?.finishedAt ?? forecast?.finishesAt ?? process.finishedAt;
  if (!since || !until) return [];
  const due = task?.due ?? forecast?.due ?? null;
  const lateByFacts = due !== null && Date.parse(until) > Date.parse(due);
  const plain = { late: lateByFacts, critical: false, conditional: false, slack: null };
  return [
    {
      ...(forecast ? foreseen(forecast) : plain),
      from: Date.parse(since),
      to: Date.parse(until),
      due: due === null ? null : Date.parse(due),
      key: task?.id ?? node,
      title,
      kind,
      account,
      state: stateOf(step, process),
      target: task?.target && isOpen(step) ? Date.parse(task.target) : null,
      task: task?.id ?? null,
      standing,
    },
  ];
}

function stateOf(step: Step, { halted, now }: WholeProcess): GanttRow['state'] {
  const { task, forecast } = step;
  if (!task) return forecast && Date.parse(forecast.finishesAt) > Date.parse(now) ? 'foreseen' : 'done';
  if (halted.includes(task.id)) return 'halted';
  if (task.status === 'canceled' || isHalted(step)) return 'off';
  return isOver(step) ? 'done' : isOpen(step) ? 'now' : 'foreseen';
}
