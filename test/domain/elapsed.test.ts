import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Elapsed, elapsedOfProcess } from '../../domain/process/elapsed.ts';
import { cancelProcess, retryTask } from '../../domain/process/follow.ts';
import type { Door } from '../../domain/store.ts';
import { decideApproval } from '../../domain/task/approve.ts';
import { elapsedOfTask } from '../../domain/task/elapsed.ts';
import { completeTask, failTask, startTask, waitTask } from '../../domain/task/work.ts';
import { resumeTrust, suspendTrust } from '../../domain/trust/suspend.ts';
import { Trust } from '../../domain/trust/trust.entity.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, board, by, madeOrganisation, pair, type Run, rows } from './process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());

const helen = <T>(act: (door: Door) => Promise<T>) => by(org, 'helen', 'fernhill-hr', act);
const ida = <T>(act: (door: Door) => Promise<T>) => by(org, 'ida', 'fernhill-it', act);
const fatima = <T>(act: (door: Door) => Promise<T>) => by(org, 'fatima', 'fernhill-facilities', act);
const handed = { username: 'noor.haddad', place: 'remote' };

/** So many hours later, by the clock of the process, whatever can be done without people is done. */
async function later(run: Run, hours: number): Promise<void> {
  const moved = 'update process set clock_offset = clock_offset + $2 where id = $1 returning clock_offset as ahead';
  const [row] = await rows<{ ahead: string }>(org, moved, run.id, hours * 3_600_000);
  await run.drive(new Date(Date.now() + Number(row?.ahead)));
}

/** Links of an hour and more, to the hour: the product's own seconds are looked at by themselves. */
const long = ({ links }: Elapsed) =>
  links
    .filter(({ real }) => real > 1_800_000)
    .map(({ what, title, account, round, real }) =>
      [what, title, account?.name, round, Math.round(real / 3_600_000)].filter((one) => one !== undefined).join(' '),
    );

/** Whoever reads it can add up for himself. */
function addsUp({ links, shares, total, from, to }: Elapsed): void {
  const sum = (of: 'working' | 'real', parts: readonly { working: number; real: number | undefined }[]) =>
    parts.reduce((all, part) => all + (part[of] ?? Number.NaN), 0);
  expect([sum('working', shares), sum('working', links)]).toEqual([total.working, total.working]);
  expect([sum('real', shares), sum('real', links)]).toEqual([total.real, total.real]);
  expect(total.real).toBe(Date.parse(to) - Date.parse(from as string));
  for (const [index, link] of links.entries()) expect(link.from).toBe(links[index - 1]?.to ?? from);
  expect(links.at(-1)?.to).toBe(to);
}

test('a process tells whom it waited for, the rounds of a task and who let them wait, and it adds up', async () => {
  const run = await begin(org, pair);
  await run.drive();
  const login = await run.task('made-login');
  await later(run, 5);
  await fatima(async (door) => completeTask(door, (await run.task('made-desk')).id, {}));
  await ida((door) => waitTask(door, login.id, { for: 'customer', reason: 'Which name?' }));
  await later(run, 20);
  await ida((door) => startTask(door, login.id));
  await later(run, 2);
  await ida((door) => failTask(door, login.id, 'It burnt.'));
  await later(run, 30);
  const halted = await helen((door) => elapsedOfProcess(door, run.id));
  expect(long(halted)).toEqual([
    'work made login Fernhill IT 1 5',
    'stopped made login Fernhill HR 1 20',
    'work made login Fernhill IT 1 2',
    'halted made login Fernhill HR 1 30',
  ]);
  expect(halted.over).toBe(false);
  addsUp(halted);
  await helen((door) => retryTask(door, login.id));
  await later(run, 0);
  await later(run, 3);
  const again = await run.task('made-login');
  await ida((door) => completeTask(door, again.id, handed));
  await later(run, 0);
  await later(run, 40);
  const welcome = await run.task('made-welcome');
  await helen((door) => completeTask(door, welcome.id, {}));
  await later(run, 0);
  const whole = await by(org, 'marta', 'fernhill-hr', (door) => elapsedOfProcess(door, run.id));
  expect(long(whole)).toEqual([
    ...long(halted),
    'work made login Fernhill IT 2 3',
    'work made welcome Fernhill HR 1 40',
  ]);
  addsUp(whole);
  expect([whole.over, whole.shares.map(({ turn, account }) => account?.handle ?? turn).sort()]).toEqual([
    true,
    ['fernhill-hr', 'fernhill-it', 'product'],
  ]);
  expect(whole.shares.find(({ turn }) => turn === 'product')?.real).toBeLessThan(60_000);

  // Each task by itself: the chain is that of the process, up to its end.
  const first = await helen((door) => elapsedOfTask(door, login.id));
  expect(long(first)).toEqual(long(halted).slice(0, 3));
  addsUp(first);
  const desk = await helen(async (door) => elapsedOfTask(door, (await run.task('made-desk')).id));
  expect(long(desk)).toEqual(['work made desk Fernhill Facilities 1 5']);
  addsUp(desk);

  // Who does the task for another account: its own hours, the customer's, and one sum. None of the others'.
  const own = await ida((door) => elapsedOfTask(door, again.id));
  expect(long(own)).toEqual(['work made login Fernhill IT 2 3']);
  const mine = whole.links.find(({ taskId }) => taskId === again.id && taskId !== undefined);
  expect(own.links).toEqual([{ ...mine, title: 'made login' }]);
  expect([own.from, own.total.real]).toEqual([undefined, undefined]);
  expect(own.shares.reduce((sum, { working }) => sum + working, 0)).toBe(own.total.working);
  const theirs = await helen((door) => elapsedOfTask(door, again.id));
  expect(own.total.working).toBe(theirs.total.working);
  const hidden = [
    run.id,
    login.id,
    desk.links[0]?.taskId,
    welcome.id,
    'desk',
    'welcome',
    'Facilities',
    'Noor',
    'halted',
  ];
  for (const text of hidden) expect(JSON.stringify(own)).not.toContain(text);
  expect(Object.keys(own).sort()).toEqual(['from', 'links', 'over', 'shares', 'title', 'to', 'total']);
  await expect(fatima((door) => elapsedOfTask(door, again.id))).rejects.toThrow('no such task');
  await expect(ida((door) => elapsedOfProcess(door, run.id))).rejects.toThrow('no such process');
});

test('time in which a suspended trust held a task up is that of who suspended it', async () => {
  const run = await begin(org, board, { board: ['marta', 'bao'].map((key) => org.personId(key)) });
  await run.drive();
  const felix = <T>(act: (door: Door) => Promise<T>) => by(org, 'felix', 'fernhill-facilities', act);
  const trust = await helen(({ em }) => em.findOneOrFail(Trust, { trustedId: org.accountId('fernhill-facilities') }));
  await later(run, 7);
  const { id } = await run.task('budget');
  for (const key of ['marta', 'bao']) {
    const sql = 'select id from approval where task_id = $1 and approver_id = $2';
    const [vote] = await rows<{ id: string }>(org, sql, id, org.personId(key));
    await by(org, key, 'fernhill-hr', (door) => decideApproval(door, vote?.id as string, 'approved', ''));
  }
  await felix((door) => suspendTrust(door, trust.id));
  await later(run, 0);
  await later(run, 25);
  const held = await helen((door) => elapsedOfProcess(door, run.id));
  const chain = ['work budget Fernhill HR 1 7', 'suspended made desk Fernhill Facilities 1 25'];
  expect(long(held)).toEqual(chain);
  addsUp(held);
  await felix((door) => resumeTrust(door, trust.id));
  await later(run, 0);
  await later(run, 4);
  await helen((door) => cancelProcess(door, run.id, 'She does not come.'));
  const canceled = await helen((door) => elapsedOfProcess(door, run.id));
  expect([canceled.over, long(canceled)]).toEqual([true, [...chain, 'work made desk Fernhill Facilities 1 4']]);
  addsUp(canceled);
});
