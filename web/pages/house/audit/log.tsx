import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../../client/file.ts';
import { Empty } from '../../../parts/empty.tsx';
import { ProblemNote, tellProblem } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { More } from '../parts/more.tsx';
import { EntryRow } from './entry.tsx';
import { AuditFilters } from './filters.tsx';
import { auditQuery, exportOf } from './queries.ts';
import './audit.css';

const route = getRouteApi('/app/house-audit/a/$account/audit');

/** Who did what, when, to which record. */
export function AuditPage() {
  const { t } = useTranslation(['house', 'common']);
  const { account } = route.useParams();
  const { entry: open, ...filter } = route.useSearch();
  const navigate = useNavigate();
  const pages = useInfiniteQuery(auditQuery(account, filter));
  const entries = pages.data?.pages.flatMap(({ items }) => items);
  const save = useMutation({
    mutationFn: async () => saveFile(await exportOf(account, filter), `audit-${account}.csv`),
    onError: (error) => tellProblem(error),
  });
  useTitle(t('audit.title'));
  const toggle = (id: string, opened: boolean) =>
    void navigate({
      to: '/a/$account/audit',
      params: { account },
      search: { ...filter, ...(opened ? { entry: id } : {}) },
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <div className="page-head">
        <h1>{t('audit.title')}</h1>
        <div className="actions">
          <Button variant="default" size="xs" loading={save.isPending} onClick={() => save.mutate()}>
            {t('audit.export')}
          </Button>
        </div>
      </div>
      <AuditFilters account={account} filter={filter} />
      {pages.error && <ProblemNote error={pages.error} again={() => void pages.refetch()} />}
      {pages.isPending && <SkeletonRows rows={12} />}
      {entries?.length === 0 && (
        <Empty title={t('audit.noneTitle')}>
          {t(Object.keys(filter).length > 0 ? 'audit.noneFiltered' : 'audit.none')}
        </Empty>
      )}
      {entries && entries.length > 0 && (
        <>
          <ol className="audit-log" aria-label={t('audit.title')}>
            {entries.map((entry) => (
              <EntryRow
                key={entry.id}
                account={account}
                entry={entry}
                open={entry.id === open}
                onToggle={(opened) => toggle(entry.id, opened)}
              />
            ))}
          </ol>
          <More pages={pages} shown={entries.length} />
        </>
      )}
    </>
  );
}
