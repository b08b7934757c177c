import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../client/api.ts';
import { Empty } from '../../../parts/empty.tsx';
import { PersonPicker } from '../../../parts/person-picker.tsx';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { When } from '../../../parts/when.tsx';
import { Wide } from '../../../parts/wide.tsx';
import { More } from '../parts/more.tsx';
import { permissionsQuery } from '../queries.ts';

const route = getRouteApi('/app/house-people/a/$account/permissions');

/** Who had which role from when to when. */
export function PermissionsPage() {
  const { t } = useTranslation(['house', 'common']);
  useTitle(t('permission.title'));
  const { account } = route.useParams();
  const { person } = route.useSearch();
  const navigate = useNavigate();
  const pages = useInfiniteQuery(permissionsQuery(account, person));
  const entries = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <div className="page-head">
        <h1>{t('permission.title')}</h1>
      </div>
      <p className="quiet house-lead">{t('permission.lead')}</p>
      <search className="house-filters" aria-label={t('permission.filters')}>
        <PersonPicker
          account={account}
          label={t('permission.person')}
          value={person ?? null}
          onChange={(id) =>
            void navigate({
              to: '/a/$account/permissions',
              params: { account },
              search: id ? { person: id } : {},
              replace: true,
            })
          }
        />
      </search>
      {pages.error && <ProblemNote error={pages.error} again={() => void pages.refetch()} />}
      {pages.isPending && <SkeletonRows rows={8} />}
      {entries?.length === 0 && <Empty title={t('permission.noneTitle')}>{t('permission.none')}</Empty>}
      {entries && entries.length > 0 && (
        <>
          <Log account={account} entries={entries} />
          <More pages={pages} shown={entries.length} />
        </>
      )}
    </>
  );
}

function Log({ account, entries }: { account: string; entries: readonly Schemas['Permission'][] }) {
  const { t } = useTranslation(['house', 'common']);
  return (
    <Wide label={t('permission.title')}>
      <table className="plain">
        <caption className="visually-hidden">{t('permission.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('permission.person')}</th>
            <th scope="col">{t('permission.role')}</th>
            <th scope="col">{t('permission.from')}</th>
            <th scope="col">{t('permission.to')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, person, role, givenAt, givenBy, trustId, withdrawnAt, withdrawnBy }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/a/$account/people/$person" params={{ account, person: person.id }}>
                  {person.name}
                </Link>
              </th>
              <td>
                {t(`common:role.${role}`)}
                {trustId && <div className="quiet">{t('permission.lent')}</div>}
              </td>
              <td>
                <When at={givenAt} />
                <div className="quiet">
                  {givenBy.person === null
                    ? t('permission.byOperator')
                    : givenBy.account === null
                      ? t('permission.by', { name: givenBy.person })
                      : t('permission.byIn', { name: givenBy.person, account: givenBy.account })}
                </div>
              </td>
              <td>
                {withdrawnAt === null ? (
                  <strong className="fine">{t('permission.still')}</strong>
                ) : (
                  <>
                    <When at={withdrawnAt} />
                    <div className="quiet">
                      {withdrawnBy === null ? t('permission.ended') : t('permission.by', { name: withdrawnBy })}
                    </div>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
