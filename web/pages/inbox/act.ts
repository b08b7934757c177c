import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { inboxChanged, keyOf } from '../../client/news.ts';
import { tellProblem } from '../../parts/problem.tsx';
import { after, carryOut, type Verb } from '../tasks/verbs.ts';
import { idOf, inboxQuery, mostAtOnce, type Row, type Rows, refresh } from './rows.ts';
import type { InboxSearch } from './search.ts';

/** `onProgress`: told how many were tried. */
export type Act = (verb: Verb, rows: readonly Row[], onProgress?: (tried: number) => void) => Promise<number>;

/**
 * Does something with rows of the inbox: shown at once, put back where the API refuses. One that is refused does not keep
 * the others from being done, and of many the first refusal is told.
 * @returns how many were done
 */
export function useAct(search: InboxSearch): Act {
  const queries = useQueryClient();
  return useCallback(
    async (verb, rows, onProgress) => {
      const { queryKey } = inboxQuery(search);
      const put = (now: readonly Row[]) => queries.setQueryData<Rows>(queryKey, (list) => list && changed(list, now));
      put(rows.map((row) => ({ ...row, part: 'mine', task: { ...row.task, status: after[verb] } })));
      const refused: { readonly row: Row; readonly error: unknown }[] = [];
      const waiting = rows.values();
      let tried = 0;
      const lane = async () => {
        for (const row of waiting) {
          try {
            await carryOut(verb, { account: row.account.handle, task: row.task.id, approval: row.approval });
          } catch (error) {
            refused.push({ row, error });
          }
          onProgress?.(++tried);
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      if (refused[0]) {
        put(refused.map(({ row }) => row));
        tellProblem(refused[0].error, true);
      }
      const all = () => queries.invalidateQueries({ queryKey: keyOf.inbox });
      // A task may wait for one person in two accounts; what became of it the API knows.
      if (rows.length > mostAtOnce) void all();
      else await Promise.all(rows.map(({ task }) => refresh(queries, search, task.id).catch(all)));
      for (const { account, task } of rows)
        void queries.invalidateQueries({ queryKey: keyOf.task(account.handle, task.id) });
      inboxChanged(queries);
      return rows.length - refused.length;
    },
    [queries, search],
  );
}

function changed(list: Rows, rows: readonly Row[]): Rows {
  const now = new Map(rows.map((row) => [idOf(row), row]));
  return {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.map((row) => now.get(idOf(row)) ?? row) })),
  };
}

/** So many are done at a time: a browser asks a server no more than six things at once, and people go on working. */
const lanes = 4;
