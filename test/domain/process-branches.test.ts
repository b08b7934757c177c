import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Door } from '../../domain/store.ts';
import { completeTask } from '../../domain/task/work.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, branching, by, madeOrganisation, type Run, rows, shortcut } from './process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());

const ida = <T>(act: (door: Door) => Promise<T>) => by(org, 'ida', 'fernhill-it', act);
const fatima = <T>(act: (door: Door) => Promise<T>) => by(org, 'fatima', 'fernhill-facilities', act);
const handed = { username: 'noor.haddad', place: 'remote' };

const statuses = async (run: Run) => Object.fromEntries((await run.tasks()).map(({ node, status }) => [node, status]));

test('an end that comes with a case not taken is one end, with its output', async () => {
  const run = await begin(org, branching);
  await run.drive();
  await fatima(async (door) => completeTask(door, (await run.task('made-desk')).id, {}));
  await run.drive();
  await ida(async (door) => completeTask(door, (await run.task('made-login')).id, handed));
  const { over, wakeAt } = await run.drive();
  expect([over, wakeAt]).toEqual([true, undefined]);
  expect(await run.process()).toMatchObject({ completionReason: 'complete', output: { username: handed.username } });
  expect(
    await rows(org, `select action from audit where record_id = $1 and action = 'completed'`, run.id),
  ).toHaveLength(1);
  expect(await statuses(run)).toMatchObject({ 'parcel-to-the-desk': 'canceled', 'made-welcome': 'canceled' });
});

test('the relay is told of what a case not taken releases, though its other predecessors are still at work', async () => {
  const run = await begin(org, shortcut);
  await run.drive();
  await rows(org, 'delete from outbox where process_id = $1', run.id);
  await ida(async (door) => completeTask(door, (await run.task('made-login')).id, handed));
  const told = await rows(org, `select 1 from outbox where process_id = $1 and kind = 'changed'`, run.id);
  expect(told).toHaveLength(1);
  await run.drive();
  expect((await run.task('made-welcome')).status).toBe('assigned');
});
