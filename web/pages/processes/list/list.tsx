import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, useMembership } from '../../../client/me.ts';
import { AccountBadge } from '../../../parts/account.tsx';
import { useNames } from '../../../parts/names.ts';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { LinkButton } from '../links.tsx';
import { processCountQuery, processesQuery, templatesQuery } from '../queries.ts';
import { searchFieldId, useListKeys } from './keys.ts';
import { useListNews } from './news.ts';
import { NoProcesses } from './nothing.tsx';
import { ProcessRows } from './rows.tsx';
import { filterOf, type ListSearch, narrowed } from './search.ts';
import { RiskFilter, Tabs } from './tabs.tsx';
import '../processes.css';

const route = getRouteApi('/app/a/$account/processes');

/** The processes of an account. */
export function ProcessList() {
  const { t } = useTranslation('processes');
  const { account } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const membership = useMembership(account);
  const starts = membership !== undefined && hasRole(membership, 'specialist', 'account_admin');
  useTitle(t('title'));
  useListKeys(account, starts);
  const narrow = (change: ListSearch) => void navigate({ search: { ...search, ...change }, replace: true });
  const filter = useMemo(() => filterOf(search), [search]);
  const list = useInfiniteQuery(processesQuery(account, filter));
  useListNews(account, filter);
  // Of versions nothing is counted.
  const { data: count } = useQuery({ ...processCountQuery(account, narrowed(search)), enabled: !search.version });
  const processes = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const { isFetchingNextPage, fetchNextPage } = list;
  const onMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [isFetchingNextPage, fetchNextPage]);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        {membership && <AccountBadge handle={account} name={membership.name} />}
        {starts && (
          <div className="actions">
            <LinkButton to="/a/$account/start" params={{ account }} size="xs">
              {t('start.choose')}
            </LinkButton>
          </div>
        )}
      </header>
      <Tabs account={account} search={search} count={count} />
      <div className="process-filters">
        <SearchField value={search.q ?? ''} onChange={(q) => narrow({ q: q || undefined })} />
        <TemplateFilter
          account={account}
          value={search.template ?? ''}
          onChange={(template) => narrow({ template, version: undefined })}
        />
        {search.version && (
          <Button size="xs" variant="default" onClick={() => narrow({ version: undefined })}>
            {t('list.version', { version: search.version.slice(0, 12) })} ✕
          </Button>
        )}
        <RiskFilter account={account} search={search} count={count} />
      </div>
      {list.error && !list.data && <ProblemNote error={list.error} again={() => void list.refetch()} />}
      {!list.data && !list.error && <SkeletonRows rows={8} height={40} />}
      {list.data && processes.length === 0 && <NoProcesses account={account} search={search} starts={starts} />}
      {processes.length > 0 && (
        <ProcessRows account={account} processes={processes} more={list.hasNextPage} onMore={onMore} />
      )}
    </div>
  );
}

/** Narrows the list down a moment after the last letter. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('processes');
  const [text, setText] = useState(value);
  const [settled] = useDebouncedValue(text, 250);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is written goes into the address, and comes back from it only by going back.
  useEffect(() => {
    if (settled.trim() !== value) onChange(settled.trim());
  }, [settled]);
  useEffect(() => setText((now) => (now.trim() === value ? now : value)), [value]);
  return (
    <TextInput
      id={searchFieldId}
      type="search"
      size="xs"
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
    />
  );
}

type FilterProps = { account: string; value: string; onChange: (template: string | undefined) => void };

function TemplateFilter({ account, value, onChange }: FilterProps) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const { data: templates = [] } = useQuery(templatesQuery(account));
  return (
    <NativeSelect
      size="xs"
      aria-label={t('list.template')}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
      data={[
        { value: '', label: t('list.everyTemplate') },
        ...templates.map(({ name, title }) => ({ value: name, label: names.title(title) })),
      ]}
    />
  );
}
