import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

/** Told when somebody is signed in no longer. */
let whenSignedOut = () => {};
export const onSignedOut = (then: () => void) => {
  whenSignedOut = then;
};

/** What was read, kept as long as it may be shown; what changes is told by the live stream. */
export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 401) whenSignedOut();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Asking again helps only where nobody answered, or somebody was too busy to.
      retry: (failures, error) =>
        failures < 3 && !(error instanceof ApiProblem && error.status < 500 && error.status !== 429),
    },
  },
});
