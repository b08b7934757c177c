import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../client/people.ts';
import { Empty } from '../../../parts/empty.tsx';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { Wide } from '../../../parts/wide.tsx';
import { More } from '../parts/more.tsx';
import { PersonName, usePlaceNames } from '../parts/names.tsx';
import { useRights } from '../parts/rights.ts';
import { peopleQuery } from '../queries.ts';
import { PeopleFilters } from './filters.tsx';
import { usePeopleCommands } from './keys.ts';

const route = getRouteApi('/app/house-people/a/$account/people');

/** Who belongs here: the account's own people and those of its directory. */
export function PeoplePage() {
  const { t } = useTranslation(['house', 'common']);
  useTitle(t('people.title'));
  const { account } = route.useParams();
  const filter = route.useSearch();
  const { maintains } = useRights();
  const pages = useInfiniteQuery(peopleQuery(account, filter));
  const people = pages.data?.pages.flatMap(({ items }) => items);
  usePeopleCommands(account, maintains);
  return (
    <>
      <div className="page-head">
        <h1>{t('people.title')}</h1>
        {maintains && (
          <div className="actions">
            <Button
              size="sm"
              renderRoot={(props) => <Link to="/a/$account/people/new" params={{ account }} {...props} />}
            >
              {t('people.new')}
            </Button>
          </div>
        )}
      </div>
      <PeopleFilters account={account} filter={filter} />
      {pages.error && <ProblemNote error={pages.error} again={() => void pages.refetch()} />}
      {pages.isPending && <SkeletonRows rows={10} />}
      {people && people.length === 0 && (
        <Empty title={t('people.none')}>
          {t(Object.keys(filter).length > 0 ? 'people.noneFiltered' : 'people.noneYet')}
        </Empty>
      )}
      {people && people.length > 0 && (
        <>
          <PeopleTable account={account} people={people} />
          <More pages={pages} shown={people.length} />
        </>
      )}
    </>
  );
}

function PeopleTable({ account, people }: { account: string; people: readonly Person[] }) {
  const { t } = useTranslation(['house', 'common']);
  const { own } = useRights();
  const places = usePlaceNames(account);
  return (
    <Wide label={t('people.title')}>
      <table className="plain house-people">
        <caption className="visually-hidden">{t('people.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('person.name')}</th>
            <th scope="col">{t('person.email')}</th>
            <th scope="col">{t('person.manager')}</th>
            <th scope="col">{t('person.organization')}</th>
            <th scope="col">{t('person.site')}</th>
            <th scope="col">{t('person.home')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} data-disabled={person.disabledAt !== null}>
              <th scope="row">
                <Link to="/a/$account/people/$person" params={{ account, person: person.id }}>
                  {person.name}
                </Link>
                {person.disabledAt !== null && <span className="house-mark">{t('person.disabled')}</span>}
                {person.title && <div className="quiet">{person.title}</div>}
              </th>
              <td>{person.email ?? <None />}</td>
              <td>{person.managerId ? <PersonName account={account} id={person.managerId} /> : <None />}</td>
              <td>{(person.organizationId && places.get(person.organizationId)) ?? <None />}</td>
              <td>{(person.siteId && places.get(person.siteId)) ?? <None />}</td>
              <td>{own && t(person.homeId === own.id ? 'person.here' : 'person.directory')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function None() {
  return <span className="quiet">–</span>;
}
