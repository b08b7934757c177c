import { elapsedOfProcess } from '../../domain/process/elapsed.ts';
import { elapsedOfTask } from '../../domain/task/elapsed.ts';
import { anyRole, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentElapsed } from './present.ts';
import { ElapsedTime } from './schema.ts';

/** Why something is late, and whose minutes they were. */
export const elapsed = [
  route({
    method: 'GET',
    path: '/v1/tasks/:id/elapsed-time',
    summary: 'What was waited for until a task was done, and whose turn it was',
    description:
      'From the start of its process. Who does the task for another account reads what was of the task itself, and one ' +
      'sum of what was before it.',
    policy: 'member',
    may: { own: observers, trusted: observers, self: anyRole, manager: anyRole },
    params: { id: Id },
    response: ElapsedTime,
    handler: ({ params, read }) => read(async (door) => presentElapsed(await elapsedOfTask(door, params.id))),
  }),
  route({
    method: 'GET',
    path: '/v1/processes/:id/elapsed-time',
    summary: 'What a process waited for from its start to its end, and whose turn it was',
    policy: 'member',
    may: { own: observers, manager: anyRole },
    params: { id: Id },
    response: ElapsedTime,
    handler: ({ params, read }) => read(async (door) => presentElapsed(await elapsedOfProcess(door, params.id))),
  }),
];
