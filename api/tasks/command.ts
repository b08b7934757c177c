import type { z } from 'zod';
import type { TokenScope } from '../../domain/access/access.entity.ts';
import type { Door } from '../../domain/store.ts';
import type { Task } from '../../domain/task/task.entity.ts';
import type { May } from '../policy.ts';
import { type Method, type Route, route } from '../route.ts';
import { Id } from '../values.ts';
import { presentState } from './present.ts';
import { TaskState } from './schema.ts';

type Command<B> = {
  readonly method: Method;
  /** Follows the task in the address. */
  readonly noun: string;
  readonly summary: string;
  readonly description: string;
  readonly may: May;
  readonly scope: TokenScope;
  readonly body?: B;
};
export type Verb<B extends z.ZodType> = (
  door: Door,
  id: string,
  version: number | undefined,
  body: z.output<B>,
) => Promise<Task>;

/** What is done to a task, answered by the little that it changes. */
export function command<B extends z.ZodType>({ noun, body, ...declared }: Command<B>, verb: Verb<B>): Route {
  return route<'member', z.output<B>, z.output<typeof TaskState>, { id: typeof Id }>({
    ...declared,
    path: `/v1/tasks/:id/${noun}`,
    policy: 'member',
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
