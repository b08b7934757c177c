import { LockMode } from '@mikro-orm/postgresql';
import { clockOf } from '../process/clock.ts';
import { type Door, record, type Store, tell } from '../store.ts';
import { tellCanceled, tellClockEvents } from '../task/notices.ts';
import { Task } from '../task/task.entity.ts';
import { wakeDue } from '../task/wake.ts';
import { uuids } from '../uuids.ts';
import { driver } from '../viewer.ts';
import { end } from './revoke.ts';
import { Trust } from './trust.entity.ts';

/** What is left to do about a trust that ends. */
export type Drain = {
  readonly over: boolean;
  /** ISO instant to look again: what was begun may be finished until then. Absent: at once. */
  readonly until?: string;
};

/**
 * Gives back a part of what was open under a trust that ends, in a transaction that is never large, and ends it when
 * its time has come. Doing it twice, late or after a restore comes to the same.
 */
export async function drainTrust(store: Store, accountId: string, trustId: string): Promise<Drain> {
  const returned =
    (await store.as(driver(accountId), (door) => giveBack(door, trustId))) +
    (await store.as(driver(await otherSide(store, accountId, trustId)), (door) => giveBack(door, trustId)));
  if (returned > 0) return { over: false };
  return store.as(driver(accountId), (door) => goOn(door, trustId));
}

const batch = 100;

async function otherSide(store: Store, accountId: string, id: string): Promise<string> {
  return store.as(
    driver(accountId),
    async ({ em }) => (await em.findOneOrFail(Trust, { id, trustingId: accountId })).trustedId,
  );
}

async function goOn(door: Door, id: string): Promise<Drain> {
  const { em, now } = door;
  const trust = await em.findOneOrFail(Trust, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (trust.drainedAt || !trust.ending) return { over: true };
  if (trust.status !== 'accepted') {
    trust.drainedAt = now;
    for (const accountId of [trust.trustingId, trust.trustedId])
      record(door, accountId, 'trust', id, 'drained', { returned: trust.returned });
    return { over: true };
  }
  const begun = await em.execute('select 1 from visibility where trust_id = ? and open limit 1', [id]);
  if (begun.length > 0 && trust.endsAt && trust.endsAt > now) return { over: false, until: trust.endsAt.toISOString() };
  await end(door, trust);
  return { over: false };
}

type Row = { readonly record_id: string; readonly person_id: string | null; readonly why: 'assigned' | 'approver' };

/** Of the tasks of the viewer's account. Returns how many there were. */
async function giveBack(door: Door, trustId: string): Promise<number> {
  const { em, viewer } = door;
  const rows = await em.execute<Row[]>(
    `delete from withheld where (account_id, record_id, holder_id) in (
       select account_id, record_id, holder_id from withheld where trust_id = ? and owner_id = ? order by record_id limit ${batch})
     returning record_id, person_id, why`,
    [trustId, viewer.accountId],
  );
  if (rows.length === 0) return 0;
  const trust = await em.findOneOrFail(Trust, { id: trustId });
  const tasks = await em.find(
    Task,
    { id: { $in: rows.map(({ record_id }) => record_id) }, finishedAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  const asked = rows.filter(({ why }) => why === 'approver');
  for (const task of tasks) if (task.category !== 'approval') await takeBack(door, trust, task);
  const votes = await withdrawVotes(door, asked);
  for (const processId of new Set(tasks.map((task) => task.processId)))
    tell(door, 'changed', viewer.accountId, processId);
  await em.flush();
  // Past the entity: how far it has come is no change of the contract.
  await em.execute('update trust set returned = returned + ? where id = ?', [
    tasks.filter(({ category }) => category !== 'approval').length + votes,
    trustId,
  ]);
  return rows.length;
}

async function takeBack(door: Door, trust: Trust, task: Task): Promise<void> {
  const process = { id: task.processId, accountId: task.accountId };
  const reason = reasonOf(trust);
  const at = await clockOf(door, task.processId);
  await wakeDue(door, [task], at);
  if (trust.ending === 'cancel') task.cancel(reason, at);
  else {
    tellClockEvents(door, process, task, task.look(at));
    task.cannotGoOn(reason, at);
  }
  tellClockEvents(door, process, task, task.passed ?? []);
  record(door, task.accountId, 'task', task.id, task.status, { reason }, at);
  if (trust.ending === 'cancel') tellCanceled(door, process, [task], reason);
}

/** Whoever was asked across the trust is not asked any more; his process draws its conclusion. */
async function withdrawVotes(door: Door, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0;
  const open = await door.em.execute<{ id: string; task_id: string }[]>(
    `update approval set status = 'canceled', decided_at = ? where status = 'assigned'
       and (task_id, approver_id) in (select * from unnest(?::uuid[], ?::uuid[])) returning id, task_id`,
    [door.now, uuids(rows.map(({ record_id }) => record_id)), uuids(rows.map(({ person_id }) => person_id as string))],
  );
  for (const { id } of open) record(door, door.viewer.accountId, 'approval', id, 'canceled');
  return open.length;
}

/** What whoever must decide how to go on reads. */
function reasonOf({ status, trustedName }: Trust): string {
  const whom = trustedName ? ` with ${trustedName}` : '';
  return status === 'accepted'
    ? 'The trust by which this was assigned is about to end.'
    : `The trust${whom} has ended.`;
}
