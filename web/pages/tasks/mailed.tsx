import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { answer, api } from '../../client/api.ts';
import { type Me, useMe } from '../../client/me.ts';
import { isGone } from '../../client/problem.ts';
import { NotHere } from '../../parts/not-here.tsx';
import { ProblemNote } from '../../parts/problem.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';

const route = getRouteApi('/app/tasks/$task');

/** Finds the account in which one sees the task, and goes on there. */
export function MailedTask() {
  const { task } = route.useParams();
  const me = useMe();
  const {
    data: account,
    error,
    isPending,
  } = useQuery({
    queryKey: ['account-of-task', task],
    queryFn: () => accountOf(task, me),
  });
  if (error) {
    return (
      <div className="page">
        <ProblemNote error={error} />
      </div>
    );
  }
  if (isPending) {
    return (
      <div className="page">
        <SkeletonRows />
      </div>
    );
  }
  if (account === null) return <NotHere />;
  return <Navigate to="/a/$account/tasks/$task" params={{ account, task }} replace />;
}

/** Where it is waited for comes first: one may see it in several accounts. */
async function accountOf(task: string, { accounts }: Me): Promise<string | null> {
  const { items } = await answer(api().GET('/v1/inbox', { params: { query: { task } } }));
  const waiting = items[0]?.account.handle;
  if (waiting) return waiting;
  for (const { handle } of accounts) {
    try {
      await answer(api(handle).GET('/v1/tasks/{id}', { params: { path: { id: task } } }));
      return handle;
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return null;
}
