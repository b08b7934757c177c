import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../client/me.ts';
import { personQuery } from '../../../client/people.ts';
import { isGone } from '../../../client/problem.ts';
import { NotHere } from '../../../parts/not-here.tsx';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { When } from '../../../parts/when.tsx';
import { useRights } from '../parts/rights.ts';
import { PersonDetails } from './details.tsx';
import { Disable } from './disable.tsx';
import { Identities } from './identities.tsx';
import { PersonTeams } from './person-teams.tsx';
import { Roles } from './roles.tsx';
import { StaySection } from './stay.tsx';
import { Welcome } from './welcome.tsx';

const route = getRouteApi('/app/house-people/a/$account/people/$person');

/** One person: what is known of him, what he may do here, when he comes and goes, how he gets in. */
export function PersonPage() {
  const { t } = useTranslation(['house', 'common']);
  const { account, person: id } = route.useParams();
  const { maintains, readsLog, own } = useRights();
  const me = useMe();
  const { data: person, error, refetch } = useQuery(personQuery(account, id));
  useTitle(person?.name);
  if (isGone(error)) return <NotHere />;
  if (error && !person) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!person || !own) return <SkeletonRows />;
  const isSelf = me.person.id === id;
  const atHome = maintains && person.homeId === own.id;
  const isOfOthers = person.homeId === undefined;
  return (
    <>
      <nav aria-label={t('crumbs')} className="house-crumbs">
        <Link to="/a/$account/people" params={{ account }}>
          {t('people.title')}
        </Link>
      </nav>
      <div className="page-head">
        <h1>{person.name}</h1>
        {person.disabledAt && (
          <span className="house-mark">
            {t('person.disabledSince')} <When at={person.disabledAt} />
          </span>
        )}
        {atHome && (
          <div className="actions">
            <Welcome account={account} person={person} />
            {!isSelf && <Disable account={account} person={person} />}
          </div>
        )}
      </div>
      <div className="house-columns">
        <Stack gap="xl">
          <PersonDetails
            key={person.version ?? 0}
            account={account}
            person={person}
            editable={atHome}
            isSelf={isSelf}
          />
        </Stack>
        {!isOfOthers && (
          <Stack gap="xl">
            {(readsLog || isSelf) && <Roles account={account} person={person} />}
            <PersonTeams account={account} id={id} />
            {(atHome || isSelf) && <StaySection account={account} person={person} editable={atHome && !isSelf} />}
            {atHome && <Identities account={account} person={person} />}
          </Stack>
        )}
      </div>
    </>
  );
}
