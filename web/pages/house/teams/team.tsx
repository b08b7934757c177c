import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isGone } from '../../../client/problem.ts';
import { NotHere } from '../../../parts/not-here.tsx';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { useRights } from '../parts/rights.ts';
import { teamQuery } from '../queries.ts';
import { Members } from './members.tsx';
import { TeamForm } from './team-form.tsx';

const route = getRouteApi('/app/house-people/a/$account/teams/$team');

/** One team: who is in it, and who looks after it. */
export function TeamPage() {
  const { t } = useTranslation(['house', 'common']);
  const { account, team: id } = route.useParams();
  const { administers } = useRights();
  const { data: team, error, refetch } = useQuery(teamQuery(account, id));
  useTitle(team?.name);
  if (isGone(error)) return <NotHere />;
  if (error && !team) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!team) return <SkeletonRows />;
  const editable = administers && team.own;
  return (
    <>
      <nav aria-label={t('crumbs')} className="house-crumbs">
        <Link to="/a/$account/teams" params={{ account }}>
          {t('team.title')}
        </Link>
      </nav>
      <div className="page-head">
        <h1>{team.name}</h1>
      </div>
      {!team.own && (
        <Text size="sm" className="quiet">
          {t('team.others')}
        </Text>
      )}
      {team.own && (
        <div className="house-columns">
          <Stack gap="xl">
            <Members account={account} team={team} editable={editable} />
          </Stack>
          <Stack gap="xl">
            <TeamForm key={`${team.name} ${team.coordinatorId}`} account={account} team={team} editable={editable} />
          </Stack>
        </div>
      )}
    </>
  );
}
