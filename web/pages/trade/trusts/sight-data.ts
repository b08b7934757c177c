import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../../client/api.ts';

/** What the other side of a trust sees of the own account, read with its eyes. */
export const sightQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ['trust', account, id, 'sight'],
    queryFn: () => answer(api(account).GET('/v1/trusts/{id}/other-side', { params: { path: { id } } })),
  });

const from = (cursor: string | null) => ({ perPage: 50, ...(cursor ? { cursor } : {}) });
const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }: { next: string | null }) => next,
};

export const seenTasksQuery = (account: string, id: string) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['trust', account, id, 'sight', 'tasks'],
    queryFn: ({ pageParam }) =>
      answer(
        api(account).GET('/v1/trusts/{id}/other-side/tasks', { params: { path: { id }, query: from(pageParam) } }),
      ),
  });

export const seenPeopleQuery = (account: string, id: string) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['trust', account, id, 'sight', 'people'],
    queryFn: ({ pageParam }) =>
      answer(
        api(account).GET('/v1/trusts/{id}/other-side/people', { params: { path: { id }, query: from(pageParam) } }),
      ),
  });

/** What stands beside one of those tasks: its notes, those on its process, its plan. */
export const besideQuery = (account: string, id: string, task: string) =>
  queryOptions({
    queryKey: ['trust', account, id, 'sight', 'beside', task],
    queryFn: async () => {
      const params = { path: { id, task } };
      const query = { perPage: 100 };
      const [notes, processNotes, plan] = await Promise.all([
        answer(api(account).GET('/v1/trusts/{id}/other-side/tasks/{task}/notes', { params: { ...params, query } })),
        answer(
          api(account).GET('/v1/trusts/{id}/other-side/tasks/{task}/process-notes', { params: { ...params, query } }),
        ),
        answer(api(account).GET('/v1/trusts/{id}/other-side/tasks/{task}/plan', { params })),
      ]);
      return { notes: notes.items, processNotes: processNotes.items, plan: plan.items };
    },
  });
