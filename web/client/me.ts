import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from './api.ts';

export type Me = Schemas['Me'];
export type Membership = Me['accounts'][number];
export type Role = Membership['roles'][number];

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answer(api().GET('/v1/me')),
  staleTime: 300_000,
});

/** Whoever is signed in; pages behind the sign-in only. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** The account of that handle among those to act in. */
export const useMembership = (handle: string): Membership | undefined =>
  useMe().accounts.find((account) => account.handle === handle);

/** How an account of the viewer's presents itself; of other accounts nothing is known. */
export const useBranding = (handle: string): Partial<Membership['branding']> =>
  useQuery({ ...meQuery, enabled: false }).data?.accounts.find((account) => account.handle === handle)?.branding ?? {};

/** In which zone an account means its hours and days; of other accounts nothing is known. */
export const useAccountZone = (handle: string | undefined): Pick<Membership, 'name' | 'zone'> | undefined =>
  useQuery({ ...meQuery, enabled: false }).data?.accounts.find((account) => account.handle === handle);

/** Roles with which somebody does or watches the work of an account. */
const working: readonly Role[] = [
  'specialist',
  'account_admin',
  'auditor',
  'designer',
  'directory_admin',
  'key_contact',
];

export const hasRole = (account: Membership, ...roles: readonly Role[]) =>
  account.roles.some((role) => roles.includes(role));
const worksIn = (account: Membership) => hasRole(account, ...working);
/** Whether all that this person has to do with Accord is his own start. */
export const isEmployeeOnly = ({ accounts }: Me) => !accounts.some(worksIn);
