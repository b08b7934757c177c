import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../../client/api.ts';

/** What ending a trust would come to, as far as one side may know it. */
export type ForeseenEnd = Schemas['ForeseenRevocation'];
export type How = ForeseenEnd['choices'][number];

export const foreseenQuery = (account: string, id: string) =>
  queryOptions({
    // Not read anew with the trust: once that has ended there is nothing to foresee.
    queryKey: ['foreseen', account, id],
    queryFn: () => answer(api(account).GET('/v1/trusts/{id}/revocation', { params: { path: { id } } })),
    staleTime: 0,
  });

export const openOf = ({ tasks }: ForeseenEnd) => tasks.reduce((sum, { number }) => sum + number, 0);
