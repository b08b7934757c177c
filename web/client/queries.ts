import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

/** Told when somebody is signed in no longer. */
let whenSignedOut = () => {};
export const onSignedOut = (then: () => void) => {
  whenSignedOut = then;
};

/** Leaves nothing of what somebody read to whoever comes next. How one may sign in is told to everybody. */
export function forgetRead(): void {
  queries.removeQueries({ predicate: ({ queryKey: [what] }) => what !== 'providers' });
  queries.getMutationCache().clear();
}

/** What was read, kept as long as it may be shown; what changes is told by the live stream. */
export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 401) whenSignedOut();
    },
  }),
  defaultOptions: {
    // Without a connection too we ask, and say that nobody answers: what waits silently looks as if it were done.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 30_000,
      // Asking again helps only where nobody answered, or somebody was too busy to.
      retry: (failures, error) =>
        failures < 3 && !(error instanceof ApiProblem && error.status < 500 && error.status !== 429),
    },
  },
});
