import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Account } from '../../domain/account/account.entity.ts';
import { processOf } from '../../domain/process/follow.ts';
import { startProcess } from '../../domain/process/start.ts';
import { Approval } from '../../domain/task/approval.entity.ts';
import { decideApproval } from '../../domain/task/approve.ts';
import { inbox } from '../../domain/task/inbox.ts';
import { Task } from '../../domain/task/task.entity.ts';
import { completeTask } from '../../domain/task/work.ts';
import { addWorking, startOfWorkingDay } from '../../plan/calendar.ts';
import type { JsonObject } from '../../plan/plan.ts';
import { moveClock } from '../../relay/clock.ts';
import { templates } from '../../templates/index.ts';
import { engine, until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { tickAll } from '../support/ticked.ts';

let org: Organisation;
let temporal: Awaited<ReturnType<typeof engine>>;
beforeAll(async () => {
  org = await organisation();
  temporal = await engine(org);
});
afterAll(async () => {
  await temporal?.stop();
  await org?.close();
});

test('an onboarding started in HR is worked in the inboxes of IT and Facilities and ends by itself', async () => {
  const { store } = org;
  const hr = await org.viewer('helen', 'fernhill-hr');
  const template = templates.get('employee-onboarding');
  if (!template) throw new Error('no template');
  const input: JsonObject = {
    person: org.personId('noor'),
    manager: org.personId('marta'),
    startDate: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10),
    workplace: 'onsite',
    model: 'developer',
    applications: ['mail', 'chat'],
    site: 'Amsterdam',
  };
  const { id } = await store.as(hr, (door) => startProcess(door, { plan: template.plan, hash: template.hash, input }));

  const { calendar } = await store.as(hr, (door) => door.em.findOneOrFail(Account, { handle: 'fernhill-hr' }));
  const manager = await org.viewer('marta', 'fernhill-hr');
  const asked = await until(() => store.as(manager, async (door) => (await inbox(door, 'mine', undefined, 10))[0]));
  expect(asked.task.title).toBe('equipment budget');
  await store.as(manager, async (door) => {
    const approval = await door.em.findOneOrFail(Approval, { taskId: asked.task.id });
    await decideApproval(door, approval.id, 'approved', '');
  });

  const outputs: Record<string, JsonObject> = {
    'create login': { username: 'noor.haddad' },
    'prepare laptop': { assetTag: 'A-1' },
    'assign desk': { desk: '4-12', floor: '4' },
    'issue badge': { badge: 'B-7' },
  };
  for (const [key, handle] of [
    ['ida', 'fernhill-it'],
    ['fatima', 'fernhill-facilities'],
    ['ida', 'fernhill-it'],
  ] as const) {
    const viewer = await org.viewer(key, handle);
    for (let seen = 0; seen < (key === 'ida' ? 2 : 2); seen++) {
      const row = await until(() => store.as(viewer, async (door) => (await inbox(door, 'team', undefined, 1))[0]));
      await tickAll(store, viewer, row.task.id);
      await store.as(viewer, (door) =>
        completeTask(door, row.task.id, outputs[row.task.title.replace(/[:,(].*/, '').trim()] ?? {}),
      );
    }
  }
  const before = await store.as(hr, (door) => processOf(door, id));
  expect(before.status).toBe('in_progress');

  // Nothing is left to do until the first day: its clock is moved there, to the minute the welcome may begin.
  const opening = startOfWorkingDay(calendar, input.startDate as string) as string;
  await moveClock(store, temporal.client, hr, id, (Date.parse(opening) - Date.now()) / 60_000);
  const welcome = await until(() => store.as(hr, async (door) => (await inbox(door, 'team', undefined, 1))[0]?.task));
  expect(welcome.title).toContain('welcome');
  expect(Math.abs((welcome.activatedAt as Date).getTime() - Date.parse(opening))).toBeLessThan(2_000);

  // Eight working hours are promised: it warns after six of them and is breached after all, each once and to the minute.
  await moveClock(store, temporal.client, hr, id, 6 * 60 + 1);
  await until(async () => temporal.notices.some(({ payload }) => payload.notice === 'warned'));
  await moveClock(store, temporal.client, hr, id, 48 * 60);
  const late = await until(() =>
    store.as(hr, async (door) => {
      const task = await door.em.findOneOrFail(Task, { id: welcome.id });
      return task.clocks?.complete?.breachedAt ? task : undefined;
    }),
  );
  const begun = (welcome.activatedAt as Date).toISOString();
  expect(late.clocks?.complete?.warnings).toEqual([
    { percent: 75, at: addWorking(calendar, begun, 360), passed: true },
  ]);
  expect(late.clocks?.complete?.breachedAt).toBe(addWorking(calendar, begun, 480));

  await store.as(hr, (door) => completeTask(door, welcome.id, {}));
  const over = await until(() =>
    store.as(hr, async (door) => {
      const process = await processOf(door, id);
      return process.over && process;
    }),
  );
  expect(over.completionReason).toBe('complete');
  expect(over.output).toEqual({ username: 'noor.haddad', assetTag: 'A-1', receipt: 'B-7' });
  const told = (kind: string) => temporal.notices.filter(({ payload }) => payload.notice === kind).length;
  // Notices go their own way, after the facts.
  await until(async () => told('breached') > 0);
  expect([told('approval'), told('warned'), told('breached')]).toEqual([1, 1, 1]);
});
