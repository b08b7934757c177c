import { Button } from '@mantine/core';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountBadge } from '../../../parts/account.tsx';
import { useFormat } from '../../../parts/format.ts';
import { useNames } from '../../../parts/names.ts';
import { When, type Where } from '../../../parts/when.tsx';
import { Wide } from '../../../parts/wide.tsx';
import type { Step, WholeProcess } from '../queries.ts';
import { useSpan } from '../span.ts';
import { isHalted, isOpen, isOver } from '../steps.ts';
import { useProcessNow } from './clock.ts';
import { TaskLink } from './task-link.tsx';
import { WhyLate } from './why-late.tsx';

/** Every step: who has it, since when, and why it is late. */
export function StepList({ account, process }: { account: string; process: WholeProcess }) {
  const { t } = useTranslation(['processes', 'common']);
  const now = useProcessNow(account, process);
  const [asked, setAsked] = useState<string>();
  return (
    <Wide label={t('steps.caption', { title: process.title })}>
      <table className="plain steps">
        <caption className="visually-hidden">{t('steps.caption', { title: process.title })}</caption>
        <thead>
          <tr>
            {(['step', 'who', 'status', 'since', 'target', 'due'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`steps.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {process.steps.map((step) => {
            const id = step.task?.id ?? step.node;
            const toggle = () => setAsked(asked === id ? undefined : id);
            return (
              <Fragment key={id}>
                <StepRow account={account} step={step} now={now} open={asked === id} onWhy={toggle} />
                {asked === id && step.task && (
                  <tr>
                    <td colSpan={6} id={`why-${id}`}>
                      <WhyLate account={account} process={process.id} task={step.task.id} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}

type RowProps = { account: string; step: Step; now: number; open: boolean; onWhy: () => void };

function StepRow({ account, step, now, open, onWhy }: RowProps) {
  const { t } = useTranslation(['processes', 'common']);
  const names = useNames();
  const { task, forecast, kind } = step;
  const due = task?.due ?? forecast?.due ?? null;
  const late = due !== null && Date.parse(task?.finishedAt ?? new Date(now).toISOString()) > Date.parse(due);
  const begun = task?.activatedAt ?? null;
  return (
    <tr>
      <th scope="row">
        {task ? (
          <TaskLink account={account} id={task.id}>
            {names.title(step.title)}
          </TaskLink>
        ) : (
          names.title(step.title)
        )}
        {task && task.round > 1 && <div className="quiet">{t('round', { round: task.round })}</div>}
      </th>
      <td data-label={t('steps.who')}>
        <Who step={step} />
      </td>
      <td data-label={t('steps.status')}>
        <span className={isHalted(step) ? 'late' : isOver(step) ? 'fine' : undefined}>
          {task
            ? t(`common:status.${task.status}`)
            : t(`common:category.${kind === 'milestone' ? 'milestone' : 'task'}`)}
        </span>
        {task?.reason && <div className="quiet clip">{task.reason}</div>}
      </td>
      <td data-label={t('steps.since')}>
        <Since account={account} step={step} begun={begun} now={now} />
      </td>
      <td data-label={t('steps.target')}>
        {isOpen(step) && task?.target ? (
          <Moment at={task.target} now={now} {...countedIn(step)} />
        ) : (
          <span className="quiet">–</span>
        )}
      </td>
      <td data-label={t('steps.due')}>
        {due ? (
          <span className={late && !isOver(step) ? 'late' : undefined}>
            <When at={due} account={account} />
            {late && <LateBy due={due} until={task?.finishedAt ?? new Date(now).toISOString()} />}
          </span>
        ) : (
          <span className="quiet">–</span>
        )}
        {task && begun && (late || isHalted(step)) && (
          <div>
            <Button
              size="compact-xs"
              variant="default"
              aria-expanded={open}
              aria-controls={open ? `why-${task.id}` : undefined}
              onClick={onWhy}
            >
              {t('steps.why')}
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}

function Who({ step: { account, task, kind } }: { step: Step }) {
  const { t } = useTranslation(['processes', 'common']);
  const approvers = task?.votes.map(({ approver }) => approver.name).join(', ');
  if (account) {
    return (
      <>
        <AccountBadge handle={account.handle} name={account.name} />
        <div className="quiet">{[task?.assigned?.team, task?.assigned?.member].filter(Boolean).join(' · ')}</div>
      </>
    );
  }
  if (kind === 'approval') return approvers || t('steps.approvers');
  return <span className="quiet">{t('gantt.accord')}</span>;
}

type SinceProps = { account: string; step: Step; begun: string | null; now: number };

function Since({ account, step: { task, forecast }, begun, now }: SinceProps) {
  const { t } = useTranslation(['processes', 'common']);
  const format = useFormat();
  if (task?.finishedAt) return <When at={task.finishedAt} account={account} />;
  if (begun) return <Moment account={account} at={begun} now={now} />;
  return <span className="quiet">{forecast ? t('steps.from', { at: format.date(forecast.startsAt) }) : '–'}</span>;
}

/** A target is met or missed by the calendar in which its clock counts. */
function countedIn({ task, account }: Step): Where {
  const clock = task?.clocks.complete ?? task?.clocks.respond;
  return { zone: clock?.zone, name: account?.name };
}

function Moment({ at, now, ...where }: Where & { at: string; now: number }) {
  const format = useFormat();
  return (
    <>
      <When at={at} {...where} />
      <div className="quiet">{format.away(at, now)}</div>
    </>
  );
}

function LateBy({ due, until }: { due: string; until: string }) {
  const { t } = useTranslation(['processes', 'common']);
  const span = useSpan();
  return <div className="late">{t('steps.lateBy', { by: span(Date.parse(until) - Date.parse(due)) })}</div>;
}
