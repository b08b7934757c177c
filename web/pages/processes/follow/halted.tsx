import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { useNames } from '../../../parts/names.ts';
import { tellProblem } from '../../../parts/problem.tsx';
import { Callout } from '../callout.tsx';
import type { Step, WholeProcess } from '../queries.ts';
import { GiveUpDialog } from './give-up.tsx';
import { useManages } from './head.tsx';
import { TaskLink } from './task-link.tsx';
import { useDecision } from './use-decision.ts';

/** What keeps the process from going on, and what can be done about it. */
export function HaltedBanner({ account, process }: { account: string; process: WholeProcess }) {
  const { t } = useTranslation('processes');
  const manages = useManages(account, process);
  const steps = process.steps.filter(({ task }) => task && process.halted.includes(task.id));
  if (steps.length === 0) return null;
  return (
    <Callout tone="late" title={t('halted.title', { count: steps.length })} role="status">
      <Text size="sm" mb="xs">
        {t(manages ? 'halted.help' : 'halted.helpReader', { manager: process.manager.name })}
      </Text>
      <Stack gap="sm">
        {steps.map((step) => (
          <HaltedStep key={step.task?.id} account={account} process={process} step={step} manages={manages} />
        ))}
      </Stack>
    </Callout>
  );
}

type Props = { account: string; process: WholeProcess; step: Step; manages: boolean };

function HaltedStep({ account, process, step, manages }: Props) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const [givingUp, setGivingUp] = useState(false);
  const task = step.task as NonNullable<Step['task']>;
  const title = names.title(step.title);
  const params = { path: { id: task.id }, header: once(task.version) };
  const retry = useDecision(
    account,
    process.id,
    () => answer(api(account).POST('/v1/tasks/{id}/retry', { params })),
    t('halted.retried', { title }),
  );
  const who = step.account?.name ?? t('gantt.accord');
  return (
    <div>
      <Text size="sm">
        <TaskLink account={account} id={task.id}>
          {title}
        </TaskLink>{' '}
        {t(task.status === 'rejected' ? 'halted.rejectedBy' : 'halted.failedAt', { who })}
      </Text>
      {task.reason && (
        <Text size="sm" component="blockquote" className="said">
          {task.reason}
        </Text>
      )}
      {manages && (
        <Group gap="xs" mt={6}>
          <Button
            size="xs"
            loading={retry.isPending}
            onClick={() => retry.mutate(undefined, { onError: (error) => tellProblem(error) })}
          >
            {t('halted.retry')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setGivingUp(true)}>
            {t('halted.giveUp')}
          </Button>
          <Text size="xs" className="quiet">
            {t('halted.means')}
          </Text>
        </Group>
      )}
      {givingUp && <GiveUpDialog account={account} process={process} step={step} onClose={() => setGivingUp(false)} />}
    </div>
  );
}
