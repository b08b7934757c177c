import { useMutation, useQueryClient } from '@tanstack/react-query';
import { teamsQuery } from '../../../client/people.ts';
import { type Team, teamQuery } from '../queries.ts';

/** A change of a team, after which every place that shows it shows it as it is now. */
export function useTeamChange<V>(
  account: string,
  change: (wanted: V) => Promise<Team>,
  done: (team: Team, wanted: V) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (team, wanted) => {
      queries.setQueryData(teamQuery(account, team.id).queryKey, team);
      done(team, wanted);
      await queries.invalidateQueries({ queryKey: teamsQuery(account).queryKey, exact: true });
    },
  });
}
