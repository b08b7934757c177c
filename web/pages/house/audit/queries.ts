import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../../client/api.ts';
import { keyOf } from '../../../client/news.ts';

export type Entry = Schemas['AuditEntry'];
/** As it stands in the address: dates are days of the viewer's. */
export type AuditFilter = {
  readonly from?: string;
  readonly to?: string;
  readonly person?: string;
  readonly kind?: string;
  readonly action?: string;
  readonly record?: string;
};

export const auditQuery = (account: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', account, filter],
    queryFn: ({ pageParam }) => {
      const query = { perPage: 50, ...asked(filter), ...(pageParam ? { cursor: pageParam } : {}) };
      return answer(api(account).GET('/v1/audit', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

/** All that fits as a file, as the API writes it. */
export const exportOf = (account: string, filter: AuditFilter): Promise<Blob> =>
  answer(
    api(account).GET('/v1/audit/export', { params: { query: asked(filter) }, parseAs: 'blob' }),
  ) as unknown as Promise<Blob>;

/** As the API takes it: instants for days, of which the last is counted in. */
function asked({ from, to, ...rest }: AuditFilter) {
  return { ...rest, ...(from ? { from: startOf(from) } : {}), ...(to ? { to: startOf(to, 1) } : {}) };
}

/** What was done to the same record before, the newest first. */
export const earlierQuery = (account: string, { record, at }: Entry) =>
  queryOptions({
    queryKey: ['audit', account, 'before', record.id, at],
    queryFn: async () => {
      const query = { perPage: 100, kind: record.kind, record: record.id, to: at };
      return (await answer(api(account).GET('/v1/audit', { params: { query } }))).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** How a task or a process is called; refused for what the viewer may not see. */
export const titleQuery = (account: string, kind: 'task' | 'process', id: string) =>
  queryOptions({
    queryKey: [...keyOf[kind](account, id), 'title'],
    queryFn: async () => {
      const params = { path: { id } };
      const found = await (kind === 'task'
        ? answer(api(account).GET('/v1/tasks/{id}', { params }))
        : answer(api(account).GET('/v1/processes/{id}', { params })));
      return found.title;
    },
    staleTime: 300_000,
    retry: false,
  });

export const chainQuery = (account: string) =>
  queryOptions({ queryKey: ['chain', account], queryFn: () => answer(api(account).GET('/v1/audit/chain')) });

/** The beginning of a day, or of the one `days` after it, where the viewer is. */
function startOf(day: string, days = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + days).toISOString();
}
