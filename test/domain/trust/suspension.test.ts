import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { notesOn, writeNote } from '../../../domain/note/notes.ts';
import { cancelTask } from '../../../domain/process/follow.ts';
import { offeredServices } from '../../../domain/service/offered.ts';
import { updateOffering } from '../../../domain/service/offerings.ts';
import { inbox } from '../../../domain/task/inbox.ts';
import { taskOf } from '../../../domain/task/seen.ts';
import { acceptTask, completeTask } from '../../../domain/task/work.ts';
import { grantCapability, withdrawCapability } from '../../../domain/trust/capability.ts';
import { invite } from '../../../domain/trust/invite.ts';
import { trustOf } from '../../../domain/trust/seen.ts';
import { resumeTrust, suspendTrust } from '../../../domain/trust/suspend.ts';
import { recountAll } from '../../../relay/recount.ts';
import type { Entry } from '../../../relay/tell.ts';
import { pair, rows } from '../process-made.ts';
import { type Between, between } from './between.ts';

let both: Between;
beforeAll(async () => {
  both = await between();
}, 120_000);
afterAll(() => both?.org.close());

const suspend = (side: 'x' | 'y') => both[side]((door) => suspendTrust(door, both.trust));
const resume = (side: 'x' | 'y') => both[side]((door) => resumeTrust(door, both.trust));
const waiting = async () => (await both.y((door) => inbox(door, 'all', undefined, 50))).map(({ task }) => task.id);
const handed = { username: 'olive.stone', place: 'remote' };

test('while a side suspends the trust its open work is out of sight, and afterwards all is as it is by then', async () => {
  const { task } = await both.begin(pair);
  const [login, desk] = [(await task('made-login')).id, (await task('made-desk')).id];
  const { task: other } = await both.begin(pair);
  const [done, canceled] = [(await other('made-login')).id, (await other('made-desk')).id];
  await both.y((door) => completeTask(door, done, handed));
  await both.y((door) => acceptTask(door, desk));
  expect((await waiting()).sort()).toEqual([login, desk, canceled].sort());

  await suspend('x');
  expect(await waiting()).toEqual([]);
  for (const id of [login, desk, canceled])
    await expect(both.y((door) => taskOf(door, id))).rejects.toMatchObject({ kind: 'not-found' });
  expect((await both.y((door) => taskOf(door, done))).output).toEqual(handed);
  expect((await task('made-desk')).status).toBe('accepted');
  expect(await both.y((door) => trustOf(door, both.trust))).toMatchObject({
    status: 'suspended',
    suspendedByUs: null,
    suspendedByThem: expect.any(Date),
    account: { name: 'Oakline' },
  });
  await both.x((door) => cancelTask(door, canceled, 'Not needed.'));

  await expect(resume('y')).rejects.toThrow('Only the account that suspended this trust can resume it: ask it to.');
  await resume('x');
  expect((await waiting()).sort()).toEqual([login, desk].sort());
  expect((await both.y((door) => taskOf(door, canceled))).status).toBe('canceled');
  await both.y((door) => completeTask(door, desk, {}));
  expect(await rows(both.org, 'select 1 from withheld')).toEqual([]);
});

test('hours that were edited meanwhile count once it is resumed', async () => {
  const { task } = await both.begin(pair);
  const { id, offeringId, activatedAt } = await task('made-login');
  const breachesAt = async () => (await task('made-login')).clocks?.complete?.breachesAt;
  const recount = async () => {
    const entries = await rows<Entry>(both.org, `select * from outbox where kind = 'recount' order by id`);
    await recountAll(both.org.workerStore, entries, (message, error) => {
      throw new Error(message, { cause: error });
    });
  };
  const before = await breachesAt();
  await suspend('x');
  const always = { zone: 'UTC', week: Array.from({ length: 7 }, () => [[0, 1440] as const]), holidays: [] };
  await both.y((door) => updateOffering(door, offeringId as string, { calendar: always }));
  await recount();
  expect(await breachesAt()).toBe(before);
  await resume('x');
  await recount();
  expect(await breachesAt()).toBe(new Date(activatedAt!.getTime() + 8 * 3_600_000).toISOString());
  expect((await both.y((door) => taskOf(door, id))).clocks?.complete?.breachesAt).toBe(await breachesAt());
});

test('both may suspend it; it goes on once neither does', async () => {
  await suspend('x');
  await expect(suspend('x')).rejects.toThrow('Your account has suspended this trust already.');
  await suspend('y');
  await resume('x');
  expect((await both.seen()).status).toBe('suspended');
  await resume('y');
  expect((await both.seen()).status).toBe('accepted');
  await expect(resume('y')).rejects.toThrow('This trust is accepted; there is nothing to resume.');
});

test('what would be assigned meanwhile waits in its process, saying why, and goes on by itself', async () => {
  await suspend('y');
  const message = 'The trust with Brightwire is suspended: nothing is begun by it now.';
  await expect(both.begin(pair)).rejects.toMatchObject({
    kind: 'invalid',
    details: expect.arrayContaining([{ pointer: '/roles/it', message }]),
  });
  await resume('y');
  const { id, drive, task } = await both.begin(pair);
  const { task: retried } = await both.begin(pair);
  await rows(both.org, `update task set status = 'registered', activated_at = null where process_id = $1`, id);
  await rows(both.org, 'delete from visibility where process_id = $1', id);
  await suspend('y');
  await drive();
  await drive();
  const reason = 'It waits: the trust with Brightwire is suspended.';
  expect(await task('made-login')).toMatchObject({ status: 'registered', reason });
  expect((await retried('made-login')).status).toBe('assigned');
  const held = await rows(
    both.org,
    `select 1 from audit where action = 'held' and record_id = $1`,
    (await task('made-login')).id,
  );
  expect(held).toHaveLength(1);
  await rows(both.org, 'delete from outbox');
  await resume('y');
  expect(await rows(both.org, `select process_id from outbox where kind = 'changed'`)).toEqual([{ process_id: id }]);
  await drive();
  expect(await task('made-login')).toMatchObject({ status: 'assigned', reason: '' });
});

test('nothing is disclosed, granted or offered while it is suspended; withdrawing is possible', async () => {
  await both.x((door) => grantCapability(door, both.trust, 'share_plan', {}));
  await suspend('x');
  await expect(both.x((door) => grantCapability(door, both.trust, 'share_contact', {}))).rejects.toThrow(
    'Nothing is granted in a trust that is suspended.',
  );
  await both.x((door) => withdrawCapability(door, both.trust, 'share_plan'));
  expect(await both.x(offeredServices)).toEqual([]);
  await expect(both.x((door) => invite(door, { handle: 'brightwire', as: 'trusting' }))).rejects.toMatchObject({
    kind: 'refused',
  });
  await resume('x');
});

test('of what is kept, nobody reads or writes what comes after', async () => {
  const { task } = await both.begin(pair);
  const { id } = await task('made-login');
  const on = { kind: 'task', id } as const;
  const texts = async () => (await both.y((door) => notesOn(door, on, undefined, 10))).map(({ note }) => note.text);
  await both.y((door) => completeTask(door, id, handed));
  await both.x((door) => writeNote(door, on, { kind: 'public', text: 'before' }));
  await suspend('x');
  await both.x((door) => writeNote(door, on, { kind: 'public', text: 'after' }));
  expect(await texts()).toEqual(['before']);
  await expect(both.y((door) => writeNote(door, on, { kind: 'public', text: 'mine' }))).rejects.toMatchObject({
    kind: 'forbidden',
  });
  await expect(
    both.y((door) =>
      door.em.execute(`insert into note (id, account_id, author_id, task_id, kind, text, created_at)
        values (gen_random_uuid(), viewer_account(), viewer_person(), '${id}', 'public', 'smuggled', now())`),
    ),
  ).rejects.toThrow('row-level security');
  expect(await both.y(({ em }) => em.execute('select text from note where task_id = ?', [id]))).toEqual([
    { text: 'before' },
  ]);
  await resume('x');
  expect(await texts()).toEqual(['after', 'before']);
});
