import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../client/api.ts';
import { type Me, useMe } from '../../client/me.ts';
import { isGone } from '../../client/problem.ts';
import { NotHere } from '../../parts/not-here.tsx';
import { ProblemNote } from '../../parts/problem.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { useTitle } from '../../parts/title.ts';

const taskRoute = getRouteApi('/app/tasks/$task');
const processRoute = getRouteApi('/app/processes/$process');

/** Finds the account in which one sees the task, and goes on there. */
export function MailedTask() {
  const { task } = taskRoute.useParams();
  const account = useAccountOf('task', task);
  if (typeof account !== 'string') return account;
  return <Navigate to="/a/$account/tasks/$task" params={{ account, task }} replace />;
}

/** Finds the account whose process it is, and goes on there. */
export function MailedProcess() {
  const { process } = processRoute.useParams();
  const account = useAccountOf('process', process);
  if (typeof account !== 'string') return account;
  return <Navigate to="/a/$account/processes/$process" params={{ account, process }} replace />;
}

/** @returns its handle, or what is shown as long as, or because, there is none */
function useAccountOf(kind: 'task' | 'process', id: string) {
  const { t } = useTranslation();
  const me = useMe();
  useTitle(t('page.loading'));
  const { data, error, isPending } = useQuery({
    queryKey: ['account-of', kind, id],
    queryFn: () => accountOf(kind, id, me),
  });
  if (data) return data;
  if (!error && !isPending) return <NotHere />;
  return <div className="page">{error ? <ProblemNote error={error} /> : <SkeletonRows />}</div>;
}

/** Where it is waited for comes first: one may see a task in several accounts. */
async function accountOf(kind: 'task' | 'process', id: string, { accounts }: Me): Promise<string | null> {
  if (kind === 'task') {
    const { items } = await answer(api().GET('/v1/inbox', { params: { query: { task: id } } }));
    const waiting = items[0]?.account.handle;
    if (waiting) return waiting;
  }
  for (const { handle } of accounts) {
    try {
      const params = { path: { id } };
      if (kind === 'task') await answer(api(handle).GET('/v1/tasks/{id}', { params }));
      else await answer(api(handle).GET('/v1/processes/{id}', { params }));
      return handle;
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return null;
}
