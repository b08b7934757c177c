import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../client/api.ts';
import { useMe } from '../../client/me.ts';
import { keyOf } from '../../client/news.ts';
import { OnDemand, overlay } from '../../parts/on-demand.tsx';
import { searchFieldId } from './keys.ts';
import { type InboxSearch, isNarrowed } from './search.ts';

const SavedViews = overlay(() => import('./views.tsx'));

const countQuery = queryOptions({
  queryKey: [...keyOf.inbox, 'count'],
  queryFn: () => answer(api().GET('/v1/inbox/count')),
});

const statuses = ['assigned', 'accepted', 'in_progress', 'waiting_for', 'waiting_for_customer'] as const;

/** What of the inbox is shown: all of it stands in the address. */
export function InboxHead({ search }: { search: InboxSearch }) {
  const { t } = useTranslation(['inbox', 'common']);
  const navigate = useNavigate();
  const me = useMe();
  const { data: count } = useQuery(countQuery);
  const narrow = (change: Partial<Record<keyof InboxSearch, unknown>>) =>
    void navigate({ to: '/inbox', search: { ...search, ...change } as InboxSearch, replace: true });
  const numbers = { all: count ? count.mine + count.team : undefined, mine: count?.mine, team: count?.team };
  const label = (part: keyof typeof numbers) =>
    numbers[part] === undefined ? t(`part.${part}`) : `${t(`part.${part}`)} ${numbers[part]}`;
  return (
    <header className="inbox-head">
      <div className="inbox-line">
        <h1>{t('title')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('part.label')}
          value={search.part ?? 'all'}
          onChange={(part) => narrow({ part: part === 'all' ? undefined : part })}
          data={(['all', 'mine', 'team'] as const).map((part) => ({ value: part, label: label(part) }))}
        />
        <OnDemand
          button={(open) => (
            <Button size="xs" variant="subtle" aria-haspopup="menu" onClick={open}>
              {t('views.title')}
            </Button>
          )}
          menu={() => <SavedViews search={search} />}
        />
      </div>
      <div className="inbox-line">
        <SearchField value={search.q ?? ''} onSearch={(q) => narrow({ q: q === '' ? undefined : q })} />
        {me.accounts.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={t('common:account.choose')}
            value={search.account ?? ''}
            onChange={({ currentTarget }) => narrow({ account: currentTarget.value || undefined })}
            data={[
              { value: '', label: t('filter.account') },
              ...me.accounts.map(({ handle, name }) => ({ value: handle, label: name })),
            ]}
          />
        )}
        <NativeSelect
          size="xs"
          aria-label={t('filter.status')}
          value={search.status ?? ''}
          onChange={({ currentTarget }) => narrow({ status: currentTarget.value || undefined })}
          data={[
            { value: '', label: t('filter.status') },
            ...statuses.map((status) => ({ value: status, label: t(`common:status.${status}`) })),
          ]}
        />
        <Button
          size="xs"
          variant={search.overdue ? 'filled' : 'default'}
          aria-pressed={search.overdue === true}
          onClick={() => narrow({ overdue: search.overdue ? undefined : true })}
        >
          {t('filter.overdue')} {count?.overdue}
        </Button>
        {isNarrowed(search) && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => void navigate({ to: '/inbox', search: search.part ? { part: search.part } : {} })}
          >
            {t('filter.clear')}
          </Button>
        )}
      </div>
    </header>
  );
}

function SearchField({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const { t } = useTranslation('inbox');
  const [text, setText] = useState(value);
  const [settled] = useDebouncedValue(text, 250);
  const said = useRef(value);
  // A search follows what is typed, a moment after.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed goes into the address; how it goes there is no reason to.
  useEffect(() => {
    if (settled.trim() === said.current) return;
    said.current = settled.trim();
    onSearch(said.current);
  }, [settled]);
  // The address says another search where one goes back, or takes a view: not while one's own is on its way into it.
  useEffect(() => {
    if (value === said.current) return;
    said.current = value;
    setText(value);
  }, [value]);
  return (
    <TextInput
      id={searchFieldId}
      size="xs"
      type="search"
      className="inbox-search"
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
    />
  );
}
