import { everyMinute } from '../../plan/calendar.ts';
import { type Door, record } from '../store.ts';
import { surroundingsOf } from './labels.ts';
import type { Task } from './task.entity.ts';

/**
 * Wakes those of the tasks whose wait is over by `at`, each as of the instant at which it was. Done before anything else is done
 * to a task, since whoever acts may be earlier than its workflow. Returns them; what came to light is left to be told.
 */
export async function wakeDue(door: Door, tasks: readonly Task[], at: Date): Promise<readonly Task[]> {
  const due = tasks.filter(({ waitingUntil }) => waitingUntil && waitingUntil <= at);
  const surroundings = await surroundingsOf(
    door,
    due.map(({ id }) => id),
  );
  for (const task of due) {
    task.wake(surroundings.get(task.id)?.calendar ?? everyMinute);
    record(door, task.accountId, 'task', task.id, 'woken', {}, at);
  }
  return due;
}
