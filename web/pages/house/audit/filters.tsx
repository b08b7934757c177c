import { Button, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PersonPicker } from '../../../parts/person-picker.tsx';
import type { AuditFilter } from './queries.ts';
import { kinds, spaced } from './words.ts';

/** What the log is narrowed to; it stands in the address. */
export function AuditFilters({ account, filter }: { account: string; filter: AuditFilter }) {
  const { t, i18n } = useTranslation(['house', 'common']);
  const navigate = useNavigate();
  const go = (search: AuditFilter) =>
    void navigate({ to: '/a/$account/audit', params: { account }, search, replace: true });
  const narrow = (field: keyof AuditFilter, value: string | null) => {
    const { [field]: _, ...rest } = filter;
    go(value ? { ...rest, [field]: value } : rest);
  };
  // What may have been done is what there are words for; what an address asks for besides is offered as well.
  const words: { readonly [action: string]: string } = t('audit.actions', { returnObjects: true });
  const asked = filter.action === undefined || filter.action in words ? {} : { [filter.action]: spaced(filter.action) };
  const choices = Object.entries({ ...words, ...asked })
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.resolvedLanguage));
  return (
    <search className="house-filters" aria-label={t('audit.filters')}>
      <TextInput
        type="date"
        label={t('audit.from')}
        value={filter.from ?? ''}
        max={filter.to}
        onChange={({ currentTarget }) => narrow('from', currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('audit.to')}
        value={filter.to ?? ''}
        min={filter.from}
        onChange={({ currentTarget }) => narrow('to', currentTarget.value)}
      />
      <PersonPicker
        account={account}
        label={t('audit.actor')}
        value={filter.person ?? null}
        onChange={(id) => narrow('person', id)}
      />
      <Select
        label={t('audit.kind')}
        placeholder={t('list.any')}
        data={kinds.map((kind) => ({ value: kind, label: t(`audit.kinds.${kind}`) }))}
        value={filter.kind ?? null}
        onChange={(kind) => narrow('kind', kind)}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('common:action.clear') }}
      />
      <Select
        label={t('audit.action')}
        placeholder={t('list.any')}
        data={choices}
        value={filter.action ?? null}
        onChange={(action) => narrow('action', action)}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('common:action.clear') }}
      />
      {filter.record && (
        <Button variant="light" size="sm" onClick={() => narrow('record', null)}>
          {t('audit.oneRecord')} ✕
        </Button>
      )}
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" size="xs" onClick={() => go({})}>
          {t('list.clear')}
        </Button>
      )}
    </search>
  );
}
