import { cancelTask, retryTask } from '../../domain/process/follow.ts';
import { passTask, waysOn } from '../../domain/process/pass.ts';
import type { Door } from '../../domain/store.ts';
import { listTasks } from '../../domain/task/list.ts';
import { type SeenTask, seeTasks } from '../../domain/task/see.ts';
import { taskOf } from '../../domain/task/seen.ts';
import type { Task as TaskEntity } from '../../domain/task/task.entity.ts';
import { pageOf, placeOf, toPage } from '../page.ts';
import { anyRole, observers, workers } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentTask, presentWholeTask } from './present.ts';
import { Handover, HandoverWays, Reason, Task, type TaskView, taskFilter, WholeTask } from './schema.ts';

/** Looking at tasks, and what the account that owns the process decides about them. */
export const tasks = [
  route({
    method: 'GET',
    path: '/v1/tasks',
    summary: 'Tasks of the account and those shown to it',
    description: 'The newest first. What waits for you, the most urgent first, is the inbox.',
    policy: 'member',
    may: { own: anyRole },
    query: taskFilter,
    response: pageOf(Task),
    handler: ({ query: { perPage, cursor, ...filter }, read }) =>
      read(async (door) => {
        const found = await listTasks(door, filter, placeOf(cursor, [Id])?.[0], perPage + 1);
        const seen = await seeTasks(door, found);
        return toPage(seen, perPage, ({ task }) => [task.id], presentTask);
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/tasks/:id',
    summary: 'A task',
    policy: 'member',
    may: { own: observers, trusted: observers, former: observers, self: anyRole, manager: anyRole },
    params: { id: Id },
    response: WholeTask,
    handler: ({ params, read }) =>
      read(async (door) => presentWholeTask(await seenNow(door, await taskOf(door, params.id, ['outputSchema'])))),
  }),
  route({
    method: 'POST',
    path: '/v1/tasks/:id/cancellation',
    summary: 'Give a task up',
    description:
      'Its successors are released. Also after it failed or was rejected. For the account that owns the process.',
    policy: 'member',
    may: { own: workers, manager: anyRole },
    scope: 'start',
    params: { id: Id },
    versioned: true,
    body: Reason,
    response: Task,
    handler: ({ params, body, version, write }) =>
      write(async (door) => shown(door, await cancelTask(door, params.id, body.reason, version))),
  }),
  route({
    method: 'POST',
    path: '/v1/tasks/:id/retry',
    summary: 'Do a task again that failed or was rejected',
    description: 'Answers the next round, a task of its own. For the account that owns the process.',
    policy: 'member',
    may: { own: workers, manager: anyRole },
    scope: 'start',
    params: { id: Id },
    versioned: true,
    response: Task,
    status: 201,
    location: ({ id }) => `/v1/tasks/${id}`,
    handler: ({ params, version, write }) =>
      write(async (door) => shown(door, await retryTask(door, params.id, version))),
  }),
  route({
    method: 'GET',
    path: '/v1/tasks/:id/handover',
    summary: 'By which agreements a task may be passed on',
    description:
      'Those in force with other providers than the one who has it, on an offering of the same name; none unless it is work under way. For the account that owns the process.',
    policy: 'member',
    may: { own: workers },
    params: { id: Id },
    response: HandoverWays,
    handler: ({ params, read }) =>
      read(async (door) => {
        const ways = await waysOn(door, params.id);
        return {
          items: ways.map(({ agreement: { id, name }, provider }) => ({ agreementId: id, name, provider })),
        };
      }),
  }),
  route({
    method: 'POST',
    path: '/v1/tasks/:id/handover',
    summary: 'Pass a task on to another provider',
    description:
      'By an agreement on an offering of the same name. Answers the next round, a task of its own. For the account that owns the process.',
    policy: 'member',
    may: { own: workers, manager: anyRole },
    scope: 'start',
    params: { id: Id },
    versioned: true,
    body: Handover,
    response: Task,
    status: 201,
    location: ({ id }) => `/v1/tasks/${id}`,
    handler: ({ params, body, version, write }) =>
      write(async (door) => shown(door, await passTask(door, params.id, body.agreementId, body.reason, version))),
  }),
];

/** A task as it stands after what was done to it. */
async function shown(door: Door, task: TaskEntity): Promise<TaskView> {
  await door.em.flush();
  return presentTask(await seenNow(door, task));
}

async function seenNow(door: Door, task: TaskEntity): Promise<SeenTask> {
  const [seen] = await seeTasks(door, [task]);
  if (!seen) throw new Error('A task that was just read or changed is out of sight.');
  return seen;
}
