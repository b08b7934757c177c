import type { z } from 'zod';
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
import type { Route } from '../route.ts';
import { command, type Verb } from './command.ts';
import { Assignment, Completion, Reason, Wait } from './schema.ts';

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
  verb: Verb<B>,
): Route {
  const may = { holder: workers, trusted: workers, self: anyRole };
  return command({ method: 'POST', noun, summary, description, may, scope: 'work', ...(body ? { body } : {}) }, verb);
}
