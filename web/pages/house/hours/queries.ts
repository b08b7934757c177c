import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../client/api.ts';

export const countriesQuery = (account: string) =>
  queryOptions({
    queryKey: ['countries', account],
    queryFn: async () => (await answer(api(account).GET('/v1/holidays/countries'))).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

type Wanted = { country?: string | undefined; region?: string | undefined; from: number; to: number };

/** Public holidays by name; asked for only where a country is. */
export const holidaysQuery = (account: string, { country = '', region, from, to }: Wanted) =>
  queryOptions({
    queryKey: ['holidays', account, country, region ?? null, from, to],
    queryFn: async () => {
      const query = { country, from, to, ...(region ? { region } : {}) };
      return (await answer(api(account).GET('/v1/holidays', { params: { query } }))).items;
    },
    enabled: country !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
