import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../../client/problem.ts';
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

/** What the API says of a field, by its place in what was sent: `startsOn`, `target/respond`. */
export function faultAt(error: unknown, place: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const found = error.faults.filter(({ pointer }) => {
    const at = placeOf(pointer);
    return at === place || at.startsWith(`${place}/`);
  });
  return found.length > 0 ? found.map(({ detail }) => detail).join(' ') : undefined;
}

/** Faults that stand beside none of these fields. */
export function faultsElsewhere(error: unknown, places: readonly string[]): string[] {
  if (!(error instanceof ApiProblem)) return [];
  return error.faults
    .filter(
      ({ pointer }) => !places.some((place) => placeOf(pointer) === place || placeOf(pointer).startsWith(`${place}/`)),
    )
    .map(({ pointer, detail }) => [placeOf(pointer).replaceAll('/', ' › '), detail].filter(Boolean).join(': '));
}

const placeOf = (pointer: string | undefined) => pointer?.replace(/^#?\/?/, '') ?? '';
