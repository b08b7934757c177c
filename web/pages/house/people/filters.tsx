import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../../client/people.ts';
import { organizationsQuery, sitesQuery } from '../../../client/places.ts';
import type { PeopleFilter } from '../queries.ts';

/** What the list is narrowed to; it stands in the address. */
export function PeopleFilters({ account, filter }: { account: string; filter: PeopleFilter }) {
  const { t } = useTranslation(['house', 'common']);
  const navigate = useNavigate();
  const [search, setSearch] = useState(filter.search ?? '');
  const teams = useQuery(teamsQuery(account)).data ?? [];
  const organizations = useQuery(organizationsQuery(account)).data ?? [];
  const sites = useQuery(sitesQuery(account)).data ?? [];

  const narrow = (change: PeopleFilter) =>
    void navigate({
      to: '/a/$account/people',
      params: { account },
      search: cleaned({ ...filter, ...change }),
      replace: true,
    });
  const searchFor = useDebouncedCallback((text: string) => narrow({ search: text.trim() }), 200);
  const clear = () => {
    setSearch('');
    void navigate({ to: '/a/$account/people', params: { account }, search: {}, replace: true });
  };
  const choice = (field: 'team' | 'organization' | 'site', label: string, from: readonly Named[]) => (
    <Select
      label={label}
      placeholder={t('list.any')}
      data={from.map(({ id, name }) => ({ value: id, label: name }))}
      value={filter[field] ?? null}
      onChange={(id) => narrow({ [field]: id ?? undefined })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common:action.clear') }}
      nothingFoundMessage={t('common:page.nothing')}
      className="house-choice"
    />
  );
  return (
    <search className="house-filters" aria-label={t('people.filters')}>
      <TextInput
        id="people-search"
        type="search"
        label={t('people.search')}
        placeholder={t('common:people.search')}
        value={search}
        onChange={({ currentTarget: { value } }) => {
          setSearch(value);
          searchFor(value);
        }}
        className="house-search"
      />
      {choice('team', t('person.team'), teams)}
      {choice('organization', t('person.organization'), organizations)}
      {choice('site', t('person.site'), sites)}
      <Checkbox
        label={t('people.alsoDisabled')}
        checked={filter.disabled ?? false}
        onChange={({ currentTarget: { checked } }) => narrow({ disabled: checked })}
      />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" size="xs" onClick={clear}>
          {t('list.clear')}
        </Button>
      )}
    </search>
  );
}

type Named = { readonly id: string; readonly name: string };

/** What narrows nothing has no place in the address. */
function cleaned({ search, team, organization, site, manager, disabled }: PeopleFilter): PeopleFilter {
  return {
    ...(search ? { search } : {}),
    ...(team ? { team } : {}),
    ...(organization ? { organization } : {}),
    ...(site ? { site } : {}),
    ...(manager ? { manager } : {}),
    ...(disabled ? { disabled } : {}),
  };
}
