import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../../client/people.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { PersonPicker } from '../../../parts/person-picker.tsx';
import { useWords } from '../parts/data.ts';

export type ServiceDraft = {
  readonly name: string;
  readonly description: string;
  readonly teamId: string | null;
  readonly ownerId: string | null;
  readonly confidential: boolean;
};
export const serviceFields = ['name', 'description', 'teamId', 'ownerId', 'confidential'];

/** What is said of a service. */
export function ServiceFields({ account, draft, change, error }: ServiceFieldsProps) {
  const { t } = useWords();
  return (
    <Stack>
      <TextInput
        label={t('service.name')}
        description={t('service.nameHelp')}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        error={faultAt(error, 'name')}
        maxLength={200}
        required
        data-autofocus
      />
      <Textarea
        label={t('service.description')}
        value={draft.description}
        onChange={({ currentTarget }) => change({ description: currentTarget.value })}
        error={faultAt(error, 'description')}
        maxLength={5000}
        autosize
        minRows={2}
      />
      <TeamSelect
        account={account}
        label={t('service.team')}
        description={t('service.teamHelp')}
        value={draft.teamId}
        onChange={(teamId) => change({ teamId })}
        error={faultAt(error, 'teamId')}
      />
      <PersonPicker
        account={account}
        label={t('service.owner')}
        description={t('service.ownerHelp')}
        value={draft.ownerId}
        onChange={(ownerId) => change({ ownerId })}
        error={faultAt(error, 'ownerId')}
      />
      <Switch
        label={t('service.confidential')}
        description={t('service.confidentialHelp')}
        checked={draft.confidential}
        onChange={({ currentTarget }) => change({ confidential: currentTarget.checked })}
        error={faultAt(error, 'confidential')}
      />
    </Stack>
  );
}
type ServiceFieldsProps = {
  readonly account: string;
  readonly draft: ServiceDraft;
  readonly change: (to: Partial<ServiceDraft>) => void;
  readonly error: unknown;
};

/** Chooses one of the own teams. */
export function TeamSelect({ account, label, description, value, onChange, error }: TeamSelectProps) {
  const { t } = useWords();
  const teams = useQuery(teamsQuery(account));
  const own = (teams.data ?? []).filter((team) => team.own);
  return (
    <Select
      label={label}
      description={description}
      data={own.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      error={error}
      searchable
      required
      nothingFoundMessage={t('service.noTeam')}
      placeholder={t('service.chooseTeam')}
    />
  );
}
type TeamSelectProps = {
  readonly account: string;
  readonly label: string;
  readonly description?: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error?: string | undefined;
};
