import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancelTask, retryTask } from '../../domain/process/follow.ts';
import type { Door } from '../../domain/store.ts';
import { completeTask, failTask, rejectTask } from '../../domain/task/work.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, by, madeOrganisation, noticesOf, pair, type Run, rows } from './process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());

const helen = <T>(act: (door: Door) => Promise<T>) => by(org, 'helen', 'fernhill-hr', act);
const ida = <T>(act: (door: Door) => Promise<T>) => by(org, 'ida', 'fernhill-it', act);
const fatima = <T>(act: (door: Door) => Promise<T>) => by(org, 'fatima', 'fernhill-facilities', act);
const handed = { username: 'noor.haddad', place: 'remote' };
const statuses = async (run: Run) =>
  Object.fromEntries(
    (await run.tasks()).map(({ node, round, status }) => [round > 1 ? `${node} ${round}` : node, status]),
  );

async function failed(how: 'failed' | 'rejected' = 'failed') {
  const run = await begin(org, pair);
  await run.drive();
  const task = await run.task('made-login');
  await ida((door) => (how === 'failed' ? failTask : rejectTask)(door, task.id, 'It burnt.'));
  await run.drive();
  return { run, task };
}

describe.each(['failed', 'rejected'] as const)('a task that %s', (how) => {
  test('halts its process, and its manager is told once', async () => {
    const { run, task } = await failed(how);
    await run.drive();
    expect((await run.process()).status).toBe('progress_halted');
    expect(await noticesOf(org, run, 'halted')).toMatchObject([
      { to: [org.personId('marta')], task: task.id, reason: 'It burnt.' },
    ]);
    const halts = await rows(
      org,
      `select changes from audit where record_id = $1 and action = 'progress_halted'`,
      run.id,
    );
    expect(halts).toEqual([{ changes: { tasks: [task.id] } }]);
  });

  test('leaves what does not wait for it alone', async () => {
    const { run } = await failed(how);
    const desk = await run.task('made-desk');
    expect(desk.status).toBe('assigned');
    await fatima((door) => completeTask(door, desk.id, {}));
    await run.drive();
    expect(await statuses(run)).toEqual({ 'made-login': how, 'made-desk': 'completed', 'made-welcome': 'registered' });
  });

  test('is done again as a new round, by its manager too, and the process goes on to its end', async () => {
    const { run, task } = await failed(how);
    await by(org, 'marta', 'fernhill-hr', (door) => retryTask(door, task.id));
    await run.drive();
    const again = await run.task('made-login');
    expect([again.round, again.status, again.id === task.id]).toEqual([2, 'assigned', false]);
    expect((await run.process()).status).toBe('in_progress');
    await ida((door) => completeTask(door, again.id, handed));
    await fatima(async (door) => completeTask(door, (await run.task('made-desk')).id, {}));
    await run.drive();
    await helen(async (door) => completeTask(door, (await run.task('made-welcome')).id, {}));
    await run.drive();
    expect(await run.process()).toMatchObject({
      status: 'completed',
      completionReason: 'complete',
      output: { username: handed.username },
    });
    expect(await statuses(run)).toMatchObject({ 'made-login': how, 'made-login 2': 'completed' });
  });

  test('is given up, which releases its successors', async () => {
    const { run, task } = await failed(how);
    await helen((door) => cancelTask(door, task.id, 'Noor has one already.'));
    await fatima(async (door) => completeTask(door, (await run.task('made-desk')).id, {}));
    await run.drive();
    expect(await statuses(run)).toEqual({
      'made-login': how,
      'made-login 2': 'canceled',
      'made-desk': 'completed',
      'made-welcome': 'assigned',
    });
    expect((await run.task('made-welcome')).input).toEqual({});
  });
});

test('how to go on from a failure is decided once, of two who decide at once', async () => {
  const { run, task } = await failed();
  const answers = await Promise.allSettled([
    helen((door) => retryTask(door, task.id)),
    by(org, 'hugo', 'fernhill-hr', (door) => cancelTask(door, task.id, 'Not needed.')),
    helen((door) => retryTask(door, task.id)),
  ]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status === 'rejected')
      expect(answer.reason.message).toBe('Somebody has already decided how to go on from this task.');
  }
  expect((await run.tasks()).filter(({ node }) => node === 'made-login')).toHaveLength(2);
});

test('only who manages the process decides how to go on', async () => {
  const { task } = await failed();
  await expect(ida((door) => retryTask(door, task.id))).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(by(org, 'bao', 'fernhill-hr', (door) => retryTask(door, task.id))).rejects.toMatchObject({
    kind: 'not-found',
  });
  await expect(by(org, 'aziz', 'fernhill-hr', (door) => retryTask(door, task.id))).rejects.toMatchObject({
    kind: 'forbidden',
  });
});

test('a task that did not fail is not done again', async () => {
  const run = await begin(org, pair);
  await run.drive();
  const { id } = await run.task('made-login');
  await expect(helen((door) => retryTask(door, id))).rejects.toThrow(
    'Only a task that failed or was rejected can be retried; this one is assigned.',
  );
});

describe('giving up', () => {
  test('a task at work takes it out of the inbox, tells who holds it and releases its successors', async () => {
    const run = await begin(org, pair);
    await run.drive();
    const login = await run.task('made-login');
    await helen((door) => cancelTask(door, login.id, 'Noor has one already.'));
    await expect(ida((door) => completeTask(door, login.id, handed))).rejects.toThrow(
      'You cannot complete a task that is canceled.',
    );
    expect(await noticesOf(org, run, 'canceled')).toMatchObject([
      { tasks: [{ id: login.id }], reason: 'Noor has one already.' },
    ]);
    expect(await rows(org, 'select open from visibility where record_id = $1', login.id)).toEqual([{ open: false }]);
    const desk = await run.task('made-desk');
    await fatima((door) => completeTask(door, desk.id, {}));
    await run.drive();
    expect((await run.task('made-welcome')).status).toBe('assigned');
  });

  test('a task before its turn tells nobody', async () => {
    const run = await begin(org, pair);
    await run.drive();
    const { id } = await run.task('made-welcome');
    await helen((door) => cancelTask(door, id, 'She is here already.'));
    expect(await noticesOf(org, run, 'canceled')).toEqual([]);
  });
});
