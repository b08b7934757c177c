import type { Door } from '../store.ts';
import type { Task } from './task.entity.ts';
import { Visibility } from './visibility.entity.ts';

/**
 * The visibility index: a row for every account, and team or person in it, that a task is shown to. It is written in
 * the transaction that causes it, so that an account sees another's task from the moment of its activation and never
 * before; the inbox is a range of it, and row level security asks it.
 */
export function showTo(
  door: Door,
  task: Task,
  accountId: string,
  why: Visibility['why'],
  holder: { teamId?: string | null; personId?: string | null },
  at: Date,
): void {
  door.em.create(Visibility, {
    accountId,
    recordId: task.id,
    holderId: (holder.teamId ?? holder.personId) as string,
    why,
    ownerId: task.accountId,
    processId: task.processId,
    trustId: task.trustId ?? null,
    teamId: holder.teamId ?? null,
    personId: holder.personId ?? null,
    since: at,
    open: true,
    due: task.sortsAt,
  });
}

/** Carries a changed task over to the rows that show it: whose turn it is, where the inbox sorts it, whether it is open. */
export async function keepShown(door: Door, task: Task): Promise<void> {
  await door.em.execute(
    `update visibility set open = ?, due = ?, person_id = case when why = 'assigned' then ?::uuid else person_id end,
       until = case when ? then null else coalesce(until, ?) end
     where record_id = ? and account_id in (?, ?)`,
    [
      task.open,
      task.sortsAt,
      task.memberId ?? null,
      task.open,
      task.finishedAt ?? door.now,
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
