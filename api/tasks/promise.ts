import type { z } from 'zod';
import type { Door } from '../../domain/store.ts';
import { agreeTask, classifyTask, correctStops, excuseTask, holdTaskAccountable } from '../../domain/task/promise.ts';
import type { Task as TaskEntity } from '../../domain/task/task.entity.ts';
import { administrators, anyRole, type May, workers } from '../policy.ts';
import { type Route, route } from '../route.ts';
import { Id } from '../values.ts';
import { presentState } from './present.ts';
import { ByAgreement, Classification, Reason, Stops, TaskState } from './schema.ts';

const managers: May = { own: workers, manager: anyRole };

/** What is promised of a task, and what counts of the time: the ledger is kept, everything else is worked out anew. */
export const taskPromise = [
  change(
    'PUT',
    'impact',
    'Say how much hangs on a task',
    'It is promised what the offering promises for that impact, from its assignment on. For the account that owns the process.',
    managers,
    Classification,
    (door, id, version, { impact, reason }) => classifyTask(door, id, impact, reason, version),
  ),
  change(
    'PUT',
    'agreement',
    'Have a task done by another agreement',
    'On the same service; with what that promises, from its assignment on. For the account that owns the process.',
    managers,
    ByAgreement,
    (door, id, version, { agreementId }) => agreeTask(door, id, agreementId, version),
  ),
  change(
    'PUT',
    'excuse',
    'Say that the provider does not answer for the time',
    'The clocks stop until it is taken back, as while the customer has to approve. For the account that owns the process.',
    managers,
    Reason,
    (door, id, version, { reason }) => excuseTask(door, id, reason, version),
  ),
  change(
    'DELETE',
    'excuse',
    'Say that the provider answers for the time again',
    'The clocks go on with what they had used. For the account that owns the process.',
    managers,
    undefined,
    (door, id, version) => holdTaskAccountable(door, id, version),
  ),
  change(
    'PUT',
    'stops',
    'Correct when the clocks of a task stood still',
    'Each side in favour of the other: the account that owns the process may add to it, the one that does the work may take from it.',
    { own: administrators, trusted: administrators },
    Stops,
    (door, id, version, { stops, reason }) => correctStops(door, id, stops, reason, version),
  ),
];

function change<B extends z.ZodType>(
  method: 'PUT' | 'DELETE',
  noun: string,
  summary: string,
  description: string,
  may: May,
  body: B | undefined,
  verb: (door: Door, id: string, version: number | undefined, body: z.output<B>) => Promise<TaskEntity>,
): Route {
  return route<'member', z.output<B>, z.output<typeof TaskState>, { id: typeof Id }>({
    method,
    path: `/v1/tasks/:id/${noun}`,
    summary,
    description,
    policy: 'member',
    may,
    scope: noun === 'stops' ? 'admin' : 'start',
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
