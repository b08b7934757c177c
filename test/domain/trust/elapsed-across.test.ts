import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Elapsed, elapsedOfProcess } from '../../../domain/process/elapsed.ts';
import { approvalsOf } from '../../../domain/task/approvals.ts';
import { decideApproval } from '../../../domain/task/approve.ts';
import { elapsedOfTask } from '../../../domain/task/elapsed.ts';
import { acceptTask, completeTask } from '../../../domain/task/work.ts';
import { grantCapability } from '../../../domain/trust/capability.ts';
import { revokeTrust } from '../../../domain/trust/revoke.ts';
import { resumeTrust, suspendTrust } from '../../../domain/trust/suspend.ts';
import { board, pair } from '../process-made.ts';
import { type Between, between } from './between.ts';

let both: Between;
beforeAll(async () => {
  both = await between();
}, 120_000);
afterAll(() => both?.org.close());

const accounts = ({ links }: Elapsed) => links.flatMap(({ what, account }) => (what === 'work' ? account?.name : []));
const ofProcess = (id: string) => both.x((door) => elapsedOfProcess(door, id));
const vote = (door: Parameters<typeof approvalsOf>[0]) =>
  approvalsOf(door, ['assigned'], undefined, 10).then(([one]) =>
    decideApproval(door, one?.approval.id as string, 'approved', ''),
  );

test('an approval is the time of the account whose vote it waits for, or waited for last', async () => {
  const { task: metIn } = await both.begin(pair);
  await both.y(async (door) => acceptTask(door, (await metIn('made-desk')).id));
  await both.y((door) => grantCapability(door, both.trust, 'show_specialists', {}));
  await both.y((door) => grantCapability(door, both.trust, 'assign_approvals', { level: 'anyone' }));
  const people = [both.org.personId('oscar'), both.org.personId('bella')];
  const { id, drive, task } = await both.begin(board, { board: people });
  const budget = await task('budget');
  await both.x(vote);
  expect(accounts(await ofProcess(id))).toEqual(['Brightwire']);
  // Who is asked and no more learns nothing of how long it took, nor of whose turn it was before.
  await expect(both.y((door) => elapsedOfTask(door, budget.id))).rejects.toThrow('no such elapsed time');
  await both.y(vote);
  await drive();
  expect(accounts(await ofProcess(id))).toEqual(['Brightwire', 'Brightwire']);
});

test('who does a task reads its time while the trust stands, and not when it is suspended or has ended', async () => {
  const { task } = await both.begin(pair);
  const { id } = await task('made-desk');
  await both.y((door) => completeTask(door, id, {}));
  const read = () => both.y((door) => elapsedOfTask(door, id));
  expect(accounts(await read())).toEqual(['Brightwire']);
  await both.x((door) => suspendTrust(door, both.trust));
  await expect(read()).rejects.toThrow('no such elapsed time');
  await both.x((door) => resumeTrust(door, both.trust));
  expect(accounts(await read())).toEqual(['Brightwire']);
  await both.x((door) => revokeTrust(door, both.trust, { how: 'hand_back' }));
  await both.drained();
  await expect(read()).rejects.toThrow('no such elapsed time');
  const whole = await both.x((door) => elapsedOfTask(door, id));
  expect(accounts(whole)).toEqual(['Brightwire']);
});
