import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { accountQuery } from '../queries.ts';
import { Hours } from './picture.tsx';
import './hours.css';
import { useTitle } from '../../../parts/title.ts';

const route = getRouteApi('/app/house-settings/a/$account/settings/hours');

/** The account's calendar, with a picture of the year. */
export function HoursPage() {
  const { t } = useTranslation(['house', 'common']);
  useTitle(t('hours.title'));
  const { account } = route.useParams();
  const { data: own, error, refetch } = useQuery(accountQuery(account));
  return (
    <>
      <div className="page-head">
        <h1>{t('hours.title')}</h1>
      </div>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!own && !error && <SkeletonRows rows={12} />}
      {own?.calendar && <Hours account={account} own={own} saved={own.calendar} />}
    </>
  );
}
