import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keyOf } from '../../../client/news.ts';
import { tellDone } from '../../../parts/problem.tsx';

/** Does something that changes how a process goes on, and reads it anew. */
export function useDecision<Said>(
  account: string,
  process: string,
  decide: (said: Said) => Promise<unknown>,
  done: string,
  then: () => void = () => {},
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSuccess: () => {
      tellDone(done);
      then();
    },
    // Also after a refusal: then something is not as it was shown.
    onSettled: () =>
      Promise.all(
        [keyOf.process(account, process), keyOf.processes(account)].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
