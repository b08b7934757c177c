import { type Door, tell } from '../store.ts';
import type { Task } from './task.entity.ts';

/** A task has ended: has its process decided about anew, if that can change anything. */
export async function tellReleased(door: Door, task: Task): Promise<void> {
  if (!task.decides) {
    await door.em.flush();
    const rows = await door.em.execute<{ something: boolean }[]>('select releases(?) as something', [task.id]);
    if (!rows[0]?.something) return;
  }
  tell(door, 'changed', task.accountId, task.processId);
}
