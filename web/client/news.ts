import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen, type News, openLive } from './live.ts';

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
  trusts: (account: string) => ['trusts', account] as const,
  trust: (account: string, id: string) => ['trust', account, id] as const,
  agreements: (account: string) => ['agreements', account] as const,
  agreement: (account: string, id: string) => ['agreement', account, id] as const,
  offered: (account: string) => ['offered-services', account] as const,
};

function concerned({ kind, id, process, account: { handle } }: News): (readonly unknown[])[] {
  switch (kind) {
    case 'trust':
      return [keyOf.trusts(handle), keyOf.trust(handle, id), keyOf.offered(handle)];
    case 'agreement':
      return [keyOf.agreements(handle), keyOf.agreement(handle, id)];
    case 'process':
      return [keyOf.process(handle, id), keyOf.processes(handle), keyOf.portal];
    case 'task':
      return [
        keyOf.task(handle, id),
        ...(process ? [keyOf.process(handle, process)] : []),
        keyOf.processes(handle),
        keyOf.portal,
      ];
    case 'approval':
      return [...(process ? [keyOf.process(handle, process)] : []), keyOf.portal];
  }
}

/**
 * Lists of the inbox that are not on the screen are read anew once they are: the one that is keeps itself right, row by
 * row.
 */
export function inboxChanged(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: keyOf.inbox, type: 'inactive', refetchType: 'none' });
  void queries.invalidateQueries({ queryKey: [...keyOf.inbox, 'home'] });
}

/** Keeps what is shown up to date with what happens. */
export function useNews(): void {
  const queries = useQueryClient();
  useEffect(() => {
    openLive();
    const anew = (queryKey: readonly unknown[]) => void queries.invalidateQueries({ queryKey });
    return listen({
      changed: (news) => {
        for (const key of concerned(news)) anew(key);
        if (news.kind === 'task' || news.kind === 'approval') inboxChanged(queries);
      },
      reset: () => void queries.invalidateQueries(),
    });
  }, [queries]);
}
