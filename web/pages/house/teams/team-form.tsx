import { Button, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import type { Team } from '../queries.ts';
import { useTeamChange } from './change.ts';

type Props = { readonly account: string; readonly team: Team; readonly editable: boolean };

/** How the team is called and who looks after what nobody has taken. */
export function TeamForm({ account, team, editable }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const [name, setName] = useState(team.name);
  const [coordinatorId, setCoordinator] = useState(team.coordinatorId ?? null);
  const members = team.members ?? [];
  const isChanged = name !== team.name || coordinatorId !== (team.coordinatorId ?? null);
  const save = useTeamChange(
    account,
    () => {
      const params = { path: { id: team.id }, header: once() };
      return answer(api(account).PATCH('/v1/teams/{id}', { params, body: { name, coordinatorId } }));
    },
    ({ name }) => tellDone(t('saved', { name })),
  );
  if (!editable) {
    return (
      <dl className="house-facts">
        <div>
          <dt>{t('team.coordinator')}</dt>
          <dd>{members.find(({ id }) => id === team.coordinatorId)?.name ?? '–'}</dd>
        </div>
      </dl>
    );
  }
  return (
    <section aria-labelledby="team-form">
      <h2 id="team-form">{t('team.settings')}</h2>
      <Stack
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        <TextInput
          label={t('team.name')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={faultAt(save.error, 'name')}
          required
          maxLength={200}
        />
        <Select
          label={t('team.coordinator')}
          description={t('team.coordinatorHelp')}
          data={members.map((member) => ({ value: member.id, label: member.name }))}
          value={coordinatorId}
          onChange={setCoordinator}
          error={faultAt(save.error, 'coordinatorId')}
          placeholder={t('team.nobody')}
          clearable
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
        />
        {save.error && <ProblemNote error={save.error} />}
        <Button type="submit" loading={save.isPending} disabled={!isChanged} style={{ alignSelf: 'flex-start' }}>
          {t('common:action.save')}
        </Button>
      </Stack>
    </section>
  );
}
