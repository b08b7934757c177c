import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type NoticeQueue, type Notices, openQueue, startNotices } from '../../notices/index.ts';
import { until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { mailbox, onboarding, takeNotices } from './onboarding.ts';

const warn = (message: string, error?: unknown): unknown => console.warn(message, error);
let org: Organisation;
let queue: NoticeQueue;
beforeAll(async () => {
  org = await organisation();
  // Its own connections are cut in a test below.
  queue = await openQueue(org.database.urls.queue, () => {});
});
afterAll(async () => {
  await queue?.close();
  await org?.close();
});

const started: Notices[] = [];
const start = async (heard = warn) => {
  const notices = await startNotices({
    queueUrl: org.database.urls.queue,
    store: org.workerStore,
    mail: { from: 'accord@localhost' },
    baseUrl: 'http://localhost:3000',
    warn: heard,
  });
  started.push(notices);
  return notices;
};
afterEach(async () => {
  await Promise.all(started.splice(0).map((notices) => notices.stop()));
});
const idle = () =>
  until(async () => {
    const { wait, active, delayed } = await queue.queue.getJobCounts('wait', 'active', 'delayed');
    return wait === 0 && active === 0 && delayed === 0;
  });

describe('the queue of notices', () => {
  test('holds ids and nothing people read', async () => {
    const process = await onboarding(org);
    await process.drive();
    const entries = await takeNotices(org);
    await queue.queue.pause();
    const notices = await start();
    await notices.enqueue(entries);
    const jobs = await queue.queue.getJobs(['wait']);
    expect(jobs.map(({ id }) => id).sort()).toEqual(entries.map(({ id }) => id).sort());
    expect(JSON.stringify(entries)).toContain('create login');
    const words = JSON.stringify(jobs.map(({ data }) => data)).replace(
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      '',
    );
    expect(words).toMatch(/^[[\]{}",:]*(id|kind|account|process|tasks|to|approval|assigned|[[\]{}",:])*$/);
  });

  test('outlives a restart: what waited is delivered then, and once', async () => {
    expect(await mailbox(org, 'ida')).toEqual([]);
    await queue.queue.resume();
    await start();
    await idle();
    expect(await mailbox(org, 'ida')).toHaveLength(1);
  });

  test('delivers once what is put in again and again, while it waits, when it is done and long after', async () => {
    const notices = await start();
    const process = await onboarding(org);
    await process.drive();
    const entries = await takeNotices(org);
    const before = (await mailbox(org, 'ida')).length;
    await Promise.all([notices.enqueue(entries), notices.enqueue(entries)]);
    await idle();
    await notices.enqueue([...entries].reverse());
    await idle();
    expect(await mailbox(org, 'ida')).toHaveLength(before + 1);

    // Long after, the queue has forgotten it; the mail's own id has not.
    for (const { id } of entries) await queue.queue.remove(id);
    await notices.enqueue(entries);
    await idle();
    expect(await mailbox(org, 'ida')).toHaveLength(before + 1);
  });

  test('is worked by several at once without anybody getting a mail twice', async () => {
    const workers = await Promise.all([start(), start(), start()]);
    const before = (await mailbox(org, 'fatima')).length;
    for (let count = 0; count < 3; count++) await (await onboarding(org)).drive();
    const entries = await takeNotices(org);
    await Promise.all(workers.map((worker) => worker.enqueue(entries)));
    await idle();
    expect(await mailbox(org, 'fatima')).toHaveLength(before + 3);
  });

  test('keeps a notice that no version knows among the failed ones, at once and without holding up others', async () => {
    const warnings: string[] = [];
    const notices = await start((message) => warnings.push(message));
    const id = randomUUID();
    const accountId = org.accountId('fernhill-hr');
    await notices.enqueue([{ id, accountId, processId: randomUUID(), payload: { notice: 'applauded' } }]);
    const job = await until(async () => {
      const found = await queue.queue.getJob(id);
      return found?.failedReason ? found : undefined;
    });
    expect(job.failedReason).toContain('There is no notice "applauded" in this version');
    await until(async () => warnings.includes(`Notice ${id} could not be delivered and is kept among the failed jobs`));
  });

  test('goes on after PostgreSQL has cut all its connections, the listening one too', async () => {
    const warnings: string[] = [];
    const notices = await start((message) => warnings.push(message));
    const before = (await mailbox(org, 'imran')).length;
    const owner = new pg.Client({ connectionString: org.database.ownerUrl });
    await owner.connect();
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where usename in ('accord_queue', 'accord_worker') and datname = current_database()`);
    await owner.end();
    await until(async () => warnings.length > 0);
    await (await onboarding(org)).drive();
    const entries = await takeNotices(org);
    // As the relay does: what could not be put in is put in again.
    await until(() =>
      notices.enqueue(entries).then(
        () => true,
        () => false,
      ),
    );
    await until(async () => (await mailbox(org, 'imran')).length === before + 1);
  });

  test('refuses to start where its schema cannot be made, and leaves no connection behind', async () => {
    const owner = new pg.Client({ connectionString: org.database.ownerUrl });
    await owner.connect();
    await owner.query('alter schema bullmq rename to elsewhere');
    await expect(openQueue(org.database.urls.queue, warn)).rejects.toThrow('permission denied');
    await owner.query('alter schema elsewhere rename to bullmq');
    await owner.end();
  });
});
