import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../client/api.ts';
import { keyOf } from '../../client/news.ts';

export type Template = Schemas['Template'];
export type Process = Schemas['Process'];
export type WholeProcess = Schemas['WholeProcess'];
export type Step = Schemas['Step'];
export type Plan = Schemas['PlanPreview'];

export const templatesQuery = (account: string) =>
  queryOptions({
    queryKey: ['templates', account],
    queryFn: async () => (await answer(api(account).GET('/v1/templates'))).items,
    staleTime: 300_000,
  });

export const templateQuery = (account: string, name: string) =>
  queryOptions({
    queryKey: ['templates', account, name],
    queryFn: () => answer(api(account).GET('/v1/templates/{name}', { params: { path: { name } } })),
    staleTime: 300_000,
  });

export const processQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: keyOf.process(account, id),
    queryFn: () => answer(api(account).GET('/v1/processes/{id}', { params: { path: { id } } })),
  });

export type ProcessFilter = {
  readonly status?: string;
  readonly risk?: string;
  readonly template?: string;
  readonly version?: string;
  readonly search?: string;
};

/** The list hears itself what changed: read anew are single rows, not all that were read. */
export const processesQuery = (account: string, filter: ProcessFilter) =>
  infiniteQueryOptions({
    queryKey: ['process-list', account, filter],
    queryFn: ({ pageParam }) => askProcesses(account, { ...filter, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    // What happened while it was not shown it has not heard.
    staleTime: 0,
  });

export const askProcesses = (account: string, more: ProcessFilter & { cursor?: string; id?: string }) =>
  answer(api(account).GET('/v1/processes', { params: { query: { ...more, perPage: 100 } } }));

export const processCountQuery = (account: string, filter: Pick<ProcessFilter, 'template' | 'search'>) =>
  queryOptions({
    queryKey: ['process-count', account, filter],
    queryFn: () => answer(api(account).GET('/v1/processes/count', { params: { query: filter } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** Statuses of a process that goes on. */
export const running = 'being_created,registered,in_progress,progress_halted';
