import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foundPeopleQuery, type Person, personQuery, type SeenPerson } from '../client/people.ts';

type Props = {
  /** Handle of the account in whose name is searched: its people and its directory's. */
  readonly account: string;
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly id?: string;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly withAsterisk?: boolean;
  readonly clearable?: boolean;
  /** Who of those found may be chosen. */
  readonly of?: (person: Person) => boolean;
  /** Says beneath the field what tells whoever was chosen from others of that name. */
  readonly telling?: boolean;
};

/** Chooses a person by typing a part of his name, or the beginning of his mail address. */
export function PersonPicker({
  account,
  value,
  onChange,
  description,
  placeholder,
  clearable = true,
  of = anybody,
  telling = false,
  ...rest
}: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const chosen = useQuery(personQuery(account, value)).data;
  // What stands in the field of somebody chosen already is his name, and no search.
  const wanted = chosen && typed === chosen.name ? '' : typed.trim();
  const [search] = useDebouncedValue(wanted, 150);
  const found = useQuery(foundPeopleQuery(account, search));
  const people = (found.data ?? []).filter((person) => person.id !== chosen?.id && of(person));
  const shown = chosen ? [chosen, ...people] : people;
  const told = new Map(shown.map((person) => [person.id, toldOf(person)]));
  return (
    <Select
      {...rest}
      searchable
      clearable={clearable}
      value={value}
      onChange={(id) => onChange(id)}
      onSearchChange={setTyped}
      placeholder={placeholder ?? t('people.search')}
      description={telling && chosen ? told.get(chosen.id) : description}
      {...(telling ? { inputWrapperOrder: ['label', 'input', 'description', 'error'] } : {})}
      data={shown.map(({ id, name }) => ({ value: id, label: name }))}
      // The API has searched already; whoever is chosen is no answer to a search for somebody else.
      filter={({ options }) => options.filter((one) => !('value' in one) || wanted === '' || one.value !== value)}
      nothingFoundMessage={found.isPending ? t('page.loading') : t('people.nobody')}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      autoComplete="off"
      maxDropdownHeight={320}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" className="quiet">
            {told.get(option.value)}
          </Text>
        </div>
      )}
    />
  );
}

const anybody = () => true;
const toldOf = ({ title, email }: Person | SeenPerson) => [title, email].filter(Boolean).join(' · ');
