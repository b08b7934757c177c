import type { z } from 'zod';
import { agreeTask, classifyTask, correctStops, excuseTask, holdTaskAccountable } from '../../domain/task/promise.ts';
import { administrators, anyRole, type May, workers } from '../policy.ts';
import type { Route } from '../route.ts';
import { command, type Verb } from './command.ts';
import { ByAgreement, Classification, Reason, Stops } from './schema.ts';

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
  verb: Verb<B>,
): Route {
  const scope = noun === 'stops' ? 'admin' : 'start';
  return command({ method, noun, summary, description, may, scope, ...(body ? { body } : {}) }, verb);
}
