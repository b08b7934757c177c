import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, once, type Schemas } from '../../../client/api.ts';
import { tellProblem } from '../../../parts/problem.tsx';
import { trustQuery, type WholeTrust } from '../parts/data.ts';
import type { Capability } from './capabilities.ts';

type Value = { readonly level?: string; readonly roles?: Schemas['LentRoles']['items'][number]['role'][] };
/** `to`: what is granted from now on; null withdraws it. */
export type GrantChange = { readonly capability: Capability; readonly to: Value | null };

/** Grants and withdraws at once on the page; put back, and said so, where it is refused. */
export function useGrant(account: string, trust: WholeTrust) {
  const queries = useQueryClient();
  const { queryKey } = trustQuery(account, trust.id);
  const mutationKey = ['grant', trust.id];
  return useMutation({
    mutationKey,
    // One after the other: each goes by the version that the one before has left.
    scope: { id: `grants-${trust.id}` },
    mutationFn: async ({ capability, to }: GrantChange) => {
      const version = queries.getQueryData(queryKey)?.version ?? trust.version;
      const params = { path: { id: trust.id, capability }, header: once(version) };
      return answer(
        to === null
          ? api(account).DELETE('/v1/trusts/{id}/grants/{capability}', { params })
          : api(account).PUT('/v1/trusts/{id}/grants/{capability}', { params, body: to }),
      );
    },
    onMutate: (change) => {
      void queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      if (before) queries.setQueryData(queryKey, withChange(before, change));
      return before;
    },
    onSuccess: (granted) => {
      // What waits behind this one is shown already, and stays so.
      const last = queries.isMutating({ mutationKey }) === 1;
      queries.setQueryData(queryKey, (now) => (last || !now ? granted : { ...now, version: granted.version }));
      void queries.invalidateQueries({ queryKey: [...queryKey, 'sight'] });
    },
    onError: (error, _, before) => {
      if (before) queries.setQueryData(queryKey, before);
      tellProblem(error, true);
      void queries.invalidateQueries({ queryKey });
    },
  });
}

function withChange(trust: WholeTrust, { capability, to }: GrantChange): WholeTrust {
  const others = trust.grants.filter((one) => one.by !== 'us' || one.capability !== capability);
  if (to === null) return { ...trust, grants: others };
  return { ...trust, grants: [...others, { capability, by: 'us', grantedAt: new Date().toISOString(), ...to }] };
}
