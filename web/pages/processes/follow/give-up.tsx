import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { useNames } from '../../../parts/names.ts';
import type { Step, WholeProcess } from '../queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useDecision } from './use-decision.ts';

type Props = { account: string; process: WholeProcess; step: Step; onClose: () => void };

/** Goes on without a task. */
export function GiveUpDialog({ account, process, step, onClose }: Props) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const { id, version } = step.task as NonNullable<Step['task']>;
  const title = names.title(step.title);
  const params = { path: { id }, header: once(version) };
  const giveUp = useDecision(
    account,
    process.id,
    (reason: string) => answer(api(account).POST('/v1/tasks/{id}/cancellation', { params, body: { reason } })),
    t('giveUp.done', { title }),
    onClose,
  );
  const next = process.steps.filter(({ after }) => after.includes(step.node));
  return (
    <ReasonDialog
      title={t('giveUp.title', { title })}
      label={t('giveUp.why')}
      action={t('halted.giveUp')}
      pending={giveUp.isPending}
      error={giveUp.error}
      onSay={giveUp.mutate}
      onClose={onClose}
    >
      <div>
        <Text size="sm">{t(next.length > 0 ? 'giveUp.releases' : 'giveUp.releasesNothing')}</Text>
        <ul className="tight">
          {next.map(({ node, title: following, account: by }) => (
            <li key={node}>{[names.title(following), by?.name].filter(Boolean).join(' · ')}</li>
          ))}
        </ul>
      </div>
    </ReasonDialog>
  );
}
