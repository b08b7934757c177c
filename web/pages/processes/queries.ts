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

export const processesQuery = (account: string, filter: ProcessFilter) =>
  infiniteQueryOptions({
    queryKey: [...keyOf.processes(account), 'list', filter],
    queryFn: ({ pageParam }) =>
      answer(
        api(account).GET('/v1/processes', {
          params: { query: { ...filter, perPage: 100, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

export const processCountQuery = (account: string, filter: Pick<ProcessFilter, 'template' | 'search'>) =>
  queryOptions({
    queryKey: [...keyOf.processes(account), 'count', filter],
    queryFn: () => answer(api(account).GET('/v1/processes/count', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });

/** Statuses of a process that goes on. */
export const running = 'being_created,registered,in_progress,progress_halted';
