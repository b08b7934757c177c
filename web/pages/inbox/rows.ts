import { type InfiniteData, infiniteQueryOptions, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api, type Schemas } from '../../client/api.ts';
import { listen, type News } from '../../client/live.ts';
import { keyOf } from '../../client/news.ts';
import type { InboxSearch } from './search.ts';

export type Row = Schemas['InboxRow'];
type Page = { readonly items: readonly Row[]; readonly next: string | null };
export type Rows = InfiniteData<Page, string | undefined>;

/** A row is a task in the account one acts in: the same task may wait for somebody in two of them. */
export const idOf = ({ account, task }: Row) => `${account.handle}/${task.id}`;

/** The inbox as it is narrowed by the address; the most urgent first. */
export const inboxQuery = (search: InboxSearch) =>
  infiniteQueryOptions({
    queryKey: [...keyOf.inbox, 'rows', search],
    queryFn: ({ pageParam }) =>
      ask(search, { ...(pageParam ? { cursor: pageParam } : {}), perPage: pageParam ? 500 : 100 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page) => next ?? undefined,
  });

const ask = (search: InboxSearch, more: { cursor?: string; perPage?: number; task?: string }): Promise<Page> =>
  answer(api().GET('/v1/inbox', { params: { query: { ...narrowed(search), ...more } } }));

function narrowed({ part, account, status, category, overdue, q }: InboxSearch) {
  return {
    ...(part ? { part } : {}),
    ...(account ? { account } : {}),
    ...(status ? { status } : {}),
    ...(category ? { category } : {}),
    ...(overdue ? { overdue: true } : {}),
    ...(q ? { search: q } : {}),
  };
}

/** Keeps the list right while others work: only what changed is read again, however long the list is. */
export function useInboxNews(search: InboxSearch): void {
  const queries = useQueryClient();
  useEffect(() => {
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAnew = () => {
      const ids = [...waiting];
      waiting.clear();
      timer = undefined;
      void queries.invalidateQueries({ queryKey: [...keyOf.inbox, 'count'] });
      const all = () => queries.invalidateQueries({ queryKey: keyOf.inbox });
      if (ids.length > mostAtOnce) void all();
      else for (const id of ids) void refresh(queries, search, id).catch(all);
    };
    const changed = ({ kind, id }: News) => {
      if (kind !== 'task' && kind !== 'approval') return;
      if (kind === 'task') waiting.add(id);
      // A vote is told by its own id; whose task it is only the list knows.
      else void queries.invalidateQueries({ queryKey: keyOf.inbox });
      timer ??= setTimeout(readAnew, gather);
    };
    const stop = listen({ changed, reset: () => {} });
    return () => {
      stop();
      clearTimeout(timer);
      // What was not read before the list went out of sight is read when it is looked at again.
      if (waiting.size > 0) void queries.invalidateQueries({ queryKey: keyOf.inbox, refetchType: 'none' });
    };
  }, [queries, search]);
}

/** Reads one task's rows again and puts them where they belong now. */
export async function refresh(queries: QueryClient, search: InboxSearch, task: string): Promise<void> {
  const { queryKey } = inboxQuery(search);
  const list = queries.getQueryCache().find({ queryKey, exact: true });
  // What is being read may be older than the news, and would be put over it.
  if (list?.state.fetchStatus === 'fetching') await list.promise?.catch(() => {});
  if (!queries.getQueryData(queryKey)) return;
  const { items } = await ask(search, { task });
  queries.setQueryData<Rows>(queryKey, (rows) => rows && placed(rows, task, items));
}

/** The list with these rows instead of those the task had. */
function placed(rows: Rows, task: string, now: readonly Row[]): Rows {
  const pages = rows.pages.map((page) => ({ ...page, items: page.items.filter((row) => row.task.id !== task) }));
  for (const row of now) {
    const index = pages.findIndex((page, at) => at === pages.length - 1 || precedes(row, page.items.at(-1)));
    const page = pages[index] as Page;
    const after = page.items.findIndex((other) => precedes(row, other));
    // Behind the last of a list that goes on it will be read when it is scrolled to.
    if (after === -1 && page.next !== null && index === pages.length - 1) continue;
    const items = after === -1 ? [...page.items, row] : page.items.toSpliced(after, 0, row);
    pages[index] = { ...page, items };
  }
  return { ...rows, pages };
}

function precedes(row: Row, other: Row | undefined): boolean {
  if (!other) return false;
  return row.sortedBy < other.sortedBy || (row.sortedBy === other.sortedBy && row.task.id < other.task.id);
}

/** ms: what happens together is read together. */
const gather = 40;
/** Of more than these all is read again. */
export const mostAtOnce = 20;
