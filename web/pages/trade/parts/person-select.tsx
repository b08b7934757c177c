import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../client/api.ts';
import { peopleQuery, personQuery, useWords } from './data.ts';

type Person = Schemas['Person'];

/** Chooses a person by typing part of a name or the beginning of a mail address. */
export function PersonSelect({ account, label, description, value, onChange, error, of = anybody }: PersonSelectProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 150);
  const chosen = useQuery({ ...personQuery(account, value ?? ''), enabled: value !== null });
  // What is in the field names who was chosen: that is no search.
  const asked = chosen.data?.name === search.trim() ? '' : search.trim();
  const found = useQuery({ ...peopleQuery(account, asked), placeholderData: (before: Person[] | undefined) => before });
  const people = (found.data ?? []).filter(of);
  const options = people.map(({ id, name, email }) => ({ value: id, label: email ? `${name} · ${email}` : name }));
  if (value && chosen.data && !options.some((one) => one.value === value)) {
    options.unshift({ value, label: chosen.data.name });
  }
  return (
    <Select
      label={label}
      description={description}
      data={options}
      value={value}
      onChange={onChange}
      searchable
      clearable
      onSearchChange={(text) => setTyped(text.split(' · ')[0] ?? '')}
      // Whom the API found fits what was typed, also by what is not shown.
      filter={({ options: all }) => all}
      nothingFoundMessage={t('personSelect.nobody')}
      placeholder={t('personSelect.type')}
      error={error}
      clearButtonProps={{ 'aria-label': t('common:action.clear') }}
    />
  );
}
const anybody = () => true;
type PersonSelectProps = {
  readonly account: string;
  readonly label: string;
  readonly description?: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error?: string | undefined;
  /** Who of those found may be chosen. */
  readonly of?: (person: Person) => boolean;
};
