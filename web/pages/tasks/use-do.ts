import { useMutation, useQueryClient } from '@tanstack/react-query';
import { inboxChanged, keyOf } from '../../client/news.ts';
import { tellProblem } from '../../parts/problem.tsx';
import { taskQuery, type WholeTask } from './queries.ts';
import { after, carryOut, type Said, type Verb } from './verbs.ts';

type Doing = { readonly verb: Verb; readonly said?: Said };

/**
 * Does something with a task: shown at once, put back where the API refuses. What is said with a form is shown once it is
 * done: until then what was written must stay.
 */
export function useDo(account: string, task: WholeTask, approval?: string) {
  const queries = useQueryClient();
  const { queryKey } = taskQuery(account, task.id);
  return useMutation({
    mutationFn: ({ verb, said }: Doing) => carryOut(verb, { account, task: task.id, approval }, said),
    onMutate: async ({ verb, said }: Doing) => {
      if (said) return;
      await queries.cancelQueries({ queryKey, exact: true });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, (now) => now && { ...now, status: after[verb] });
      return { before };
    },
    onError: (error, { said }, kept) => {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
      // A form says it at its fields; a button has no place for it.
      if (!said) tellProblem(error, true);
    },
    onSettled: () => {
      inboxChanged(queries);
      return Promise.all([
        queries.invalidateQueries({ queryKey: keyOf.task(account, task.id) }),
        queries.invalidateQueries({ queryKey: [...keyOf.inbox, 'count'] }),
      ]);
    },
  });
}
