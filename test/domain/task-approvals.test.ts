import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancelTask, retryTask } from '../../domain/process/follow.ts';
import type { Door } from '../../domain/store.ts';
import { decideApproval } from '../../domain/task/approve.ts';
import { inbox } from '../../domain/task/inbox.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, board, by, madeOrganisation, noticesOf, type Run, rows } from './process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());

/** Two of Marta, Bao and Nadia must approve. */
async function asked(keys: readonly string[] = ['marta', 'bao', 'nadia']): Promise<Run> {
  const run = await begin(org, board, { board: keys.map((key) => org.personId(key)) });
  await run.drive();
  return run;
}
const as = <T>(key: string, act: (door: Door) => Promise<T>) => by(org, key, 'fernhill-hr', act);
const voteOf = async (run: Run, key: string) => {
  const found = await rows<{ id: string }>(
    org,
    'select id from approval where task_id = $1 and approver_id = $2',
    (await run.task('budget')).id,
    org.personId(key),
  );
  return found[0]?.id as string;
};
const vote = async (run: Run, key: string, status: 'approved' | 'rejected', reason = '') => {
  const id = await voteOf(run, key);
  return as(key, (door) => decideApproval(door, id, status, reason));
};
const votes = async (run: Run) =>
  Object.fromEntries(
    (
      await rows<{ name: string; status: string }>(
        org,
        'select p.name, a.status from approval a join person p on p.id = a.approver_id where task_id = $1',
        (
          await run.task('budget')
        ).id,
      )
    ).map(({ name, status }) => [name.split(' ')[0], status]),
  );
const inInbox = async (run: Run, key: string) => {
  const { id } = await run.task('budget');
  return as(key, async (door) => (await inbox(door, 'mine', undefined, 100)).some(({ task }) => task.id === id));
};

describe('two of three', () => {
  test('are asked, told, and enough; the third need not vote any more', async () => {
    const run = await asked();
    expect(await noticesOf(org, run, 'approval')).toMatchObject([
      { to: ['marta', 'bao', 'nadia'].map((key) => org.personId(key)) },
    ]);
    expect([await inInbox(run, 'marta'), await inInbox(run, 'noah')]).toEqual([true, false]);
    await vote(run, 'marta', 'approved');
    expect([(await run.task('budget')).status, await inInbox(run, 'marta'), await inInbox(run, 'bao')]).toEqual([
      'assigned',
      false,
      true,
    ]);
    await vote(run, 'bao', 'approved');
    expect([(await run.task('budget')).status, await inInbox(run, 'nadia')]).toEqual(['approved', false]);
    expect(await votes(run)).toEqual({ Marta: 'approved', Bao: 'approved', Nadia: 'canceled' });
    await expect(vote(run, 'nadia', 'rejected', 'Too dear.')).rejects.toThrow(
      'This approval is already canceled; a vote is cast once.',
    );
    await run.drive();
    expect((await run.task('made-desk')).status).toBe('assigned');
  });

  test('can still be reached after one rejection', async () => {
    const run = await asked();
    await vote(run, 'marta', 'rejected', 'Too dear.');
    expect((await run.task('budget')).status).toBe('assigned');
    await vote(run, 'bao', 'approved');
    await vote(run, 'nadia', 'approved');
    expect((await run.task('budget')).status).toBe('approved');
  });

  test('out of reach reject the task, which halts the process and tells its manager; a retry asks anew', async () => {
    const run = await asked();
    await vote(run, 'bao', 'rejected', 'Too dear.');
    await vote(run, 'nadia', 'rejected', 'Much too dear.');
    const rejected = await run.task('budget');
    expect([rejected.status, rejected.reason]).toEqual(['rejected', 'Much too dear.']);
    expect(await votes(run)).toEqual({ Marta: 'canceled', Bao: 'rejected', Nadia: 'rejected' });
    await run.drive();
    expect((await run.process()).status).toBe('progress_halted');
    expect(await noticesOf(org, run, 'halted')).toMatchObject([
      { to: [org.personId('marta')], reason: 'Much too dear.' },
    ]);
    await as('helen', (door) => retryTask(door, rejected.id));
    await run.drive();
    expect(await votes(run)).toEqual({ Marta: 'assigned', Bao: 'assigned', Nadia: 'assigned' });
    await vote(run, 'bao', 'approved');
    await vote(run, 'nadia', 'approved');
    await run.drive();
    expect([(await run.process()).status, (await run.task('made-desk')).status]).toEqual(['in_progress', 'assigned']);
  });

  test('who vote at the same moment come to one decision, and the relay is told', async () => {
    for (let round = 0; round < 10; round++) {
      const run = await asked();
      await rows(org, 'delete from outbox where process_id = $1', run.id);
      const cast = await Promise.allSettled(['marta', 'bao', 'nadia'].map((key) => vote(run, key, 'approved')));
      const counted = cast.filter(({ status }) => status === 'fulfilled').length;
      expect(counted).toBe(2);
      const { id, status } = await run.task('budget');
      expect(status).toBe('approved');
      expect(await rows(org, `select 1 from audit where record_id = $1 and action = 'approved'`, id)).toHaveLength(1);
      expect(await rows(org, `select 1 from outbox where process_id = $1 and kind = 'changed'`, run.id)).toHaveLength(
        1,
      );
    }
  });
});

describe('a vote', () => {
  test('is cast once', async () => {
    const run = await asked();
    await vote(run, 'marta', 'approved');
    await expect(vote(run, 'marta', 'rejected', 'On second thoughts.')).rejects.toThrow(
      'This approval is already approved; a vote is cast once.',
    );
  });

  test('against needs a reason', async () => {
    const run = await asked();
    await expect(vote(run, 'marta', 'rejected')).rejects.toThrow(
      'Say why you reject, for the people who must go on from here.',
    );
    expect(await votes(run)).toMatchObject({ Marta: 'assigned' });
  });

  test('is the approver’s alone', async () => {
    const run = await asked();
    const id = await voteOf(run, 'marta');
    for (const key of ['bao', 'helen', 'hugo']) {
      await expect(as(key, (door) => decideApproval(door, id, 'approved', ''))).rejects.toMatchObject({
        kind: 'not-found',
      });
    }
    await expect(
      by(org, 'ida', 'fernhill-it', (door) => decideApproval(door, id, 'approved', '')),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('is not cast by whom the process is about', async () => {
    const run = await asked(['noor', 'bao', 'nadia']);
    await expect(vote(run, 'noor', 'approved')).rejects.toThrow(
      'Nobody approves what is about himself: ask for another approver.',
    );
    await expect(vote(run, 'noor', 'rejected', 'No.')).rejects.toThrow(/^Nobody approves/);
  });
});

test('an approval that too few can be asked for fails at once, saying so', async () => {
  const run = await asked(['bao', 'bao']);
  const task = await run.task('budget');
  expect([task.status, task.reason]).toEqual(['failed', 'Approvals required: 2. People who can be asked: 1.']);
  expect(await rows(org, 'select 1 from approval where task_id = $1', task.id)).toEqual([]);
});

test('an approval that is given up takes back its votes and says so', async () => {
  const run = await asked();
  const { id } = await run.task('budget');
  await as('helen', (door) => cancelTask(door, id, 'It was paid for already.'));
  expect(await votes(run)).toEqual({ Marta: 'canceled', Bao: 'canceled', Nadia: 'canceled' });
  expect(await inInbox(run, 'bao')).toBe(false);
  expect(await noticesOf(org, run, 'canceled')).toMatchObject([{ tasks: [{ id }] }]);
  await run.drive();
  expect((await run.task('made-desk')).status).toBe('assigned');
});
