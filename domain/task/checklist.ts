import type { Instant } from '../../plan/plan.ts';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import type { Task } from './task.entity.ts';

/** What is to be ticked before a task is complete; stored with it. */
export type ChecklistItem = {
  readonly title: string;
  /** Absent: not ticked. */
  readonly done?: { readonly by: string; readonly at: Instant };
};

/** One of them as a viewer sees it. `item` counts from 1. */
export type SeenItem = {
  readonly item: number;
  readonly title: string;
  readonly done: boolean;
  /** A name; null where who works the task is not the viewer's to know. */
  readonly by: string | null;
  readonly at: Instant | null;
};

export const untickedOf = ({ checklist }: Task): readonly ChecklistItem[] =>
  (checklist ?? []).filter(({ done }) => !done);

/** Of tasks that the viewer has been given already. */
export async function checklistsOf(
  door: Door,
  tasks: readonly Task[],
): Promise<ReadonlyMap<string, readonly SeenItem[]>> {
  const begun = tasks.filter(({ checklist }) => checklist?.some(({ done }) => done));
  const names = new Map(begun.length ? await namesOf(door, begun) : []);
  return new Map(
    tasks.map(({ id, checklist }) => [
      id,
      (checklist ?? []).map(({ title, done }, index) => ({
        item: index + 1,
        title,
        done: done !== undefined,
        by: (done && names.get(`${id} ${index + 1}`)) ?? null,
        at: done?.at ?? null,
      })),
    ]),
  );
}

async function namesOf({ em }: Door, tasks: readonly Task[]): Promise<[string, string][]> {
  const rows = await em.execute<{ task_id: string; item: number; name: string }[]>(
    'select * from ticked_by(?::uuid[])',
    [uuids(tasks.map(({ id }) => id))],
  );
  return rows.map(({ task_id, item, name }) => [`${task_id} ${item}`, name]);
}
