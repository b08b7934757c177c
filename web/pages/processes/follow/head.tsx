import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, useMe, useMembership } from '../../../client/me.ts';
import { useFormat } from '../../../parts/format.ts';
import { useNames } from '../../../parts/names.ts';
import { When } from '../../../parts/when.tsx';
import { ProgressBar } from '../progress.tsx';
import type { WholeProcess } from '../queries.ts';
import { Standing } from '../standing.tsx';
import { AudienceDialog } from './audience.tsx';
import { CallOffDialog } from './call-off.tsx';
import { useProcessNow } from './clock.ts';

/** What it is about, how it stands, when it ends. */
export function ProcessHead({ account, process }: { account: string; process: WholeProcess }) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const format = useFormat();
  const now = useProcessNow(account, process);
  const [dialog, setDialog] = useState<'off' | 'audience'>();
  const membership = useMembership(account);
  const audits = membership !== undefined && hasRole(membership, 'account_admin', 'auditor');
  const manages = useManages(account, process);
  const { anchor, endsAt, finishedAt, manager, startedBy, startedAt, confidential, status } = process;
  const over = status === 'completed';
  return (
    <>
      <header className="page-head">
        <h1>{names.title(process.title)}</h1>
        {confidential && (
          <Badge variant="default" tt="none" fw={500} title={t('confidentialHelp')}>
            {t('confidential')}
          </Badge>
        )}
        <div className="actions">
          {audits && (
            <Button variant="default" size="xs" onClick={() => setDialog('audience')}>
              {t('audience.open')}
            </Button>
          )}
          {manages && !over && (
            <Button variant="default" size="xs" onClick={() => setDialog('off')}>
              {t('off.open')}
            </Button>
          )}
        </div>
      </header>
      <dl className="facts">
        <Fact name={t('fact.state')}>
          <Standing process={process} />
        </Fact>
        {process.completionReason !== 'withdrawn' && (
          <Fact name={t('fact.progress')}>
            <ProgressBar progress={process.progress} />
          </Fact>
        )}
        {anchor && (
          <Fact name={t('fact.anchor')}>
            {format.day(anchor)}
            {!over && <div className="quiet">{format.awayDay(anchor, now)}</div>}
          </Fact>
        )}
        <Fact name={t(over ? 'fact.ended' : 'fact.ends')}>
          <When at={over ? finishedAt : endsAt} account={account} />
          {!over && <div className="quiet">{t('fact.endsHelp')}</div>}
        </Fact>
        <Fact name={t('fact.manager')}>{manager.name}</Fact>
        <Fact name={t('fact.started')}>
          <When at={startedAt} account={account} />
          <div className="quiet">{startedBy.name}</div>
        </Fact>
      </dl>
      {dialog === 'off' && <CallOffDialog account={account} process={process} onClose={() => setDialog(undefined)} />}
      {dialog === 'audience' && (
        <AudienceDialog account={account} process={process.id} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whether the viewer may decide how a process goes on; the API has the last word. */
export function useManages(account: string, { manager }: Pick<WholeProcess, 'manager'>): boolean {
  const membership = useMembership(account);
  const { person } = useMe();
  return person.id === manager.id || (membership !== undefined && hasRole(membership, 'specialist', 'account_admin'));
}
