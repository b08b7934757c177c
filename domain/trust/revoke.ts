import { LockMode } from '@mikro-orm/postgresql';
import { Account } from '../account/account.entity.ts';
import { clockOf } from '../process/clock.ts';
import { type Door, record, tell } from '../store.ts';
import { tellClockEvents } from '../task/notices.ts';
import { Task } from '../task/task.entity.ts';
import { recordDecision } from './decide.ts';
import { trustToChange } from './seen.ts';
import type { Trust } from './trust.entity.ts';

/**
 * Ends a standing trust, by either side. Open work of the trusted account goes back: its tasks fail, saying why, so
 * that each process halts and whoever manages it decides how to go on. From then on the trusted account sees nothing
 * of them; what it had finished it keeps, read-only. Returns how many tasks went back.
 */
export async function revokeTrust(door: Door, id: string, version?: number): Promise<number> {
  const { trust } = await trustToChange(door, id, version);
  trust.revoke(door.now);
  recordDecision(door, trust, 'revoked');
  return handBack(door, trust);
}

async function handBack(door: Door, trust: Trust): Promise<number> {
  const { em } = door;
  const { name } = await em.findOneOrFail(Account, { id: trust.trustedId });
  const reason = `The trust with ${name} has ended.`;
  const tasks = await em.find(
    Task,
    { trustId: trust.id, finishedAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  for (const task of tasks) {
    const process = { id: task.processId, accountId: task.accountId };
    const at = await clockOf(door, task.processId);
    tellClockEvents(door, process, task, task.look(at));
    task.cannotGoOn(reason, at);
    record(door, task.accountId, 'task', task.id, 'failed', { reason }, at);
  }
  for (const processId of new Set(tasks.map((task) => task.processId))) {
    tell(door, 'changed', trust.trustingId, processId);
  }
  // In this order: the trusted side may write only tasks that it is shown.
  await em.flush();
  await em.execute('delete from visibility where trust_id = ? and open', [trust.id]);
  return tasks.length;
}
