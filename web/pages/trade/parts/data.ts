import { queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../../client/api.ts';
import { hasRole, useMembership } from '../../../client/me.ts';
import { keyOf } from '../../../client/news.ts';
import { wholeList } from '../../../client/whole-list.ts';

export type Trust = Schemas['Trust'];
export type WholeTrust = Schemas['TrustWithGrants'];
export type Service = Schemas['Service'];
export type Instance = Schemas['ServiceInstance'];
export type Offering = Read<Schemas['Offering']>;
export type Offered = Read<Schemas['OfferedOffering']>;
export type Agreement = Read<Schemas['Agreement']>;

/** As the client reads it: it takes pairs for lists. */
type Read<T> = T extends [number, number]
  ? number[]
  : T extends (infer Row)[]
    ? Read<Row>[]
    : T extends object
      ? { [Key in keyof T]: Read<T[Key]> }
      : T;

/** Words of this area, and those all areas share. */
export const useWords = () => useTranslation(['trade', 'common']);

/** What somebody may do on these pages: administrators change, auditors read. */
export function useRights(handle: string): { readonly mayChange: boolean; readonly name: string } {
  const account = useMembership(handle);
  return { mayChange: account !== undefined && hasRole(account, 'account_admin'), name: account?.name ?? handle };
}

export const trustsQuery = (account: string) =>
  queryOptions({
    queryKey: keyOf.trusts(account),
    queryFn: () => wholeList((query) => answer(api(account).GET('/v1/trusts', { params: { query } }))),
  });

export const trustQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: keyOf.trust(account, id),
    queryFn: () => answer(api(account).GET('/v1/trusts/{id}', { params: { path: { id } } })),
    // How far the end has come is told by nobody else.
    refetchInterval: ({ state }) => (state.data?.endedAt && state.data.end?.done === false ? 1_500 : false),
  });

export const servicesQuery = (account: string) =>
  queryOptions({
    queryKey: ['services', account],
    queryFn: () => wholeList((query) => answer(api(account).GET('/v1/services', { params: { query } }))),
  });

export const serviceQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ['service', account, id],
    queryFn: () => answer(api(account).GET('/v1/services/{id}', { params: { path: { id } } })),
  });

export const offeringsQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ['service', account, id, 'offerings'],
    queryFn: () =>
      answer(api(account).GET('/v1/services/{id}/offerings', { params: { path: { id } } })).then(({ items }) => items),
  });

export const instancesQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ['service', account, id, 'instances'],
    queryFn: () =>
      answer(api(account).GET('/v1/services/{id}/instances', { params: { path: { id } } })).then(({ items }) => items),
  });

export const offeredQuery = (account: string) =>
  queryOptions({
    queryKey: keyOf.offered(account),
    queryFn: () => answer(api(account).GET('/v1/offered-services')).then(({ items }) => items),
  });

export const agreementsQuery = (account: string) =>
  queryOptions({
    queryKey: keyOf.agreements(account),
    queryFn: () => wholeList((query) => answer(api(account).GET('/v1/agreements', { params: { query } }))),
  });

export const agreementQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: keyOf.agreement(account, id),
    queryFn: () => answer(api(account).GET('/v1/agreements/{id}', { params: { path: { id } } })),
  });
