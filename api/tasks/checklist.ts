import { z } from 'zod';
import type { Door } from '../../domain/store.ts';
import type { Task } from '../../domain/task/task.entity.ts';
import { tickItem, untickItem } from '../../domain/task/tick.ts';
import { anyRole, workers } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentState } from './present.ts';
import { TaskState } from './schema.ts';

const Item = z
  .string()
  .regex(/^[1-9]\d?$/, { error: 'must be the number of an item, from 1' })
  .transform(Number)
  .meta({ type: 'integer', description: 'Its number on the checklist, from 1.' });

/** Ticking what must be done before a task is complete, for people of the account that holds it. */
export const taskChecklist = [
  change('PUT', 'Tick an item of a checklist', 'One that is ticked already is refused', tickItem),
  change('DELETE', 'Take the tick off an item of a checklist', 'One that is not ticked is refused', untickItem),
];

function change(
  method: 'PUT' | 'DELETE',
  summary: string,
  again: string,
  verb: (door: Door, id: string, item: number, version?: number) => Promise<Task>,
) {
  return route({
    method,
    path: '/v1/tasks/:id/checklist/:item',
    summary,
    description: `As long as the task is open. It is completed when all are ticked. ${again}: repeat it under its Idempotency-Key.`,
    policy: 'member',
    may: { holder: workers, trusted: workers, self: anyRole },
    scope: 'work',
    params: { id: Id, item: Item },
    versioned: true,
    response: TaskState,
    handler: ({ params, version, write }) =>
      write(async (door) => {
        const task = await verb(door, params.id, params.item, version);
        await door.em.flush();
        return presentState(task);
      }),
  });
}
