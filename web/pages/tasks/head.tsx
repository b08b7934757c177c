import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../client/me.ts';
import { AccountBadge } from '../../parts/account.tsx';
import { NextTarget, Overdue } from '../../parts/target.tsx';
import type { WholeTask } from './queries.ts';

/** What it is called, how it stands, and as whom one looks at it: that must never be in doubt. */
export function TaskHead({ account, task, onClose }: { account: string; task: WholeTask; onClose?: () => void }) {
  const { t } = useTranslation(['tasks', 'common']);
  const acting = useMembership(account);
  const breached = [task.clocks.respond, task.clocks.complete].some((clock) => clock?.breached);
  return (
    <header className="task-head">
      <div className="task-acting">
        {acting && (
          <AccountBadge handle={acting.handle} name={t('common:account.asViewedFrom', { name: acting.name })} />
        )}
        {onClose && <CloseButton ml="auto" onClick={onClose} aria-label={t('common:action.close')} />}
      </div>
      <h2 className="task-title">{task.title}</h2>
      <p className="task-state">
        <strong>{t(`common:status.${task.status}`)}</strong>
        {task.reason && <span> · {task.reason}</span>}
        {' · '}
        <NextTarget account={account} task={{ ...task, breached }} />{' '}
        <Overdue account={account} task={{ ...task, breached }} />
      </p>
    </header>
  );
}
