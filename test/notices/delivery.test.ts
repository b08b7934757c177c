import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancelProcess, retryTask } from '../../domain/process/follow.ts';
import { Approval } from '../../domain/task/approval.entity.ts';
import { decideApproval } from '../../domain/task/approve.ts';
import { acceptTask, completeTask, rejectTask } from '../../domain/task/work.ts';
import { type NoticeQueue, type Notices, openQueue, startNotices } from '../../notices/index.ts';
import type { NoticeEntry } from '../../relay/relay.ts';
import { until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { mailbox, onboarding, takeNotices } from './onboarding.ts';

let org: Organisation;
let notices: Notices;
/** Looks at the same queue. */
let queue: NoticeQueue;
let warnings: string[];
beforeAll(async () => {
  org = await organisation();
  warnings = [];
  const warn = (message: string, error: unknown) => void warnings.push(`${message}: ${error}`);
  notices = await startNotices({
    queueUrl: org.database.urls.queue,
    store: org.workerStore,
    mail: { from: 'Accord <accord@fernhill.example>' },
    baseUrl: 'https://accord.example/',
    warn,
  });
  queue = await openQueue(org.database.urls.queue, warn);
});
afterAll(async () => {
  await notices?.stop();
  await queue?.close();
  await org?.close();
});

/** Delivers what lies in the outbox to the end, and returns the subjects that each of these people got. */
async function delivered(people: readonly string[], of = (_: NoticeEntry) => true): Promise<Record<string, string[]>> {
  const subjects = async (key: string) => (await mailbox(org, key)).map(({ subject }) => subject);
  const before = new Map<string, number>();
  for (const key of people) before.set(key, (await subjects(key)).length);
  const entries = (await takeNotices(org)).filter(of);
  await notices.enqueue(entries);
  await until(async () => {
    const jobs = await Promise.all(entries.map(({ id }) => queue.queue.getJob(id)));
    return (await Promise.all(jobs.map((job) => job?.isCompleted()))).every(Boolean);
  });
  const boxes: [string, string[]][] = [];
  for (const key of people) boxes.push([key, (await subjects(key)).slice(before.get(key)).sort()]);
  return Object.fromEntries(boxes.filter(([, got]) => got.length > 0));
}

const aboutTask = (id: string) => (entry: NoticeEntry) => JSON.stringify(entry.payload).includes(id);
const everybody = [
  'helen',
  'hugo',
  'ida',
  'imran',
  'sam',
  'fatima',
  'felix',
  'marta',
  'bao',
  'noor',
  'aziz',
  'pia',
  'bella',
  'oscar',
];

describe('a notice becomes mail', () => {
  test('to the people who may take the task and the one asked to approve, in one mail for several tasks', async () => {
    const process = await onboarding(org);
    await process.drive();
    const forIt = ['Accept a new task in Fernhill IT'];
    const forFacilities = ['Accept a new task in Fernhill Facilities'];
    expect(await delivered(everybody)).toEqual({
      marta: ['Approve or reject a request in Fernhill HR'],
      ida: forIt,
      imran: forIt,
      sam: [...forFacilities, ...forIt],
      fatima: forFacilities,
      felix: forFacilities,
    });

    const [mail] = await mailbox(org, 'ida');
    const task = await process.task('create login');
    expect(mail).toMatchObject({
      sender: 'Accord <accord@fernhill.example>',
      recipient: 'Ida Novak <ida@fernhill.example>',
    });
    expect(mail?.body).toContain('create login\n  For: Fernhill HR\n  Target: ');
    expect(mail?.body).toContain(`https://accord.example/tasks/${task.id}\n`);
    expect(mail?.body).not.toMatch(/noor|haddad/i);

    const [ida, marta] = [await org.viewer('ida', 'fernhill-it'), await org.viewer('marta', 'fernhill-hr')];
    const budget = await process.task('equipment budget');
    await org.store.as(marta, async (door) => {
      const { id } = await door.em.findOneOrFail(Approval, { taskId: budget.id });
      await decideApproval(door, id, 'approved', '');
    });
    await org.store.as(ida, (door) => completeTask(door, task.id, { username: 'noor.haddad' }));
    await process.drive();
    const next = ['Accept 3 new tasks in Fernhill IT'];
    expect(await delivered(everybody)).toEqual({ ida: next, imran: next, sam: next });
  });

  test('of a clock to who has taken the task, and of a breach to the manager as well', async () => {
    const process = await onboarding(org);
    await process.drive();
    const ida = await org.viewer('ida', 'fernhill-it');
    const { id, clocks } = await process.task('create login');
    await org.store.as(ida, (door) => acceptTask(door, id));
    await takeNotices(org);
    const of = async (at: string | undefined) => {
      await process.drive(new Date(Date.parse(at as string) + 1));
      return delivered(['ida', 'imran', 'sam', 'marta'], aboutTask(id));
    };
    expect(await of(clocks?.respond?.warnings[0]?.at)).toEqual({
      ida: ['Start a task in Fernhill IT: the target is near'],
    });
    expect(await of(clocks?.respond?.breachesAt)).toEqual({
      ida: ['Start a task in Fernhill IT: the target has passed'],
      marta: ['Look after a late task in Fernhill HR'],
    });
    expect((await mailbox(org, 'marta')).at(-1)?.body).toContain(`https://accord.example/processes/${process.id}`);
  });

  test('when the due of a task is near', async () => {
    const process = await onboarding(org);
    await process.drive();
    const { id, clocks } = await process.task('create login');
    await takeNotices(org);
    await process.drive(new Date(Date.parse(clocks?.dueSoon?.at as string) + 1));
    const soon = ['Finish a task in Fernhill IT: due soon'];
    const dueSoon = (entry: NoticeEntry) => aboutTask(id)(entry) && entry.payload.notice === 'due_soon';
    expect(await delivered(everybody, dueSoon)).toEqual({ ida: soon, imran: soon, sam: soon });
  });

  test('to the manager alone when the process comes to a halt', async () => {
    const process = await onboarding(org);
    await process.drive();
    await takeNotices(org);
    const { id } = await process.task('create login');
    await org.store.as(await org.viewer('ida', 'fernhill-it'), (door) =>
      rejectTask(door, id, 'Noor is not known to us.'),
    );
    await process.drive();
    expect(await delivered(everybody)).toEqual({ marta: ['Decide how a process in Fernhill HR goes on'] });
    const last = (await mailbox(org, 'marta')).at(-1);
    expect(last?.body).not.toMatch(/noor/i);
  });

  test('to nobody once somebody has decided how the process goes on', async () => {
    const process = await onboarding(org);
    await process.drive();
    await takeNotices(org);
    const { id } = await process.task('create login');
    await org.store.as(await org.viewer('ida', 'fernhill-it'), (door) => rejectTask(door, id, 'Not yet.'));
    await process.drive();
    await org.store.as(await org.viewer('helen', 'fernhill-hr'), (door) => retryTask(door, id));
    await process.drive();
    expect(await delivered(everybody, ({ payload }) => payload.notice === 'halted')).toEqual({});
  });

  test('to the holders when their work is called off', async () => {
    const process = await onboarding(org);
    await process.drive();
    await takeNotices(org);
    const { id } = await process.task('create login');
    await org.store.as(await org.viewer('ida', 'fernhill-it'), (door) => acceptTask(door, id));
    const helen = await org.viewer('helen', 'fernhill-hr');
    await org.store.as(helen, (door) => cancelProcess(door, process.id, 'Noor takes another job.'));
    const off = (account: string) => [`Stop work on a task in ${account}`];
    const facilities = off('Fernhill Facilities');
    // Sam could have taken the desk, and the login no more.
    expect(await delivered(everybody)).toEqual({
      ida: off('Fernhill IT'),
      fatima: facilities,
      felix: facilities,
      sam: facilities,
      marta: ['Leave a request in Fernhill HR: your approval is not needed'],
    });
    expect((await mailbox(org, 'ida')).at(-1)?.body).not.toMatch(/noor/i);
  });

  test('to nobody in accounts that have no part in it, and without any trouble', async () => {
    for (const key of ['bella', 'oscar', 'noor', 'helen']) expect(await mailbox(org, key)).toEqual([]);
    expect(warnings).toEqual([]);
  });
});
