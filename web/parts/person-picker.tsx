import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foundPeopleQuery, personQuery } from '../client/people.ts';

type Props = {
  /** Handle of the account in whose name is searched: its people and its directory's. */
  readonly account: string;
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly clearable?: boolean;
  /** Ids that are not offered. */
  readonly without?: readonly string[];
};

/** Chooses a person by typing a part of his name, or the beginning of his mail address. */
export function PersonPicker({
  account,
  value,
  onChange,
  placeholder,
  clearable = true,
  without = [],
  ...rest
}: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const chosen = useQuery({ ...personQuery(account, value ?? ''), enabled: value !== null }).data;
  // What stands in the field of somebody chosen already is his name, and no search.
  const wanted = chosen && typed === chosen.name ? '' : typed.trim();
  const [search] = useDebouncedValue(wanted, 150);
  const found = useQuery({ ...foundPeopleQuery(account, search), placeholderData: keepPreviousData });
  const people = (found.data ?? []).filter(({ id }) => id !== chosen?.id && !without.includes(id));
  const shown = chosen ? [chosen, ...people] : people;
  const titles = new Map(shown.map(({ id, title, email }) => [id, title || email]));
  return (
    <Select
      {...rest}
      searchable
      clearable={clearable}
      value={value}
      onChange={(id) => onChange(id)}
      onSearchChange={setTyped}
      placeholder={placeholder ?? t('people.search')}
      data={shown.map(({ id, name }) => ({ value: id, label: name }))}
      // The API has searched already; whoever is chosen is no answer to a search for somebody else.
      filter={({ options }) => options.filter((one) => !('value' in one) || wanted === '' || one.value !== value)}
      nothingFoundMessage={found.isPending ? t('page.loading') : t('people.nobody')}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      maxDropdownHeight={320}
      renderOption={({ option }) => (
        <span>
          {option.label}
          <span className="quiet"> {titles.get(option.value)}</span>
        </span>
      )}
    />
  );
}
