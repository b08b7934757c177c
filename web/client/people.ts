import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from './api.ts';
import { wholeList } from './whole-list.ts';

export type Person = Schemas['Person'];
export type SeenPerson = Schemas['SeenPerson'];

/** One person, as far as the account sees him; nobody is asked for where there is no id. */
export const personQuery = (account: string, id: string | null | undefined) =>
  queryOptions({
    queryKey: ['person', account, id ?? ''],
    queryFn: () => answer(api(account).GET('/v1/people/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: Boolean(id),
    staleTime: 300_000,
  });

/** The first of those whose name has `search` in it, or whose mail address begins so, for choosing one. */
export const foundPeopleQuery = (account: string, search: string) =>
  queryOptions({
    queryKey: ['people', account, 'found', search],
    queryFn: async () => {
      const query = { perPage: 20, ...(search === '' ? {} : { search }) };
      return (await answer(api(account).GET('/v1/people', { params: { query } }))).items;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const teamsQuery = (account: string) =>
  queryOptions({
    queryKey: ['teams', account],
    queryFn: () => wholeList((query) => answer(api(account).GET('/v1/teams', { params: { query } }))),
  });
