import type { Store } from '../../domain/store.ts';
import { taskOf } from '../../domain/task/seen.ts';
import { tickItem } from '../../domain/task/tick.ts';
import type { Viewer } from '../../domain/viewer.ts';

/** Ticks all of a task's checklist that is left, so that it can be completed. */
export async function tickAll(store: Store, viewer: Viewer, id: string): Promise<void> {
  const { checklist } = await store.as(viewer, (door) => taskOf(door, id));
  for (const [index, { done }] of (checklist ?? []).entries())
    if (!done) await store.as(viewer, (door) => tickItem(door, id, index + 1));
}
