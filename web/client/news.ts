import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen, openLive } from './live.ts';

/**
 * Keys of what is read: the record's kind, the account's handle, its id, then what of it. What the stream names is read
 * anew wherever it is shown.
 */
export const keyOf = {
  inbox: ['inbox'] as const,
  task: (account: string, id: string) => ['task', account, id] as const,
  process: (account: string, id: string) => ['process', account, id] as const,
  processes: (account: string) => ['processes', account] as const,
  portal: ['portal'] as const,
};

/** Keeps what is shown up to date with what happens. */
export function useNews(): void {
  const queries = useQueryClient();
  useEffect(() => {
    openLive();
    const anew = (queryKey: readonly unknown[]) => void queries.invalidateQueries({ queryKey });
    return listen({
      changed: ({ kind, id, process, account: { handle } }) => {
        if (kind === 'task') anew(keyOf.task(handle, id));
        const processId = kind === 'process' ? id : process;
        if (processId) anew(keyOf.process(handle, processId));
        if (kind !== 'approval') anew(keyOf.processes(handle));
        anew(keyOf.portal);
      },
      reset: () => void queries.invalidateQueries(),
    });
  }, [queries]);
}
