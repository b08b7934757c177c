import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../../client/api.ts';
import { keyOf } from '../../../client/news.ts';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { Elapsed } from './elapsed.tsx';

/** What a task waited for, and whose turn it was. */
export function WhyLate({ account, process, task }: { account: string; process: string; task: string }) {
  const params = { path: { id: task } };
  const { data, error } = useQuery({
    queryKey: [...keyOf.process(account, process), 'elapsed', task],
    queryFn: () => answer(api(account).GET('/v1/tasks/{id}/elapsed-time', { params })),
  });
  if (error && !data) return <ProblemNote error={error} />;
  return data ? <Elapsed elapsed={data} /> : <SkeletonRows rows={2} />;
}

/** The same of a whole process. */
export function WhoseTurn({ account, process }: { account: string; process: string }) {
  const params = { path: { id: process } };
  const { data, error } = useQuery({
    queryKey: [...keyOf.process(account, process), 'elapsed'],
    queryFn: () => answer(api(account).GET('/v1/processes/{id}/elapsed-time', { params })),
  });
  if (error && !data) return <ProblemNote error={error} />;
  return data ? <Elapsed elapsed={data} /> : <SkeletonRows rows={3} />;
}
