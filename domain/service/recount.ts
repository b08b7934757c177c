import { LockMode } from '@mikro-orm/postgresql';
import { clockOf } from '../process/clock.ts';
import { type Door, removeEntries, type Store, tell } from '../store.ts';
import { breachesOf } from '../task/goals.ts';
import { tellClockEvents } from '../task/notices.ts';
import { Task } from '../task/task.entity.ts';
import { changed } from '../task/work.ts';
import { driver } from '../viewer.ts';
import { ServiceOffering } from './service.entity.ts';

/** That the open work of an offering counts in another calendar from now on; it is counted anew by the relay. */
export function tellRecount(
  door: Door,
  { id, accountId }: Pick<ServiceOffering, 'id' | 'accountId'>,
  after?: string,
): void {
  tell(door, 'recount', accountId, null, { offering: id, ...(after ? { after } : {}) });
}

/**
 * Counts the clocks of a part of the open work of an offering anew, in the calendar that it has now, and asks for the next
 * part. Removes the outbox entries that asked for it. Doing it twice comes to the same.
 * @param after the task after which the part begins, in the order of their ids
 * @param most how many tasks a part has
 */
export async function recountTasks(
  store: Store,
  accountId: string,
  offeringId: string,
  after: string | null,
  entryIds: readonly string[],
  most = 100,
): Promise<void> {
  await store.as(driver(accountId), async (door) => {
    await removeEntries(door, entryIds);
    const offering = await door.em.findOneOrFail(ServiceOffering, { id: offeringId, accountId });
    const rows = await door.em.execute<{ id: string }[]>(
      `select t.id from visibility v join task t on t.id = v.record_id
       where v.account_id = ? and v.open and v.why = 'assigned' and t.offering_id = ? and (?::uuid is null or t.id > ?::uuid)
       order by t.id limit ?`,
      [accountId, offeringId, after, after, most],
    );
    const ids = rows.map(({ id }) => id);
    const tasks = await door.em.find(
      Task,
      { id: { $in: ids } },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    for (const task of tasks) if (task.open) await recount(door, task, offering);
    if (ids.length === most) tellRecount(door, offering, ids.at(-1));
  });
}

async function recount(door: Door, task: Task, { calendar }: ServiceOffering): Promise<void> {
  const at = await clockOf(door, task.processId);
  const before = breachesOf(task.clocks);
  task.correct(calendar, at);
  const after = breachesOf(task.clocks);
  if (JSON.stringify(before) !== JSON.stringify(after))
    await changed(door, task, 'recounted', at, true, { before, after });
  else tellClockEvents(door, { id: task.processId, accountId: task.accountId }, task, task.passed ?? []);
}
