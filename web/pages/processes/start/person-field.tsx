import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleQuery, personQuery } from '../queries.ts';

type Props = {
  readonly account: string;
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly id?: string;
  readonly required?: boolean;
  readonly error?: ReactNode;
  readonly clearable?: boolean;
};

/** Somebody of the account or its directory, found as one types. */
export function PersonField({ account, value, onChange, ...props }: Props) {
  const { t } = useTranslation('processes');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 150);
  const { data: chosen } = useQuery(personQuery(account, value));
  // What stands in the field once somebody is chosen is a name, not a question.
  const { data: found = [], isFetching } = useQuery(peopleQuery(account, asked === chosen?.name ? '' : asked));
  const people = [...found, ...(chosen && !found.some(({ id }) => id === chosen.id) ? [chosen] : [])];
  const said = new Map(people.map(({ id, title, email }) => [id, [title, email].filter(Boolean).join(' · ')]));
  return (
    <Select
      {...props}
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      placeholder={t('form.personPlaceholder')}
      description={chosen ? said.get(chosen.id) : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      nothingFoundMessage={isFetching ? t('form.searching') : t('form.nobody')}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" className="quiet">
            {said.get(option.value)}
          </Text>
        </div>
      )}
      maxDropdownHeight={280}
      autoComplete="off"
      comboboxProps={{ withinPortal: true }}
    />
  );
}
