import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import type { Approval } from './approval.entity.ts';
import type { Task } from './task.entity.ts';
import { Visibility } from './visibility.entity.ts';

/** A team or a person in an account, and by which trust, if it is another. */
export type ShownTo = {
  readonly accountId: string;
  readonly trustId: string | null;
  readonly why: Visibility['why'];
  readonly teamId?: string;
  readonly personId?: string;
  /** By the service that does it; what the account or the process says besides, the index notes by itself. */
  readonly confidential?: boolean;
};

/**
 * The visibility index: a row for every account, and team or person in it, that a task is shown to. It is written in
 * the transaction that causes it, so that an account sees another's task from the moment of its activation and never
 * before; the inbox is a range of it, and row level security asks it.
 */
export function showTo(door: Door, task: Task, to: ShownTo, at: Date): void {
  const { accountId, trustId, why, teamId, personId, confidential = false } = to;
  door.em.create(Visibility, {
    accountId,
    recordId: task.id,
    holderId: (teamId ?? personId) as string,
    why,
    ownerId: task.accountId,
    processId: task.processId,
    trustId,
    teamId: teamId ?? null,
    personId: personId ?? null,
    since: at,
    open: true,
    confidential,
    due: task.sortsAt,
  });
}

/** Carries a changed task over to the rows that show it: whose turn it is, where the inbox sorts it, whether it is open. */
export async function keepShown(door: Door, task: Task): Promise<void> {
  await door.em.execute(
    `update visibility set open = ?, due = ?, person_id = case when why = 'assigned' then ?::uuid else person_id end,
       until = case when ? then null else coalesce(until, ?) end, kept = kept or (? and account_id = ?)
     where record_id = ? and account_id in (?, ?)`,
    [
      task.open,
      task.sortsAt,
      task.memberId ?? null,
      task.open,
      task.finishedAt ?? door.now,
      // Canceled, it was taken away: nothing that they brought to its end.
      task.finished && task.status !== 'canceled',
      task.assignedAccountId ?? task.accountId,
      task.id,
      task.accountId,
      task.assignedAccountId ?? task.accountId,
    ],
  );
}

/** Shows a reassigned task to its new team instead of the old one. */
export async function moveShown(door: Door, task: Task): Promise<void> {
  await door.em.execute(
    `update visibility set team_id = ?, holder_id = ?, person_id = ? where record_id = ? and account_id = ? and why = 'assigned'`,
    [
      task.teamId ?? null,
      (task.teamId ?? task.memberId) as string,
      task.memberId ?? null,
      task.id,
      task.assignedAccountId ?? task.accountId,
    ],
  );
}

/** A vote was cast: it waits no more, and whoever cast it keeps it. */
export async function keepVote(door: Door, { taskId, approverId }: Approval, at: Date): Promise<void> {
  await door.em.execute(
    'update visibility set open = false, until = ?, kept = true where record_id = ? and holder_id = ?',
    [at, taskId, approverId],
  );
}

/** Of approvals that are over: nobody is asked any more, in whichever account. */
export async function closeShown(door: Door, taskIds: readonly string[], at: Date): Promise<void> {
  await door.em.execute(
    `update visibility set open = false, until = coalesce(until, ?) where record_id = any (?::uuid[]) and why = 'approver' and open`,
    [at, uuids(taskIds)],
  );
}
