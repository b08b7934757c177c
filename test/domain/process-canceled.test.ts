import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cancelProcess, cancelTask, retryTask } from '../../domain/process/follow.ts';
import type { Door } from '../../domain/store.ts';
import { acceptTask, completeTask, failTask } from '../../domain/task/work.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, board, by, madeOrganisation, noticesOf, pair, rows } from './process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());

const helen = <T>(act: (door: Door) => Promise<T>) => by(org, 'helen', 'fernhill-hr', act);
const ida = <T>(act: (door: Door) => Promise<T>) => by(org, 'ida', 'fernhill-it', act);
const handed = { username: 'noor.haddad', place: 'remote' };

test('calling a process off cancels what is not finished, takes it out of all inboxes and tells who held it', async () => {
  const run = await begin(org, pair);
  await run.drive();
  const [login, desk] = [await run.task('made-login'), await run.task('made-desk')];
  await ida((door) => completeTask(door, login.id, handed));
  await by(org, 'fatima', 'fernhill-facilities', (door) => acceptTask(door, desk.id));
  await rows(org, `delete from outbox where process_id = $1 and kind = 'changed'`, run.id);
  await helen((door) => cancelProcess(door, run.id, 'She does not come.'));
  expect(await run.process()).toMatchObject({
    status: 'completed',
    completionReason: 'withdrawn',
    reason: 'She does not come.',
    output: null,
  });
  const after = (await run.tasks()).map(({ node, status, reason }) => [node, status, reason]);
  expect(after).toEqual([
    ['made-login', 'completed', ''],
    ['made-desk', 'canceled', 'The process was canceled.'],
    ['made-welcome', 'canceled', 'The process was canceled.'],
  ]);
  expect(await rows(org, 'select record_id from visibility where process_id = $1 and open', run.id)).toEqual([]);
  const told = await noticesOf(org, run, 'canceled');
  expect(told).toMatchObject([
    {
      reason: 'She does not come.',
      tasks: [{ id: desk.id, account: org.accountId('fernhill-facilities'), member: org.personId('fatima') }],
    },
  ]);
  expect(told[0]?.tasks).toHaveLength(1);
  expect(await rows(org, `select 1 from outbox where process_id = $1 and kind = 'changed'`, run.id)).toHaveLength(1);
  expect(await run.drive()).toEqual({ over: true, run: [] });
});

test('nothing is done any more to a process that was called off', async () => {
  const run = await begin(org, pair);
  await run.drive();
  const [login, desk] = [await run.task('made-login'), await run.task('made-desk')];
  await ida((door) => failTask(door, login.id, 'It burnt.'));
  await helen((door) => cancelProcess(door, run.id, 'She does not come.'));
  await expect(helen((door) => cancelProcess(door, run.id, 'Again.'))).rejects.toThrow(
    'This process is already over (withdrawn); it cannot be canceled.',
  );
  await expect(helen((door) => retryTask(door, login.id))).rejects.toThrow(
    'The process is over; its tasks cannot be retried.',
  );
  await expect(helen((door) => cancelTask(door, login.id, 'Why not.'))).rejects.toThrow(
    'The process is over; there is nothing left to cancel.',
  );
  await expect(by(org, 'fatima', 'fernhill-facilities', (door) => completeTask(door, desk.id, {}))).rejects.toThrow(
    'You cannot complete a task that is canceled.',
  );
});

test('a vote still asked for is taken back', async () => {
  const run = await begin(org, board, { board: ['marta', 'bao', 'nadia'].map((key) => org.personId(key)) });
  await run.drive();
  await helen((door) => cancelProcess(door, run.id, 'She does not come.'));
  const { id } = await run.task('budget');
  expect(await rows(org, 'select distinct status from approval where task_id = $1', id)).toEqual([
    { status: 'canceled' },
  ]);
  expect(await noticesOf(org, run, 'canceled')).toMatchObject([{ tasks: [{ id }] }]);
});

test('before anything was activated there is nobody to tell', async () => {
  const run = await begin(org, pair);
  await helen((door) => cancelProcess(door, run.id, 'A mistake.'));
  expect(await noticesOf(org, run, 'canceled')).toEqual([]);
  expect(new Set((await run.tasks()).map(({ status }) => status))).toEqual(new Set(['canceled']));
});

test('its manager may, an older version and other people may not', async () => {
  const run = await begin(org, pair);
  await run.drive();
  await expect(ida((door) => cancelProcess(door, run.id, 'No.'))).rejects.toMatchObject({ kind: 'not-found' });
  await expect(by(org, 'bao', 'fernhill-hr', (door) => cancelProcess(door, run.id, 'No.'))).rejects.toMatchObject({
    kind: 'not-found',
  });
  await expect(by(org, 'aziz', 'fernhill-hr', (door) => cancelProcess(door, run.id, 'No.'))).rejects.toMatchObject({
    kind: 'forbidden',
  });
  const { version } = await run.process();
  await expect(helen((door) => cancelProcess(door, run.id, 'No.', version - 1))).rejects.toMatchObject({
    kind: 'stale',
  });
  await by(org, 'marta', 'fernhill-hr', (door) => cancelProcess(door, run.id, 'She does not come.', version));
});

test('while people and the clock work it at the same moment, it ends with every task in one final state', async () => {
  for (let round = 0; round < 10; round++) {
    const run = await begin(org, pair);
    await run.drive();
    const [login, desk] = [await run.task('made-login'), await run.task('made-desk')];
    await Promise.allSettled([
      ida((door) => completeTask(door, login.id, handed)),
      by(org, 'fatima', 'fernhill-facilities', (door) => completeTask(door, desk.id, {})),
      run.drive(),
      helen((door) => cancelProcess(door, run.id, 'She does not come.')),
      run.drive(new Date(Date.now() + 7 * 86_400_000)),
    ]);
    expect(await run.drive()).toEqual({ over: true, run: [] });
    expect((await run.process()).completionReason).toBe('withdrawn');
    for (const { status, finishedAt } of await run.tasks()) {
      expect(['completed', 'canceled']).toContain(status);
      expect(finishedAt).not.toBeNull();
    }
    expect(await rows(org, 'select 1 from visibility where process_id = $1 and open', run.id)).toEqual([]);
  }
});
