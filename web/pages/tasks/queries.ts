import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../client/api.ts';
import { keyOf } from '../../client/news.ts';

export type WholeTask = Schemas['WholeTask'];

const path = (id: string) => ({ path: { id } });

export const taskQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: keyOf.task(account, id),
    queryFn: () => answer(api(account).GET('/v1/tasks/{id}', { params: path(id) })),
  });

/** To whom the task may be passed on, and by which agreement. */
export const waysOnQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: [...keyOf.task(account, id), 'ways-on'],
    queryFn: async () => (await answer(api(account).GET('/v1/tasks/{id}/handover', { params: path(id) }))).items,
  });

export const whyQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: [...keyOf.task(account, id), 'why'],
    queryFn: async () => (await answer(api(account).GET('/v1/tasks/{id}/why', { params: path(id) }))).reasons,
  });

export const storyQuery = (account: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...keyOf.task(account, id), 'story'],
    queryFn: ({ pageParam }) =>
      answer(
        api(account).GET('/v1/tasks/{id}/story', {
          params: { ...path(id), query: { perPage: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const notesQuery = (account: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...keyOf.task(account, id), 'notes'],
    queryFn: ({ pageParam }) =>
      answer(
        api(account).GET('/v1/tasks/{id}/notes', {
          params: { ...path(id), query: { perPage: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** The process of an own task: what it waits for, and what waits for it. */
export const processQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: keyOf.process(account, id),
    queryFn: () => answer(api(account).GET('/v1/processes/{id}', { params: path(id) })),
  });

/** What the owner of another account's task shows of its plan; nothing where that is not granted. */
export const planQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: [...keyOf.task(account, id), 'plan'],
    queryFn: async () => (await answer(api(account).GET('/v1/tasks/{id}/plan', { params: path(id) }))).items,
    retry: false,
  });

/** The vote on a task that is asked of the viewer in this account, if one is. */
export const voteQuery = (account: string, task: string) =>
  queryOptions({
    queryKey: [...keyOf.task(account, task), 'vote'],
    queryFn: async () => {
      const query = { status: 'assigned', perPage: 100 } as const;
      const { items } = await answer(api(account).GET('/v1/approvals', { params: { query } }));
      return items.find((vote) => vote.task.id === task) ?? null;
    },
  });
