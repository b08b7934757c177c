import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './api.ts';
import { wholeList } from './whole-list.ts';

export const sitesQuery = (account: string) =>
  queryOptions({
    queryKey: ['sites', account],
    queryFn: () => wholeList((query) => answer(api(account).GET('/v1/sites', { params: { query } }))),
  });

export const organizationsQuery = (account: string) =>
  queryOptions({
    queryKey: ['organizations', account],
    queryFn: () => wholeList((query) => answer(api(account).GET('/v1/organizations', { params: { query } }))),
  });
