import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../client/api.ts';

export type OwnAccount = Schemas['Account'];
export type Calendar = Schemas['Calendar'];
export type Team = Schemas['Team'];
export type Organization = Schemas['Organization'];

export type RoleName = Schemas['Roles']['roles'][number]['name'];

/** The account one acts in, with what it keeps for itself. */
export const accountQuery = (account: string) =>
  queryOptions({
    queryKey: ['account', account],
    queryFn: async () => {
      const { items } = await answer(api(account).GET('/v1/accounts'));
      return items.find(({ own }) => own) as OwnAccount;
    },
    staleTime: 60_000,
  });

export type PeopleFilter = {
  readonly search?: string;
  readonly team?: string;
  readonly organization?: string;
  readonly site?: string;
  readonly manager?: string;
  readonly disabled?: boolean;
};

export const peopleQuery = (account: string, filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ['people', account, 'list', filter],
    queryFn: ({ pageParam }) => {
      const query = { perPage: 50, ...filter, ...from(pageParam) };
      return answer(api(account).GET('/v1/people', { params: { query } }));
    },
    ...goingOn,
  });

/** Who had which role; of one person or of everybody. */
export const permissionsQuery = (account: string, person?: string) =>
  infiniteQueryOptions({
    queryKey: ['permissions', account, person ?? null],
    queryFn: ({ pageParam }) => {
      const query = { perPage: 50, ...(person ? { person } : {}), ...from(pageParam) };
      return answer(api(account).GET('/v1/permissions', { params: { query } }));
    },
    ...goingOn,
  });

export const rolesQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ['person', account, id, 'roles'],
    queryFn: () => answer(api(account).GET('/v1/people/{id}/roles', { params: { path: { id } } })),
  });

export const stayQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ['person', account, id, 'stay'],
    queryFn: () => answer(api(account).GET('/v1/people/{id}/stay', { params: { path: { id } } })),
  });

export const identitiesQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ['person', account, id, 'identities'],
    queryFn: () => answer(api(account).GET('/v1/people/{id}/identities', { params: { path: { id } } })),
  });

export const teamQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ['teams', account, id],
    queryFn: () => answer(api(account).GET('/v1/teams/{id}', { params: { path: { id } } })),
  });

export const tokensQuery = (account: string) =>
  queryOptions({
    queryKey: ['tokens', account],
    queryFn: () => answer(api(account).GET('/v1/tokens')),
  });

const from = (cursor: string | null) => (cursor === null ? {} : { cursor });
const goingOn = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next: string | null }) => page.next,
};
