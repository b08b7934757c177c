import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { command } from '../../domain/command.ts';
import { type Detail, Invalid, NotFound, type Problem } from '../../domain/problem.ts';
import { startProcess } from '../../domain/process/start.ts';
import type { Door } from '../../domain/store.ts';
import { acceptTask, completeTask } from '../../domain/task/work.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, board, by, madeOrganisation, pair, rows, startOf, trustAnew } from './process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());

const nobody = '0198a3c0-0000-7000-8000-000000000000';
const helen = <T>(act: (door: Door) => Promise<T>) => by(org, 'helen', 'fernhill-hr', act);
const refused = async (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => expect(work).rejects.toThrow() as never,
    (error) => error,
  );
const detailsOf = ({ details }: Problem) => details.map(({ pointer, message }: Detail) => [pointer, message]);

describe('a start is refused', () => {
  test('naming every person who is not known, and a start date that has passed, all at once', async () => {
    const start = startOf(org, board, {
      person: nobody,
      board: [org.personId('marta'), nobody],
      startDate: '2020-01-06',
    });
    const problem = await refused(helen((door) => startProcess(door, start)));
    expect(problem).toBeInstanceOf(Invalid);
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' });
    expect(detailsOf(problem)).toEqual([
      ['/input/person', 'There is no such person in your account or its directory.'],
      ['/input/board/1', 'There is no such person in your account or its directory.'],
      ['/input/startDate', `2020-01-06 lies in the past; today is ${today}. Choose a later date.`],
    ]);
  });

  test('for somebody of another customer as for nobody', async () => {
    const problem = await refused(
      helen((door) => startProcess(door, startOf(org, pair, { person: org.personId('olive') }))),
    );
    expect(detailsOf(problem)).toEqual([
      ['/input/person', 'There is no such person in your account or its directory.'],
    ]);
  });

  test('for who has left', async () => {
    await rows(org, 'update person set disabled_at = now() where id = $1', org.personId('noah'));
    const problem = await refused(
      helen((door) => startProcess(door, startOf(org, pair, { person: org.personId('noah') }))),
    );
    expect(detailsOf(problem)).toHaveLength(1);
  });

  test('to who is no specialist, and of a template the account does not have', async () => {
    const start = startOf(org, pair);
    expect((await refused(by(org, 'marta', 'fernhill-hr', (door) => startProcess(door, start)))).kind).toBe(
      'forbidden',
    );
    expect(await refused(by(org, 'ida', 'fernhill-it', (door) => startProcess(door, start)))).toBeInstanceOf(NotFound);
  });

  test('listing every role that cannot be filled, and leaves nothing behind', async () => {
    const counts = () =>
      rows(
        org,
        'select (select count(*) from process) p, (select count(*) from task) t, (select count(*) from audit) a, (select count(*) from outbox) o, (select sum(next_process_number) from account) n',
      );
    const trusts = await rows<{ id: string; trusted_id: string }>(
      org,
      'select id, trusted_id from trust where trusting_id = $1',
      org.accountId('fernhill-hr'),
    );
    const idOf = (handle: string) => trusts.find(({ trusted_id }) => trusted_id === org.accountId(handle))?.id;
    await rows(org, 'delete from trust_team where trust_id = $1', idOf('fernhill-facilities'));
    await rows(org, `update trust set status = 'revoked', ended_at = now() where id = $1`, idOf('fernhill-it'));
    const before = await counts();
    const problem = await refused(helen((door) => startProcess(door, startOf(org, pair))));
    expect(detailsOf(problem)).toEqual([
      ['/roles/it', 'No account that you trust fills the role "it": invite one, and have its trust accepted.'],
      [
        '/roles/facilities',
        'The team behind "housing/made desk" of Fernhill Facilities is not linked to the trust: ask its administrator to allow assignments to it.',
      ],
    ]);
    expect(await counts()).toEqual(before);
    await trustAnew(org, 'fernhill-it');
    await helen((door) => startProcess(door, startOf(org, pair)));
  });

  test('with the accounts to choose among, where several fill a role', async () => {
    const roles = (sql: string) => rows(org, `update account set roles = ${sql} where handle = 'fernhill-it'`);
    await roles(`array_append(roles, 'facilities')`);
    await rows(
      org,
      `update trust set status = 'revoked', ended_at = now() where trusting_id = $1 and trusted_id = $2`,
      org.accountId('fernhill-hr'),
      org.accountId('fernhill-it'),
    );
    await trustAnew(org, 'fernhill-it');
    const { details } = await refused(helen((door) => startProcess(door, startOf(org, pair))));
    expect(details).toMatchObject([{ pointer: '/roles/facilities' }]);
    expect([...(details[0]?.choices ?? [])].sort()).toEqual(['fernhill-facilities', 'fernhill-it']);
    await roles(`array_remove(roles, 'facilities')`);
    await helen((door) => startProcess(door, startOf(org, pair)));
  });
});

describe('a command under a key', () => {
  const start = async (key: string, more = {}) => {
    const viewer = await org.viewer('helen', 'fernhill-hr');
    const wanted = startOf(org, pair, more);
    const what = { command: 'start', input: wanted.input };
    return command(org.store, viewer, { key, what }, async (door) => ({ id: (await startProcess(door, wanted)).id }));
  };

  test('repeated gives the first answer and does nothing', async () => {
    const key = randomUUID();
    const first = await start(key);
    expect(await start(key)).toEqual(first);
    expect(await rows(org, `select 1 from outbox where kind = 'changed' and process_id = $1`, first.id)).toHaveLength(
      1,
    );
  });

  test('is refused for another command, and is another key to another person', async () => {
    const key = randomUUID();
    const first = await start(key);
    const problem = await refused(start(key, { startDate: '2099-01-05' }));
    expect([problem.kind, problem.message]).toEqual([
      'key-reused',
      'This Idempotency-Key was used for another command: use a new key for each command.',
    ]);
    const hugo = await org.viewer('hugo', 'fernhill-hr');
    const other = await command(org.store, hugo, { key, what: {} }, async (door) => ({
      id: (await startProcess(door, startOf(org, pair))).id,
    }));
    expect(other.id).not.toBe(first.id);
  });

  test('sent fifty times at once starts one process, and everybody gets its answer', async () => {
    const key = randomUUID();
    const number = () =>
      rows(org, 'select next_process_number from account where id = $1', org.accountId('fernhill-hr'));
    const [before] = (await number()) as [{ next_process_number: number }];
    const answers = await Promise.all(Array.from({ length: 50 }, () => start(key)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const id = answers[0]?.id;
    expect(await rows(org, `select kind from outbox where process_id = $1`, id)).toEqual([{ kind: 'changed' }]);
    expect(await rows(org, `select action from audit where record_id = $1`, id)).toEqual([{ action: 'started' }]);
    expect(await number()).toEqual([{ next_process_number: before.next_process_number + 1 }]);
  });

  test('that was refused may be tried again under the same key', async () => {
    const key = randomUUID();
    expect((await refused(start(key, { startDate: '2020-01-06' }))).kind).toBe('invalid');
    const again = await refused(start(key, { startDate: '2020-01-06' }));
    expect(again.kind).toBe('invalid');
    await start(key);
  });

  test('sent ten times at once completes a task once, and everybody gets the answer', async () => {
    const run = await begin(org, pair);
    await run.drive();
    const { id, version } = await run.task('made-login');
    const ida = await org.viewer('ida', 'fernhill-it');
    await org.store.as(ida, (door) => acceptTask(door, id, version));
    const send = () =>
      command(org.store, ida, { key: 'the same', what: { complete: id } }, async (door) => {
        const task = await completeTask(door, id, { username: 'noor', place: 'onsite' }, version + 1);
        await door.em.flush();
        return { version: task.version };
      });
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    expect(answers).toEqual(answers.map(() => ({ version: version + 2 })));
    expect(await rows(org, `select 1 from audit where record_id = $1 and action = 'completed'`, id)).toHaveLength(1);
  });
});
