import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newsOf } from '../../../domain/live.ts';
import { lettersOf } from '../../../domain/mail/letter.ts';
import { notesOn, writeNote } from '../../../domain/note/notes.ts';
import type { Door } from '../../../domain/store.ts';
import { approvalsOf } from '../../../domain/task/approvals.ts';
import { decideApproval } from '../../../domain/task/approve.ts';
import { inbox } from '../../../domain/task/inbox.ts';
import { acceptTask } from '../../../domain/task/work.ts';
import type { Grantable, GrantValue } from '../../../domain/trust/capabilities.ts';
import { grantCapability, withdrawCapability } from '../../../domain/trust/capability.ts';
import { drainTrust } from '../../../domain/trust/drain.ts';
import { revokeTrust } from '../../../domain/trust/revoke.ts';
import { resumeTrust, suspendTrust } from '../../../domain/trust/suspend.ts';
import type { Viewer } from '../../../domain/viewer.ts';
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
  const breached = { complete: { breachedAt: '2026-01-01T00:00:00.000Z' } };
  const changed = `update task set version = 7, target = now(), waiting_until = now(), clocks = $2,
    team_id = (select id from team where account_id = task.account_id limit 1) where id = $1 returning id`;
  await rows(both.org, changed, budget, JSON.stringify(breached));
  const card = { version: 1, target: null, waitingUntil: null, breached: false, status: 'assigned', impact: 'none' };
  expect(await both.y(told)).toMatchObject([
    { task: { ...card, nextTarget: { is: 'none', at: null } }, labels: { team: null, assigned: null } },
  ]);
  const [own] = await both.x(told);
  expect(own).toMatchObject({ task: { impact: 'high', version: 7, breached: true } });
  expect([own?.task.target, own?.task.waitingUntil, own?.labels.team]).not.toContain(null);
  const late = (door: Door) => inbox(door, 'mine', undefined, 10, { task: budget, overdue: true });
  expect([await both.y(late), (await both.x(late)).length]).toEqual([[], 1]);
  const restored = `update task set version = 1, target = null, waiting_until = null, clocks = null, team_id = null where id = $1`;
  await rows(both.org, restored, budget);
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
  const [ours] = await both.x((door) => approvalsOf(door, ['assigned'], undefined, 10));
  await both.x((door) => decideApproval(door, ours?.approval.id as string, 'approved', ''));
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

test('whoever is asked is told when a vote is his no more, whatever his role; others who are asked nothing are not', async () => {
  await grant('y', 'assign_approvals', { level: 'anyone' });
  const { org, yViewer, xViewer } = both;
  const bella = org.personId('bella');
  const { id } = await both.begin(board, { board: [bella, org.personId('oscar')] });
  const asked: Viewer = { ...yViewer, roles: new Set(['key_contact']) };
  const another: Viewer = { ...asked, personId: org.personId('sam') };
  const reset = async (viewer: Viewer, action: string) => {
    const entries = await rows<{ id: string }>(
      org,
      `select id from audit where record_kind = 'trust' and record_id = $1 and action = $2`,
      both.trust,
      action,
    );
    const news = await org.store.as(viewer, (door) =>
      newsOf(
        door,
        entries.map((entry) => entry.id),
      ),
    );
    return news.filter(({ kind }) => kind === 'reset').length;
  };
  await both.x((door) => suspendTrust(door, both.trust));
  expect([await reset(asked, 'suspended'), await reset(another, 'suspended')]).toEqual([2, 0]);
  await both.x((door) => resumeTrust(door, both.trust));
  await rows(org, 'delete from visibility where process_id <> $1', id);
  const until = new Date(Date.now() + 86_400_000);
  await both.x((door) => revokeTrust(door, both.trust, { how: 'finish', until }));
  expect([await reset(asked, 'ending'), await reset(another, 'ending')]).toEqual([1, 0]);
  expect(await reset(xViewer, 'ending')).toBe(1);
  // Given back by the time that the stream asks.
  await drainTrust(org.workerStore, xViewer.accountId, both.trust);
  expect(await rows(org, 'select 1 from withheld')).toEqual([]);
  expect([await reset(asked, 'ending'), await reset(another, 'ending')]).toEqual([1, 0]);
  expect([await reset(xViewer, 'ending'), await reset(yViewer, 'ending')]).toEqual([1, 1]);
});
