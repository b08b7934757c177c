import { NotFound, Refused } from '../problem.ts';
import type { Door } from '../store.ts';
import { person } from '../viewer.ts';
import type { ChecklistItem } from './checklist.ts';
import type { Task } from './task.entity.ts';
import { changed, taskToWork } from './work.ts';

/**
 * By whoever works the task, as long as it is open. Two at once: the second is refused.
 * @throws NotFound when it has no such item, Refused when that is ticked
 */
export async function tickItem(door: Door, id: string, item: number, version?: number): Promise<Task> {
  const { task, at, found } = await itemToChange(door, id, item, version);
  if (found.done) throw new Refused(`"${found.title}" is ticked already.`);
  const done = { by: person(door.viewer), at: at.toISOString() };
  return put(door, task, item, { title: found.title, done }, 'ticked', at);
}

/** @throws NotFound when it has no such item, Refused when that is not ticked */
export async function untickItem(door: Door, id: string, item: number, version?: number): Promise<Task> {
  const { task, at, found } = await itemToChange(door, id, item, version);
  if (!found.done) throw new Refused(`"${found.title}" is not ticked.`);
  return put(door, task, item, { title: found.title }, 'unticked', at);
}

async function itemToChange(door: Door, id: string, item: number, version: number | undefined) {
  const { task, at } = await taskToWork(door, id, version);
  if (task.status === 'registered')
    throw new Refused(
      'This task is not activated yet: its predecessors are not finished. Its checklist waits as well.',
    );
  if (!task.open) throw new Refused(`The checklist of a task that is ${task.status} stays as it is.`);
  const found = task.checklist?.[item - 1];
  if (!found) throw new NotFound('item on the checklist of this task');
  return { task, at, found };
}

async function put(
  door: Door,
  task: Task,
  item: number,
  now: ChecklistItem,
  action: 'ticked' | 'unticked',
  at: Date,
): Promise<Task> {
  task.checklist = (task.checklist ?? []).map((one, index) => (index === item - 1 ? now : one));
  return changed(door, task, action, at, false, { item: now.title });
}
