import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from './api.ts';
import { keyOf } from './news.ts';

export type Portal = Schemas['Portal'];
export type ToldProcess = Schemas['ToldProcess'];
export type OwnTask = Schemas['OwnTask'];

const read = () => answer(api().GET('/v1/portal'));

/** What is done for whoever is signed in, and what he is to do. */
export const portalQuery = queryOptions({
  queryKey: keyOf.portal,
  queryFn: read,
});

/** Whether anything is or was; asked now and then, not with every piece of news. */
export const hasStartQuery = queryOptions({
  queryKey: ['has-start'],
  queryFn: async () => (await read()).processes.length > 0,
  staleTime: 300_000,
});
