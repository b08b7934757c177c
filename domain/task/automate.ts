import { LockMode } from '@mikro-orm/postgresql';
import type { Json } from '../../plan/plan.ts';
import { problemsOf } from '../../plan/validate.ts';
import { Invalid } from '../problem.ts';
import { record, type Store } from '../store.ts';
import { driver } from '../viewer.ts';
import { Task } from './task.entity.ts';

/** @throws Invalid when the output is not what the automation promised; an automation that is over is left as it is */
export async function completeAutomation(
  store: Store,
  accountId: string,
  taskId: string,
  output: Json,
  at: Date,
): Promise<void> {
  await end(
    store,
    accountId,
    taskId,
    (task) => {
      const faults = task.outputSchema ? problemsOf(task.outputSchema, output) : [];
      if (faults.length)
        throw new Invalid(
          `"${task.title}" returned something else than it promises: ${faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}`,
          faults,
        );
      task.automated(output, at);
    },
    at,
  );
}

export async function failAutomation(
  store: Store,
  accountId: string,
  taskId: string,
  reason: string,
  at: Date,
): Promise<void> {
  await end(store, accountId, taskId, (task) => task.cannotGoOn(reason, at), at);
}

async function end(
  store: Store,
  accountId: string,
  taskId: string,
  change: (task: Task) => void,
  at: Date,
): Promise<void> {
  await store.as(driver(accountId), async (door) => {
    const task = await door.em.findOneOrFail(
      Task,
      { id: taskId, accountId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, populate: ['outputSchema'] },
    );
    if (task.finished) return;
    change(task);
    record(door, accountId, 'task', taskId, task.status, task.reason ? { reason: task.reason } : {}, at);
  });
}
