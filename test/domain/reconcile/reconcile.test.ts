import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { reconcile } from '../../../domain/reconcile/reconcile.ts';
import { completeTask } from '../../../domain/task/work.ts';
import { trustsSeen } from '../../../domain/trust/seen.ts';
import { resumeTrust, suspendTrust } from '../../../domain/trust/suspend.ts';
import type { Organisation } from '../../support/organisation.ts';
import { begin, board, by, madeOrganisation, pair, type Run, rows } from '../process-made.ts';

let org: Organisation;
let run: Run;
let taskId: string;
beforeAll(async () => {
  org = await madeOrganisation();
  run = await begin(org, board, { board: [org.personId('bao'), org.personId('nadia')] });
  await run.drive();
});
afterAll(() => org?.close());
beforeEach(async () => {
  run = await begin(org, pair);
  await run.drive();
  taskId = (await run.task('made-login')).id;
});

const find = (mending = false) => reconcile(org.database.urls.reconciler, mending);
const shown = () =>
  rows(org, 'select account_id, holder_id, open, until is null as still from visibility where record_id = $1', taskId);
const broken = (sql: string) => rows(org, sql, taskId);

test('where everything fits together it finds nothing', async () => {
  await by(org, 'ida', 'fernhill-it', (door) => completeTask(door, taskId, { username: 'noor', place: 'onsite' }));
  expect(await find(true)).toEqual([]);
});

test('a suspended trust shows nothing, and rightly so; what it shows all the same is found', async () => {
  const hr = <T>(act: Parameters<typeof by<T>>[3]) => by(org, 'hugo', 'fernhill-hr', act);
  const [trust] = await hr(async (door) =>
    (await trustsSeen(door, undefined, 100)).filter(
      ({ status, account }) => status === 'accepted' && account.handle === 'fernhill-it',
    ),
  );
  const id = trust?.id as string;
  const before = await shown();
  await hr((door) => suspendTrust(door, id));
  expect(await find()).toEqual([]);
  // As a restored table would have it: triggers refuse it otherwise.
  await rows(
    org,
    `set session_replication_role = replica; insert into visibility select * from withheld where record_id = '${taskId}'`,
  );
  expect(await find(true)).toEqual([
    { wrong: expect.stringContaining('by a trust that does not stand'), mended: true },
  ]);
  await hr((door) => resumeTrust(door, id));
  expect([await find(), await shown()]).toEqual([[], before]);
});

describe('what is shown wrongly is found, and mended with an entry in the audit:', () => {
  test.each([
    ['nobody is shown it', 'delete from visibility where record_id = $1', 'is open, and whoever'],
    [
      'it is shown as over',
      'update visibility set open = false, until = now() where record_id = $1',
      'is open, and whoever',
    ],
  ])('%s', async (_, sql, wrong) => {
    const before = await shown();
    await broken(sql);
    expect(await find()).toEqual([{ wrong: expect.stringContaining(wrong), mended: false }]);
    expect(await find(true)).toEqual([{ wrong: expect.stringContaining(taskId), mended: true }]);
    expect(await find()).toEqual([]);
    expect(await shown()).toEqual(before);
    const entries = await rows(
      org,
      `select changes ->> 'wrong' as wrong from audit where record_id = $1 and action = 'reconciled'`,
      taskId,
    );
    expect(entries).toEqual([{ wrong: expect.stringContaining(`The task ${taskId} of fernhill-hr`) }]);
  });

  test('another team is shown it', async () => {
    const before = await shown();
    await broken(
      `insert into visibility select (jsonb_populate_record(v, jsonb_build_object('holder_id', gen_random_uuid()))).* from visibility v where record_id = $1`,
    );
    expect(await find()).toEqual([{ wrong: expect.stringContaining('it is not assigned to'), mended: false }]);
    await find(true);
    expect(await shown()).toEqual(before);
  });

  test('it is over, and shown as open', async () => {
    await by(org, 'ida', 'fernhill-it', (door) => completeTask(door, taskId, { username: 'noor', place: 'onsite' }));
    const before = await shown();
    await broken('update visibility set open = true, until = null where record_id = $1');
    expect(await find()).toEqual([{ wrong: expect.stringContaining('is finished, and still shown'), mended: false }]);
    await find(true);
    expect(await shown()).toEqual(before);
  });
});

describe('what only a person can decide is found and left alone:', () => {
  test.each([
    [
      'it is assigned to a team of another account',
      `update task set team_id = (select id from team where account_id <> task.assigned_account_id limit 1) where id = $1`,
      'a team of another account',
    ],
    ['it crosses accounts by no trust', 'update task set trust_id = null where id = $1', 'by no trust between the two'],
  ])('%s', async (_, sql, wrong) => {
    const kept = await rows(org, 'select team_id, trust_id from task where id = $1', taskId);
    await broken(sql);
    expect((await find()).map(({ wrong }) => wrong)).toContainEqual(expect.stringContaining(wrong));
    const { team_id, trust_id } = kept[0] as { team_id: string; trust_id: string };
    await rows(org, 'update task set team_id = $2, trust_id = $3 where id = $1', taskId, team_id, trust_id);
    expect(await find()).toEqual([]);
  });

  test('an approver is not shown what is asked of him', async () => {
    const hidden = await rows<{ record_id: string }>(
      org,
      `delete from visibility where why = 'approver' and person_id = $1 returning *`,
      org.personId('bao'),
    );
    expect(hidden).toHaveLength(1);
    expect(await find(true)).toEqual([{ wrong: expect.stringContaining('waits for an approver'), mended: false }]);
  });
});

test('its role reads neither what is written in records nor who people are, and changes no facts', async () => {
  const client = new pg.Client({ connectionString: org.database.urls.reconciler });
  await client.connect();
  try {
    const may = (sql: string) =>
      client.query(sql).then(
        () => true,
        ({ code }) => code !== '42501',
      );
    expect(await may('select id, status from task')).toBe(true);
    for (const sql of [
      'select title from task',
      'select input from task',
      'select text from note',
      'select name from person',
      'select password_hash from credential',
      'select changes from audit',
      "update task set status = 'canceled'",
      'update audit set action = action',
      'delete from trust',
    ])
      expect([sql, await may(sql)]).toEqual([sql, false]);
    const asSomebody = `insert into audit (id, at, account_id, actor_account_id, actor_id, record_kind, record_id, action)
      select gen_random_uuid(), now(), id, id, gen_random_uuid(), 'task', id, 'completed' from account limit 1`;
    expect(await may(asSomebody)).toBe(false);
  } finally {
    await client.end();
  }
});
