import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountBadge } from '../../parts/account.tsx';
import { When } from '../../parts/when.tsx';
import { Checklist } from './checklist.tsx';
import type { WholeTask } from './queries.ts';
import { SharedValues } from './values.tsx';
import { Waiting } from './waiting.tsx';

/** What is to be done and with what: the part one works from. */
export function TaskWork({ account, task }: { account: string; task: WholeTask }) {
  const { t } = useTranslation(['tasks', 'common']);
  const own = task.owner.handle === account;
  return (
    <div className="task-sections">
      {task.instructions && (
        <section>
          <h3>{t('instructions')}</h3>
          <p className="task-text">{task.instructions}</p>
        </section>
      )}
      {task.checklist.length > 0 && <Checklist account={account} task={task} />}
      <section>
        <h3>{t('shared')}</h3>
        <SharedValues account={account} value={task.input} nothing={t('nothingShared')} />
      </section>
      {task.output !== null && Object.keys(task.output as object).length > 0 && (
        <section>
          <h3>{t('output')}</h3>
          <SharedValues account={account} value={task.output} nothing="" />
        </section>
      )}
      <section>
        <h3>{t('facts')}</h3>
        <dl className="task-facts">
          <Fact name={t('fact.for')}>{task.forPerson}</Fact>
          <Fact name={t('fact.contact')}>
            {task.contact ? [task.contact.email, task.contact.phone].filter(Boolean).join(' · ') : null}
          </Fact>
          <Fact name={t('fact.process')}>
            {own && task.process.id ? (
              <Link to={`/a/${account}/processes/${task.process.id}` as '/inbox'}>{task.process.title}</Link>
            ) : (
              task.process.title
            )}
          </Fact>
          <Fact name={t('fact.owner')}>
            <AccountBadge {...task.owner} />
          </Fact>
          <Fact name={t('fact.assigned')}>
            {task.assigned ? (
              <>
                <AccountBadge {...task.assigned.account} />
                <span className="quiet"> {[task.assigned.team, task.assigned.member].filter(Boolean).join(' · ')}</span>
              </>
            ) : null}
          </Fact>
          <Fact name={t('fact.due')}>{task.due ? <When at={task.due} account={account} /> : null}</Fact>
          <Fact name={t('fact.waitingUntil')}>
            {task.waitingUntil ? <When at={task.waitingUntil} account={account} /> : null}
          </Fact>
          <Fact name={t('fact.impact')}>{task.impact === 'none' ? null : t(`common:impact.${task.impact}`)}</Fact>
          <Fact name={t('fact.round')}>{task.round > 1 ? t('round', { round: task.round }) : null}</Fact>
        </dl>
      </section>
      <Waiting account={account} task={task} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
