import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../client/api.ts';
import { keyOf } from '../../client/news.ts';
import { type OwnTask, type Portal, portalQuery } from '../../client/portal.ts';
import { tellDone, tellProblem } from '../../parts/problem.tsx';

/** What waits for the viewer by name in his inbox, approvals among it. */
export const askedQuery = queryOptions({
  queryKey: [...keyOf.inbox, 'home'],
  queryFn: () => answer(api().GET('/v1/inbox', { params: { query: { part: 'mine', perPage: 100 } } })),
  select: ({ items }) => items,
});

/** Changes the task as it is shown at once; what the API refuses is put back. */
function useShownAtOnce() {
  const queries = useQueryClient();
  const { queryKey } = portalQuery;
  return {
    show: async (id: string, change: (task: OwnTask) => OwnTask | undefined) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(
        queryKey,
        (now) => now && { ...now, tasks: now.tasks.flatMap((task) => (task.id === id ? (change(task) ?? []) : task)) },
      );
      return { before };
    },
    putBack: (kept?: { readonly before: Portal | undefined }) => {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
    },
    readAnew: () => queries.invalidateQueries({ queryKey }),
  };
}

export function useTick({ account: { handle }, id }: OwnTask) {
  const { show, putBack, readAnew } = useShownAtOnce();
  return useMutation({
    mutationFn: ({ item, done }: { item: number; done: boolean }) => {
      const params = { path: { id, item }, header: once() };
      return answer(
        done
          ? api(handle).PUT('/v1/tasks/{id}/checklist/{item}', { params })
          : api(handle).DELETE('/v1/tasks/{id}/checklist/{item}', { params }),
      );
    },
    onMutate: ({ item, done }) =>
      show(id, (task) => ({
        ...task,
        checklist: task.checklist.map((one) => (one.item === item ? { ...one, done } : one)),
      })),
    onError: (error, _, kept) => {
      putBack(kept);
      tellProblem(error, true);
    },
    onSettled: readAnew,
  });
}

/** Completes a task; one that asks for nothing is gone at once. */
export function useCompletion({ account: { handle }, id, title }: OwnTask, asksForOutput: boolean) {
  const { t } = useTranslation('portal');
  const { show, putBack, readAnew } = useShownAtOnce();
  return useMutation({
    mutationFn: (output: object) =>
      answer(
        api(handle).POST('/v1/tasks/{id}/completion', { params: { path: { id }, header: once() }, body: { output } }),
      ),
    onMutate: () => (asksForOutput ? undefined : show(id, () => undefined)),
    onSuccess: () => tellDone(t('done', { title })),
    onError: (error, _, kept) => {
      putBack(kept);
      // The form says it at its fields.
      if (!asksForOutput) tellProblem(error, true);
    },
    onSettled: readAnew,
  });
}
