import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../../client/people.ts';

/** The teams of this account that the person is in. */
export function PersonTeams({ account, id }: { account: string; id: string }) {
  const { t } = useTranslation(['house', 'common']);
  const { data } = useQuery(teamsQuery(account));
  if (!data) return null;
  const teams = data.filter(({ members }) => members?.some((member) => member.id === id));
  return (
    <section aria-labelledby="person-teams">
      <h2 id="person-teams">{t('tab.teams')}</h2>
      {teams.length === 0 && (
        <Text size="sm" className="quiet">
          {t('person.noTeams')}
        </Text>
      )}
      {teams.length > 0 && (
        <ul className="house-rows">
          {teams.map((team) => (
            <li key={team.id}>
              <Link to="/a/$account/teams/$team" params={{ account, team: team.id }}>
                {team.name}
              </Link>
              {team.coordinatorId === id && <span className="house-mark">{t('team.coordinates')}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
