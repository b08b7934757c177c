import type { Door } from '../store.ts';
import type { TrustStatus } from '../trust/trust.entity.ts';
import type { Task } from './task.entity.ts';

/**
 * What the viewer's account is to a task that it sees. `former`: it finished the task under a trust that has ended since or
 * is suspended; it reads what was there before `cut`, and no more. `approver`: somebody of it is asked, nothing else.
 */
export type Party = { readonly as: 'owner' | 'provider' | 'approver' } | { readonly as: 'former'; readonly cut: Date };

/** By the trust under which the task was shared: a later one between the two revives nothing. */
export async function partyOf({ em, viewer }: Door, task: Task): Promise<Party> {
  if (task.accountId === viewer.accountId) return { as: 'owner' };
  const [row] = await em.execute<{ status: TrustStatus | null; cut: string | null }[]>(
    `select t.status, least(t.ended_at, t.suspended_by_trusting, t.suspended_by_trusted) as cut
     from visibility v left join trust t on t.id = v.trust_id where v.record_id = ? and v.account_id = ? and v.why = 'assigned'`,
    [task.id, viewer.accountId],
  );
  if (!row) return { as: 'approver' };
  if (row.status === null || row.status === 'accepted') return { as: 'provider' };
  return { as: 'former', cut: new Date(row.cut ?? 0) };
}
