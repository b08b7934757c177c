import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from './api.ts';
import { keyOf } from './news.ts';

export type Portal = Schemas['Portal'];
export type ToldProcess = Schemas['ToldProcess'];
export type OwnTask = Schemas['OwnTask'];

/** What is done for whoever is signed in, and what he is to do. */
export const portalQuery = queryOptions({
  queryKey: keyOf.portal,
  queryFn: () => answer(api().GET('/v1/portal')),
});
