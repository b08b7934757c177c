import { useQueryClient } from '@tanstack/react-query';
import { useNow } from '../../../parts/now.ts';
import { processQuery, type WholeProcess } from '../queries.ts';

/** Now by the clock of a process, in ms since the epoch: the wall clock, unless it was moved. */
export function useProcessNow(account: string, { id, now }: WholeProcess): number {
  const wall = useNow();
  const readAt = useQueryClient().getQueryState(processQuery(account, id).queryKey)?.dataUpdatedAt ?? wall;
  return Date.parse(now) + Math.max(0, wall - readAt);
}
