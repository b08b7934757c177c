import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { useNames } from '../../../parts/names.ts';
import type { Step, WholeProcess } from '../queries.ts';
import { isOpen } from '../steps.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useDecision } from './use-decision.ts';

type Props = { account: string; process: WholeProcess; onClose: () => void };

/** Calls a process off, after showing what is in whose hands. */
export function CallOffDialog({ account, process, onClose }: Props) {
  const { t } = useTranslation(['processes', 'common']);
  const names = useNames();
  const params = { path: { id: process.id }, header: once(process.version) };
  const callOff = useDecision(
    account,
    process.id,
    (reason: string) => answer(api(account).POST('/v1/processes/{id}/cancellation', { params, body: { reason } })),
    t('off.done', { title: process.title }),
    onClose,
  );
  const open = process.steps.filter(isOpen);
  const rest = process.steps.filter(({ task }) => task?.status === 'registered').length;
  const status = (step: Step) => t(`common:status.${(step.task as NonNullable<Step['task']>).status}`);
  return (
    <ReasonDialog
      title={t('off.title', { title: names.title(process.title) })}
      label={t('off.why')}
      action={t('off.action')}
      pending={callOff.isPending}
      error={callOff.error}
      onSay={callOff.mutate}
      onClose={onClose}
    >
      <div>
        <Text size="sm">{t(open.length > 0 ? 'off.tasks' : 'off.nothingOpen', { count: open.length })}</Text>
        <ul className="tight">
          {open.map((step) => (
            <li key={step.task?.id}>
              {[names.title(step.title), step.account?.name, step.task?.assigned?.member, status(step)]
                .filter(Boolean)
                .join(' · ')}
            </li>
          ))}
        </ul>
        {rest > 0 && <Text size="sm">{t('off.rest', { count: rest })}</Text>}
        <Text size="sm" fw={600} mt="xs">
          {t('off.forGood')}
        </Text>
      </div>
    </ReasonDialog>
  );
}
