import { answer, api, once } from '../../../client/api.ts';
import { useAct } from '../parts/act.ts';
import { type Trust, trustQuery, trustsQuery, useWords } from '../parts/data.ts';
import { nameOf } from './state.tsx';

export type Decision = 'acceptance' | 'rejection' | 'cancellation' | 'suspension';

/** What either side decides about a trust as a whole; `after` once it is done. */
export function useDecide(account: string, trust: Trust, after?: () => void) {
  const { t } = useWords();
  const { id, version } = trust;
  const params = { path: { id }, header: once(version) };
  return useAct({
    run: async (decision: Decision | 'resumption') => {
      if (decision === 'resumption') await answer(api(account).DELETE('/v1/trusts/{id}/suspension', { params }));
      else await answer(api(account).POST(`/v1/trusts/{id}/${decision}`, { params }));
      return decision;
    },
    anew: [trustsQuery(account).queryKey, trustQuery(account, id).queryKey, ['offered-services', account]],
    done: (decision) => t(`trust.done.${decision}`, { name: nameOf(trust) }),
    ...(after ? { after } : {}),
  });
}
