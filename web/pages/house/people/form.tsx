import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { organizationsQuery, sitesQuery } from '../../../client/places.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { PersonPicker } from '../../../parts/person-picker.tsx';

/** What is kept of a person. */
export type Fields = {
  readonly name: string;
  readonly email: string | null;
  readonly title: string;
  readonly phone: string;
  readonly managerId: string | null;
  readonly organizationId: string | null;
  readonly siteId: string | null;
};
export const nobody: Fields = {
  name: '',
  email: null,
  title: '',
  phone: '',
  managerId: null,
  organizationId: null,
  siteId: null,
};

type Props = {
  readonly account: string;
  readonly value: Fields;
  readonly onChange: (change: Partial<Fields>) => void;
  readonly error: unknown;
  /** The person himself, who is not his own manager. */
  readonly person?: string;
};

export function PersonFields({ account, value, onChange, error, person }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const organizations = useQuery(organizationsQuery(account)).data ?? [];
  const sites = useQuery(sitesQuery(account)).data ?? [];
  const text = (field: 'name' | 'title' | 'phone') => ({
    inputWrapperOrder: below,
    label: t(`person.${field}`),
    value: value[field],
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) => onChange({ [field]: currentTarget.value }),
    error: faultAt(error, field),
  });
  const place = (field: 'organizationId' | 'siteId', label: string, from: readonly Named[]) => (
    <Select
      label={label}
      data={from.map(({ id, name }) => ({ value: id, label: name }))}
      value={value[field]}
      onChange={(id) => onChange({ [field]: id })}
      error={faultAt(error, field)}
      placeholder={t('person.none')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common:action.clear') }}
      nothingFoundMessage={t('common:page.nothing')}
    />
  );
  return (
    <div className="house-fields">
      <TextInput {...text('name')} required maxLength={200} />
      <TextInput {...text('title')} maxLength={200} />
      <TextInput
        label={t('person.email')}
        type="email"
        inputWrapperOrder={below}
        description={t('person.emailHelp')}
        value={value.email ?? ''}
        onChange={({ currentTarget }) => onChange({ email: currentTarget.value || null })}
        error={faultAt(error, 'email')}
      />
      <TextInput {...text('phone')} type="tel" maxLength={50} description={t('person.phoneHelp')} />
      <PersonPicker
        account={account}
        label={t('person.manager')}
        value={value.managerId}
        onChange={(managerId) => onChange({ managerId })}
        error={faultAt(error, 'managerId')}
        of={({ id }) => id !== person}
      />
      {place('organizationId', t('person.organization'), organizations)}
      {place('siteId', t('person.site'), sites)}
    </div>
  );
}

/** What explains a field stands under it, so that the fields beside each other are level. */
const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

type Named = { readonly id: string; readonly name: string };
