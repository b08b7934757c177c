import type { z } from 'zod';
import type { Door } from '../../domain/store.ts';
import type { Task as TaskEntity } from '../../domain/task/task.entity.ts';
import {
  acceptTask,
  completeTask,
  failTask,
  reassignTask,
  rejectTask,
  startTask,
  waitTask,
} from '../../domain/task/work.ts';
import { anyRole, workers } from '../policy.ts';
import { type Route, route } from '../route.ts';
import { Id } from '../values.ts';
import { presentState } from './present.ts';
import { Assignment, Completion, Reason, TaskState, Wait } from './schema.ts';

/** Working a task, for people of the account that holds it. */
export const taskWork = [
  work('acceptance', 'Take a task', 'It leaves the inbox of the others.', undefined, (door, id, version) =>
    acceptTask(door, id, version),
  ),
  work(
    'start',
    'Start a task, or go on with one that waited',
    'The first start meets the promise to respond.',
    undefined,
    (door, id, version) => startTask(door, id, version),
  ),
  work(
    'wait',
    'Let a task wait',
    'Until somebody starts it again, or until a moment.',
    Wait,
    (door, id, version, { until, ...wait }) =>
      waitTask(door, id, { ...wait, ...(until === undefined ? {} : { until: new Date(until) }) }, version),
  ),
  work(
    'completion',
    'Complete a task',
    'With the output that `outputSchema` of the task asks for.',
    Completion,
    (door, id, version, { output }) => completeTask(door, id, output, version),
  ),
  work(
    'failure',
    'Say that a task failed',
    'The process halts until somebody decides.',
    Reason,
    (door, id, version, { reason }) => failTask(door, id, reason, version),
  ),
  work(
    'rejection',
    'Refuse a task',
    'The process halts until somebody decides.',
    Reason,
    (door, id, version, { reason }) => rejectTask(door, id, reason, version),
  ),
  work(
    'assignment',
    'Hand a task to another team or person of the account',
    'The team must be linked to the trust the task came by.',
    Assignment,
    (door, id, version, { team, member }) => reassignTask(door, id, team, member ?? null, version),
  ),
];

function work<B extends z.ZodType>(
  noun: string,
  summary: string,
  description: string,
  body: B | undefined,
  verb: (door: Door, id: string, version: number | undefined, body: z.output<B>) => Promise<TaskEntity>,
): Route {
  return route<'member', z.output<B>, z.output<typeof TaskState>, { id: typeof Id }>({
    method: 'POST',
    path: `/v1/tasks/:id/${noun}`,
    summary,
    description,
    policy: 'member',
    may: { holder: workers, trusted: workers, self: anyRole },
    scope: 'work',
    params: { id: Id },
    versioned: true,
    ...(body ? { body: body as unknown as z.ZodType<z.output<B>> } : {}),
    response: TaskState,
    handler: ({ params, body, version, write }) =>
      write(async (door) => {
        const task = await verb(door, params.id, version, body);
        await door.em.flush();
        return presentState(task);
      }),
  });
}
