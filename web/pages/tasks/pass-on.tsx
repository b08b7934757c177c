import { Button, Group, NativeSelect, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once, type Schemas } from '../../client/api.ts';
import { hasRole, useMembership } from '../../client/me.ts';
import { keyOf } from '../../client/news.ts';
import { ProblemNote, tellDone } from '../../parts/problem.tsx';
import { type WholeTask, waysOnQuery } from './queries.ts';

type Props = { readonly account: string; readonly task: WholeTask };
type Way = Schemas['HandoverWays']['items'][number];

/** Gives the work to another provider, where the account has an agreement with one: for those of the account it is done for. */
export function PassOn({ account, task }: Props) {
  const { t } = useTranslation('tasks');
  const membership = useMembership(account);
  // What could be chosen when it was asked for: a refusal is read where it was written, though there may be nobody left to choose.
  const [asking, setAsking] = useState<readonly Way[]>();
  const decides = membership !== undefined && hasRole(membership, 'specialist', 'account_admin');
  const own = task.owner.handle === account && task.category === 'implementation' && task.assigned !== null;
  const enabled = decides && own && task.finishedAt === null;
  const { data: ways = [] } = useQuery({ ...waysOnQuery(account, task.id), enabled });
  if (asking) return <Passing account={account} task={task} ways={asking} onClose={() => setAsking(undefined)} />;
  if (!enabled || ways.length === 0) return null;
  return (
    <Group mb="md">
      <Button size="xs" variant="default" onClick={() => setAsking(ways)}>
        {t('pass.begin')}
      </Button>
    </Group>
  );
}

function Passing({ account, task, ways, onClose }: Props & { ways: readonly Way[]; onClose: () => void }) {
  const { t } = useTranslation(['tasks', 'common']);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(ways[0]?.agreementId);
  const [reason, setReason] = useState('');
  const way = ways.find(({ agreementId }) => agreementId === chosen) ?? (ways[0] as Way);
  const from = task.assigned?.account.name ?? '';
  const to = way.provider.name;
  const body = { agreementId: way.agreementId, reason: reason.trim() };
  const content = JSON.stringify(body);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is sent under one key stays the same.
  const header = useMemo(() => once(task.version), [content, task.version]);
  const pass = useMutation({
    mutationFn: () =>
      answer(api(account).POST('/v1/tasks/{id}/handover', { params: { path: { id: task.id }, header }, body })),
    onSuccess: async ({ id }) => {
      tellDone(t('pass.done', { to }));
      // It goes on as another task.
      await navigate({ to: '/a/$account/tasks/$task', params: { account, task: id } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf.task(account, task.id) }),
  });
  return (
    <Paper
      component="form"
      withBorder
      p="md"
      mb="md"
      aria-label={t('pass.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (body.reason !== '') pass.mutate();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Stack gap="sm">
        <Title order={3} size="h5">
          {t('pass.title')}
        </Title>
        {pass.error && <ProblemNote error={pass.error} />}
        <NativeSelect
          label={t('pass.to')}
          value={way.agreementId}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          data={ways.map(({ agreementId, name, provider }) => ({
            value: agreementId,
            label: t('pass.by', { provider: provider.name, agreement: name }),
          }))}
        />
        <Text size="sm">{t('pass.means', { from, to, agreement: way.name })}</Text>
        <Textarea
          label={t('pass.why')}
          description={t('pass.whyHelp', { from })}
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Group gap={8}>
          <Button type="submit" size="xs" loading={pass.isPending} disabled={body.reason === ''}>
            {t('pass.act')}
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
