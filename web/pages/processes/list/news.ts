import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen, type News } from '../../../client/live.ts';
import { askProcesses, type Process, type ProcessFilter, processCountQuery, processesQuery } from '../queries.ts';

type Page = { readonly items: readonly Process[]; readonly next: string | null };
type Pages = InfiniteData<Page, string>;

/** Keeps the list right while others work: only what changed is read again, however long the list is. */
export function useListNews(account: string, filter: ProcessFilter): void {
  const queries = useQueryClient();
  useEffect(() => {
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let counting: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      counting = undefined;
      void queries.invalidateQueries({ queryKey: processCountQuery(account, {}).queryKey.slice(0, 2) });
    };
    const readAnew = () => {
      const ids = [...waiting];
      waiting.clear();
      timer = undefined;
      const all = () => queries.invalidateQueries({ queryKey: processesQuery(account, filter).queryKey });
      if (ids.length > mostAtOnce) void all();
      else for (const id of ids) void refresh(queries, account, filter, id).catch(all);
    };
    const changed = ({ kind, id, process, account: { handle } }: News) => {
      const one = kind === 'process' ? id : process;
      if (!one || handle !== account) return;
      waiting.add(one);
      timer ??= setTimeout(readAnew, gather);
      counting ??= setTimeout(count, countEvery);
    };
    const stop = listen({ changed, reset: () => {} });
    return () => {
      stop();
      clearTimeout(timer);
      clearTimeout(counting);
    };
  }, [queries, account, filter]);
}

async function refresh(queries: QueryClient, account: string, filter: ProcessFilter, id: string): Promise<void> {
  const { queryKey } = processesQuery(account, filter);
  if (!queries.getQueryData(queryKey)) return;
  const { items } = await askProcesses(account, { ...filter, id });
  queries.setQueryData<Pages>(queryKey, (pages) => pages && placed(pages, id, items[0]));
}

/** The list with the process as it is now, or without it. Ids follow the order in which processes began. */
function placed({ pages, pageParams }: Pages, id: string, now: Process | undefined): Pages {
  const without = pages.map((page) => ({ ...page, items: page.items.filter((process) => process.id !== id) }));
  const index = without.findIndex(({ items }, at) => at === pages.length - 1 || (items.at(-1)?.id ?? '') < id);
  const page = without[index];
  if (!now || !page) return { pages: without, pageParams };
  const after = page.items.findIndex((other) => other.id < id);
  // Behind the last of a list that goes on it will be read when it is scrolled to.
  if (after === -1 && page.next !== null) return { pages: without, pageParams };
  const items = after === -1 ? [...page.items, now] : page.items.toSpliced(after, 0, now);
  return { pages: without.with(index, { ...page, items }), pageParams };
}

/** ms: what happens together is read together. */
const gather = 40;
/** ms: to count is more work than to read a row. */
const countEvery = 1_000;
const mostAtOnce = 20;
