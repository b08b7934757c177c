import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keyOf } from '../../client/news.ts';
import { ApiProblem } from '../../client/problem.ts';
import { tellProblem } from '../../parts/problem.tsx';
import { taskQuery, type WholeTask } from './queries.ts';
import { after, carryOut, type Said, type Verb } from './verbs.ts';

type Doing = { readonly verb: Verb; readonly said?: Said };

/** Does something with a task: shown at once, put back where the API refuses. */
export function useDo(account: string, task: WholeTask, approval?: string) {
  const queries = useQueryClient();
  const { queryKey } = taskQuery(account, task.id);
  return useMutation({
    mutationFn: ({ verb, said }: Doing) => carryOut(verb, { account, task: task.id, approval }, said),
    onMutate: async ({ verb }: Doing) => {
      await queries.cancelQueries({ queryKey, exact: true });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, (now) => now && { ...now, status: after[verb] });
      return { before };
    },
    onError: (error, { verb }, kept) => {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
      // A form says it at its fields; a button has no place for it.
      const inForm = verb !== 'accept' && verb !== 'start' && verb !== 'approve';
      if (!(inForm && error instanceof ApiProblem)) tellProblem(error, true);
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keyOf.task(account, task.id) }),
        queries.invalidateQueries({ queryKey: [...keyOf.inbox, 'count'] }),
      ]),
  });
}
