import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { inboxChanged, keyOf } from '../../client/news.ts';
import { tellProblem } from '../../parts/problem.tsx';
import { after, carryOut, type Said, type Verb } from '../tasks/verbs.ts';
import { idOf, inboxQuery, type Row, type Rows, refresh } from './rows.ts';
import type { InboxSearch } from './search.ts';

export type Act = (verb: Verb, rows: readonly Row[], said?: Said) => Promise<number>;

/**
 * Does something with rows of the inbox: shown at once, put back where the API refuses. Several are done one after the
 * other, and one that is refused does not keep the others from being done.
 * @returns how many were done
 */
export function useAct(search: InboxSearch): Act {
  const queries = useQueryClient();
  return useCallback(
    async (verb, rows, said) => {
      const { queryKey } = inboxQuery(search);
      for (const row of rows) show(row);
      let done = 0;
      for (const row of rows) {
        try {
          await carryOut(verb, { account: row.account.handle, task: row.task.id, approval: row.approval }, said);
          done++;
        } catch (error) {
          queries.setQueryData<Rows>(queryKey, (list) => list && changed(list, idOf(row), () => row));
          tellProblem(error, true);
        }
        // A task may wait for one person in two accounts; what became of it the API knows.
        await refresh(queries, search, row.task.id).catch(() => queries.invalidateQueries({ queryKey: keyOf.inbox }));
        void queries.invalidateQueries({ queryKey: keyOf.task(row.account.handle, row.task.id) });
      }
      inboxChanged(queries);
      return done;

      function show(row: Row): void {
        const task = { ...row.task, status: after[verb] };
        const mine = { ...row, part: 'mine', task } as const;
        queries.setQueryData<Rows>(queryKey, (list) => list && changed(list, idOf(row), () => mine));
      }
    },
    [queries, search],
  );
}

function changed(list: Rows, id: string, to: (row: Row) => Row): Rows {
  return {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.map((row) => (idOf(row) === id ? to(row) : row)) })),
  };
}
