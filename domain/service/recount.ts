import { LockMode } from '@mikro-orm/postgresql';
import type { Instant } from '../../plan/plan.ts';
import { closedUntil } from '../agreement/closed.ts';
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
 * Counts the clocks of a part of the work of an offering anew, in the calendar that it has now, and asks for the next part: of what is
 * open, and of what was done by an agreement in a period that is not closed. Removes the outbox entries that asked for it. Doing it
 * twice comes to the same.
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
         left join trust tr on tr.id = t.trust_id
       where v.account_id = ? and v.why = 'assigned' and t.offering_id = ? and (v.open or (t.agreement_id is not null
           and (t.trust_id is null or tr.status = 'accepted')
           and not exists (select 1 from agreement_closure c where c.agreement_id = t.agreement_id and c.ends_at > t.finished_at)))
         and (?::uuid is null or t.id > ?::uuid)
       order by t.id limit ?`,
      [accountId, offeringId, after, after, most],
    );
    const ids = rows.map(({ id }) => id);
    const tasks = await door.em.find(
      Task,
      { id: { $in: ids } },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const closed = new Map<string | null | undefined, Instant | undefined>();
    for (const agreementId of new Set(tasks.map((task) => task.agreementId)))
      closed.set(agreementId, await closedUntil(door, agreementId));
    for (const task of tasks) await recount(door, task, offering, closed.get(task.agreementId));
    if (ids.length === most) tellRecount(door, offering, ids.at(-1));
  });
}

async function recount(
  door: Door,
  task: Task,
  { calendar }: ServiceOffering,
  closed: Instant | undefined,
): Promise<void> {
  const at = await clockOf(door, task.processId);
  const before = breachesOf(task.clocks);
  task.correct(calendar, at, undefined, closed);
  const after = breachesOf(task.clocks);
  if (JSON.stringify(before) !== JSON.stringify(after))
    await changed(door, task, 'recounted', at, true, { before, after });
  else tellClockEvents(door, { id: task.processId, accountId: task.accountId }, task, task.passed ?? []);
}
