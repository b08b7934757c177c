import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lettersOf } from '../../../domain/mail/letter.ts';
import { notesOn, writeNote } from '../../../domain/note/notes.ts';
import type { Door } from '../../../domain/store.ts';
import { approvalsOf } from '../../../domain/task/approvals.ts';
import { decideApproval } from '../../../domain/task/approve.ts';
import { inbox } from '../../../domain/task/inbox.ts';
import { acceptTask } from '../../../domain/task/work.ts';
import type { Grantable, GrantValue } from '../../../domain/trust/capabilities.ts';
import { grantCapability, withdrawCapability } from '../../../domain/trust/capability.ts';
import { resumeTrust, suspendTrust } from '../../../domain/trust/suspend.ts';
import { board, pair, rows } from '../process-made.ts';
import { type Between, between } from './between.ts';

let both: Between;
beforeAll(async () => {
  both = await between();
  const { task } = await both.begin(pair);
  // Oakline meets Bella in a task that she works, once Brightwire shows its people.
  await both.y(async (door) => acceptTask(door, (await task('made-desk')).id));
}, 120_000);
afterAll(() => both?.org.close());

const grant = (side: 'x' | 'y', capability: Grantable, value: GrantValue = {}) =>
  both[side]((door) => grantCapability(door, both.trust, capability, value));
const withdraw = (side: 'x' | 'y', capability: Grantable) =>
  both[side]((door) => withdrawCapability(door, both.trust, capability));

test('people of the other side are asked for approvals while it lets them, and see what is asked and no more', async () => {
  const bella = both.org.personId('bella');
  const fault = { kind: 'invalid', details: [{ pointer: '/input/board/0' }] };
  const asking = () => both.begin(board, { board: [bella, both.org.personId('oscar')] });
  await grant('y', 'show_specialists');
  await expect(asking()).rejects.toMatchObject(fault);
  await grant('y', 'assign_approvals', { level: 'key_contacts' });
  await expect(asking()).rejects.toMatchObject(fault);
  await grant('y', 'assign_approvals', { level: 'anyone' });
  const { id, drive, task } = await asking();
  const { id: budget } = await task('budget');
  const votes = await both.y((door) => approvalsOf(door, ['assigned'], undefined, 10));
  expect(votes).toMatchObject([{ seen: { cardOnly: true, task: { id: budget } } }]);
  await rows(both.org, `update task set impact = 'high' where id = $1 returning id`, budget);
  const told = (door: Door) => inbox(door, 'mine', undefined, 10, { task: budget });
  expect(await both.y(told)).toMatchObject([{ task: { impact: 'none', nextTarget: { is: 'none', at: null } } }]);
  expect(await both.x(told)).toMatchObject([{ task: { impact: 'high' } }]);
  const notice = {
    kind: 'approval',
    account: both.xViewer.accountId,
    process: id,
    tasks: [budget],
    to: [bella],
  } as const;
  expect(await lettersOf(both.org.workerStore, notice)).toMatchObject([
    { name: 'Bella Wright', sections: [{ account: { name: 'Brightwire' }, tasks: [{ customer: 'Oakline' }] }] },
  ]);
  await both.x((door) => suspendTrust(door, both.trust));
  expect(await lettersOf(both.org.workerStore, notice)).toEqual([]);
  await both.x((door) => resumeTrust(door, both.trust));
  await both.x((door) => writeNote(door, { kind: 'task', id: budget }, { kind: 'public', text: 'Not too much.' }));
  expect(await both.y((door) => notesOn(door, { kind: 'task', id: budget }, undefined, 10))).toEqual([]);
  const [vote] = votes;
  await both.y((door) => decideApproval(door, vote?.approval.id as string, 'approved', ''));
  await drive();
  expect((await task('budget')).status).toBe('assigned');
  const [own] = await both.x((door) => approvalsOf(door, ['assigned'], undefined, 10));
  await both.x((door) => decideApproval(door, own?.approval.id as string, 'approved', ''));
  await drive();
  expect([(await task('budget')).status, (await task('made-desk')).status]).toEqual(['approved', 'assigned']);
  expect(
    await rows(both.org, 'select 1 from visibility where process_id = $1 and why = $2 and open', id, 'approver'),
  ).toEqual([]);
  await withdraw('y', 'assign_approvals');
  await expect(asking()).rejects.toMatchObject(fault);
  await withdraw('y', 'show_specialists');
});

test('a vote of the other side can be the last one, and reject', async () => {
  const bella = both.org.personId('bella');
  await grant('y', 'show_specialists');
  await grant('y', 'assign_approvals', { level: 'anyone' });
  const { drive, task } = await both.begin(board, { board: [bella, both.org.personId('oscar')] });
  const [vote] = await both.y((door) => approvalsOf(door, ['assigned'], undefined, 10));
  await both.y((door) => decideApproval(door, vote?.approval.id as string, 'rejected', 'Too dear.'));
  await drive();
  expect(await task('budget')).toMatchObject({ status: 'rejected', reason: 'Too dear.' });
  await withdraw('y', 'assign_approvals');
  await withdraw('y', 'show_specialists');
});
