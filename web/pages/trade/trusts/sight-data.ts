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

const most = { perPage: 100 };

/** What stands beside one of those tasks; of its process only what is granted, since the rest is not there to be asked. */
export const besideQuery = (account: string, id: string, task: string, granted: { notes: boolean; plan: boolean }) =>
  queryOptions({
    queryKey: ['trust', account, id, 'sight', 'beside', task, granted],
    queryFn: async () => {
      const path = { id, task };
      const params = { path, query: most };
      const client = api(account);
      const [notes, processNotes, plan] = await Promise.all([
        answer(client.GET('/v1/trusts/{id}/other-side/tasks/{task}/notes', { params })),
        granted.notes
          ? answer(client.GET('/v1/trusts/{id}/other-side/tasks/{task}/process-notes', { params }))
          : undefined,
        granted.plan
          ? answer(client.GET('/v1/trusts/{id}/other-side/tasks/{task}/plan', { params: { path } }))
          : undefined,
      ]);
      return { notes: notes.items, processNotes: processNotes?.items ?? null, plan: plan?.items ?? null };
    },
  });
