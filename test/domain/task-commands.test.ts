import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Invalid, NotFound, type Problem, Refused } from '../../domain/problem.ts';
import { cancelProcess, cancelTask, processOf } from '../../domain/process/follow.ts';
import { inbox } from '../../domain/task/inbox.ts';
import { taskOf } from '../../domain/task/seen.ts';
import { acceptTask, completeTask, failTask, reassignTask, startTask, waitTask } from '../../domain/task/work.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, by, madeOrganisation, noticesOf, pair, personal, rows } from './process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());

const handed = { username: 'noor.haddad', place: 'onsite' };
const ida = <T>(act: Parameters<typeof by<T>>[3]) => by(org, 'ida', 'fernhill-it', act);
const helen = <T>(act: Parameters<typeof by<T>>[3]) => by(org, 'helen', 'fernhill-hr', act);

describe('completing', () => {
  test('twice is refused, and the first output stays', async () => {
    const run = await begin(org, pair);
    await run.drive();
    const { id } = await run.task('made-login');
    await ida((door) => completeTask(door, id, handed));
    await expect(ida((door) => completeTask(door, id, { ...handed, username: 'other' }))).rejects.toThrow(
      'You cannot complete a task that is completed.',
    );
    expect((await run.task('made-login')).output).toEqual(handed);
  });

  test('before its time is refused to the owner, and to the provider there is no such task', async () => {
    const run = await begin(org, pair);
    const { id } = await run.task('made-login');
    await expect(helen((door) => completeTask(door, id, handed))).rejects.toThrow(Refused);
    await expect(helen((door) => completeTask(door, id, handed))).rejects.toThrow(/not activated yet/);
    await expect(ida((door) => completeTask(door, id, handed))).rejects.toThrow(NotFound);
  });

  test('without all of the promised output is refused naming each field', async () => {
    const run = await begin(org, pair);
    await run.drive();
    const { id } = await run.task('made-login');
    const refusal = (await ida((door) => completeTask(door, id, { place: 'moon', stray: 1 })).catch(
      (error) => error,
    )) as Invalid;
    expect(refusal).toBeInstanceOf(Invalid);
    expect(refusal.details.map(({ pointer }) => pointer).sort()).toEqual([
      '/output/place',
      '/output/stray',
      '/output/username',
    ]);
    expect((await run.task('made-login')).status).toBe('assigned');
  });

  test('of a task that waits for one person is his alone', async () => {
    const run = await begin(org, personal);
    await run.drive();
    const { id } = await run.task('made-welcome');
    await expect(helen((door) => completeTask(door, id, {}))).rejects.toMatchObject({ kind: 'forbidden' });
    await by(org, 'marta', 'fernhill-hr', (door) => completeTask(door, id, {}));
    expect((await run.task('made-welcome')).memberId).toBe(org.personId('marta'));
  });

  test('by the account that owns the process but does not hold the task is forbidden', async () => {
    const run = await begin(org, pair);
    await run.drive();
    const { id } = await run.task('made-login');
    await expect(helen((door) => completeTask(door, id, handed))).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('two people', () => {
  test('who accept at once: exactly one of them holds the task', async () => {
    for (let round = 0; round < 10; round++) {
      const run = await begin(org, pair);
      await run.drive();
      const { id } = await run.task('made-login');
      const keys = ['ida', 'imran', 'sam'];
      const answers = await Promise.allSettled(
        keys.map((key) => by(org, key, 'fernhill-it', (door) => acceptTask(door, id))),
      );
      const winners = keys.filter((_, index) => answers[index]?.status === 'fulfilled');
      expect(winners).toHaveLength(1);
      expect((await run.task('made-login')).memberId).toBe(org.personId(winners[0] as string));
      for (const answer of answers) {
        if (answer.status === 'rejected') expect(answer.reason.message).toMatch(/somebody else has taken it/);
      }
      const accepted = await rows(org, `select 1 from audit where record_id = $1 and action = 'accepted'`, id);
      expect(accepted).toHaveLength(1);
    }
  });

  test('one of whom read an older version: the later is told to read again', async () => {
    const run = await begin(org, pair);
    await run.drive();
    const { id, version } = await run.task('made-login');
    await ida((door) => acceptTask(door, id, version));
    const refusal = (await ida((door) => startTask(door, id, version)).catch((error) => error)) as Problem;
    expect([refusal.kind, refusal.message]).toEqual([
      'stale',
      `It has changed since you read it (your version ${version}, now ${version + 1}): read it again and decide anew.`,
    ]);
    await ida((door) => startTask(door, id, version + 1));
  });
});

test('an accepted task leaves the inbox of the team and is in that of who took it', async () => {
  const run = await begin(org, pair);
  await run.drive();
  const { id } = await run.task('made-login');
  await ida((door) => acceptTask(door, id));
  const has = (part: 'mine' | 'team') => async (door: Parameters<typeof inbox>[0]) =>
    (await inbox(door, part, undefined, 100)).some(({ task }) => task.id === id);
  expect([await ida(has('mine')), await ida(has('team')), await by(org, 'imran', 'fernhill-it', has('team'))]).toEqual([
    true,
    false,
    false,
  ]);
  await ida((door) => completeTask(door, id, handed));
  expect(await ida(has('mine'))).toBe(false);
});

test('a task waits until a time that lies ahead only', async () => {
  const run = await begin(org, pair);
  await run.drive();
  const { id } = await run.task('made-login');
  const until = new Date(Date.now() - 1000);
  await expect(ida((door) => waitTask(door, id, { for: 'customer', reason: 'Which model?', until }))).rejects.toThrow(
    /^The task cannot wait until .* that has passed\.$/,
  );
});

test.each(['customer', 'other'] as const)(
  'a task that waits for %s until a time comes back to the inbox at that time',
  async (whom) => {
    const run = await begin(org, pair);
    await run.drive();
    const { id } = await run.task('made-login');
    const until = new Date(Date.now() + 3_600_000);
    await ida((door) => waitTask(door, id, { for: whom, reason: 'Which model?', until }));
    const waiting = await run.drive();
    expect(waiting.wakeAt !== undefined && waiting.wakeAt <= until.toISOString()).toBe(true);
    const later = new Date(until.getTime() + 60_000);
    const { wakeAt } = await run.drive(later);
    expect(wakeAt === undefined || wakeAt > later.toISOString()).toBe(true);
    const task = await run.task('made-login');
    expect([task.status, task.waitingUntil, task.memberId]).toEqual(['assigned', null, org.personId('ida')]);
    expect(task.target).not.toBeNull();
    const stops = task.clocks?.complete?.stops ?? [];
    expect(stops.map(({ to }) => to)).toEqual(whom === 'customer' ? [until.toISOString()] : []);
    // The inbox sorts it by its promise again.
    const [shown] = await rows<{ due: Date }>(org, 'select due from visibility where record_id = $1', id);
    expect(shown?.due).toEqual(task.target);
  },
);

test.each([
  ['completes', (id: string) => ida((door) => completeTask(door, id, handed))],
  ['starts', (id: string) => ida((door) => startTask(door, id))],
  ['cancels', (id: string) => helen((door) => cancelTask(door, id, 'No longer.'))],
  [
    'cancels all of it',
    async (id: string) => helen(async (door) => cancelProcess(door, (await taskOf(door, id)).processId, 'No.')),
  ],
] as const)(
  'what was waited for is over at its time, also when somebody %s before the workflow wakes it',
  async (_, act) => {
    const run = await begin(org, pair);
    await run.drive();
    const { id } = await run.task('made-login');
    const until = new Date(Date.now() + 3_600_000);
    await ida((door) => waitTask(door, id, { for: 'customer', reason: 'Which model?', until }));
    await rows(org, 'update process set clock_offset = $2 where id = $1', run.id, 9 * 86_400_000);
    await act(id);
    const { clocks } = await run.task('made-login');
    expect(clocks?.complete?.stops[0]?.to).toBe(until.toISOString());
    // Eight working hours went by since, and nobody was told of them yet.
    expect(clocks?.complete?.breachedAt).toBeDefined();
    const told = await noticesOf(org, run, 'breached');
    expect(told.filter(({ tasks }) => tasks?.[0]?.id === id)).toHaveLength(2);
  },
);

test('a task handed to another team is shown to that team, and it is told', async () => {
  const run = await begin(org, pair);
  await run.drive();
  const { id, teamId } = await run.task('made-login');
  const [other] = await rows<{ id: string }>(
    org,
    `select t.id from team t join trust_team x on x.team_id = t.id where t.account_id = $1 and t.id <> $2`,
    org.accountId('fernhill-it'),
    teamId,
  );
  await ida((door) => startTask(door, id));
  const before = (await noticesOf(org, run, 'assigned')).length;
  await ida((door) => reassignTask(door, id, other?.id as string, null));
  const task = await run.task('made-login');
  expect([task.teamId, task.status, task.memberId]).toEqual([other?.id, 'assigned', null]);
  const told = (await noticesOf(org, run, 'assigned')).slice(before);
  expect(told.map(({ tasks }) => tasks?.[0])).toMatchObject([{ id, team: other?.id }]);
  await by(org, 'imran', 'fernhill-it', (door) => acceptTask(door, id));
});

describe('who holds a task', () => {
  test('sees neither its process nor its other tasks, by whatever way', async () => {
    const run = await begin(org, pair);
    await run.drive();
    const mine = await run.task('made-login');
    const others = (await run.tasks()).filter(({ id }) => id !== mine.id);
    await expect(ida((door) => processOf(door, run.id))).rejects.toThrow(NotFound);
    await ida((door) => taskOf(door, mine.id));
    for (const { id } of others) await expect(ida((door) => taskOf(door, id))).rejects.toThrow(NotFound);
    // Row level security says the same to plain SQL of the API's role.
    const seen = await ida(({ em }) =>
      em.execute<{ id: string }[]>('select id from task where process_id = ?', [run.id]),
    );
    expect(seen.map(({ id }) => id)).toEqual([mine.id]);
    for (const table of ['process', 'plan', 'template']) {
      expect(await ida(({ em }) => em.execute(`select 1 from ${table}`))).toEqual([]);
    }
  });
});

test('a rival customer of the same provider sees no row of it', async () => {
  const run = await begin(org, pair);
  await run.drive();
  const task = await run.task('made-login');
  await ida((door) => failTask(door, task.id, 'It burnt.'));
  const oscar = <T>(act: Parameters<typeof by<T>>[3]) => by(org, 'oscar', 'oakline', act);
  await expect(oscar((door) => processOf(door, run.id))).rejects.toThrow(NotFound);
  await expect(oscar((door) => taskOf(door, task.id))).rejects.toThrow(NotFound);
  await expect(oscar((door) => completeTask(door, task.id, handed))).rejects.toThrow(NotFound);
  // It has versions of templates, and their entries, of its own.
  const others = 'where account_id <> (select viewer_account())';
  for (const table of ['process', 'task', 'approval', 'visibility', `plan ${others}`, 'note', `audit ${others}`]) {
    expect({ table, rows: await oscar(({ em }) => em.execute(`select 1 from ${table}`)) }).toEqual({ table, rows: [] });
  }
  expect(await oscar(({ em }) => em.execute('select 1 from account where handle like ?', ['fernhill%']))).toEqual([]);
});
