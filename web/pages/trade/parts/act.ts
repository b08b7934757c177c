import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { tellDone, tellProblem } from '../../../parts/problem.tsx';

type Act<Input, Output> = {
  readonly run: (input: Input) => Promise<Output>;
  /** What is read anew after it, also when it was refused: the record may be another by now. */
  readonly anew: readonly QueryKey[];
  /** Said in the corner. */
  readonly done?: string | ((output: Output) => string);
  readonly after?: (output: Output) => void;
  /** A form shows what was refused beside its fields; without one it is said in the corner. */
  readonly inForm?: boolean;
};

/** Something done to a record. */
export function useAct<Input, Output>({ run, anew, done, after, inForm }: Act<Input, Output>) {
  const queries = useQueryClient();
  const again = () => Promise.all(anew.map((queryKey) => queries.invalidateQueries({ queryKey })));
  return useMutation({
    mutationFn: run,
    onSuccess: async (output: Output) => {
      if (done !== undefined) tellDone(typeof done === 'string' ? done : done(output));
      after?.(output);
      await again();
    },
    onError: (error) => {
      if (!inForm) tellProblem(error);
      void again();
    },
  });
}
