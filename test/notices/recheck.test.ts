import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { revokeTrust } from '../../domain/trust/revoke.ts';
import { resumeTrust, suspendTrust } from '../../domain/trust/suspend.ts';
import { Trust } from '../../domain/trust/trust.entity.ts';
import { type NoticeQueue, openQueue, startNotices } from '../../notices/index.ts';
import { jobOf } from '../../notices/job.ts';
import { until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { mailbox, onboarding, takeNotices } from './onboarding.ts';

const warn = (message: string, error: unknown) => console.warn(message, error);
let org: Organisation;
let owner: pg.Client;
let queue: NoticeQueue;
beforeAll(async () => {
  org = await organisation();
  queue = await openQueue(org.database.urls.queue, warn);
  owner = new pg.Client({ connectionString: org.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await queue?.close();
  await owner?.end();
  await org?.close();
});

/** How many mails each person gets of notices that lay in the queue while `meanwhile` happened. */
async function mailsAfter(keys: readonly string[], meanwhile: () => Promise<unknown>): Promise<number[]> {
  const count = async () => Promise.all(keys.map(async (key) => (await mailbox(org, key)).length));
  const before = await count();
  const process = await onboarding(org);
  await process.drive();
  const jobs = await queue.queue.addBulk(
    (await takeNotices(org)).map((entry) => ({ name: 'notice', data: jobOf(entry), opts: { jobId: entry.id } })),
  );
  await meanwhile();
  const notices = await startNotices({
    queueUrl: org.database.urls.queue,
    store: org.workerStore,
    mail: { from: 'accord@localhost' },
    baseUrl: 'http://localhost:3000',
    warn,
  });
  await until(async () => (await Promise.all(jobs.map((job) => job.isCompleted()))).every(Boolean));
  await notices.stop();
  return (await count()).map((after, index) => after - (before[index] as number));
}

const it = (sql: string, ...values: unknown[]) => owner.query(sql, values);

describe('what was said to the queue is asked again at delivery', () => {
  test('who still holds the task is told', async () => {
    expect(await mailsAfter(['ida', 'fatima'], async () => {})).toEqual([1, 1]);
  });

  test('who left the team is not told', async () => {
    const left = () => it('delete from team_member where person_id = $1', org.personId('imran'));
    expect(await mailsAfter(['imran', 'ida'], left)).toEqual([0, 1]);
  });

  test('who lost the role is not told', async () => {
    const lost = () => it('delete from role where person_id = $1', org.personId('sam'));
    expect(await mailsAfter(['sam', 'ida'], lost)).toEqual([0, 1]);
  });

  test('who is disabled is not told', async () => {
    const disabled = () => it('update person set disabled_at = now() where id = $1', org.personId('felix'));
    expect(await mailsAfter(['felix', 'fatima'], disabled)).toEqual([0, 1]);
  });

  test('a team finds nothing new in a task that one of it has taken', async () => {
    const taken = () =>
      it(`update task set status = 'accepted', member_id = $1 where title = 'create login'`, org.personId('ida'));
    expect(await mailsAfter(['ida', 'fatima'], taken)).toEqual([0, 1]);
  });

  test('who has cast his vote is not asked for it', async () => {
    expect(await mailsAfter(['marta'], () => it(`update approval set status = 'approved'`))).toEqual([0]);
  });

  test('nobody of an account is told once it is shown nothing of the task', async () => {
    const hidden = () => it('delete from visibility where account_id = $1', org.accountId('fernhill-facilities'));
    expect(await mailsAfter(['fatima', 'ida'], hidden)).toEqual([0, 1]);
  });

  test('nobody of an account is told once its trust has ended, whatever else still stands', async () => {
    const trust = [org.accountId('fernhill-hr'), org.accountId('fernhill-it')];
    const ended = () =>
      it(`update trust set status = 'revoked', ended_at = now() where trusting_id = $1 and trusted_id = $2`, ...trust);
    expect(await mailsAfter(['ida', 'marta'], ended)).toEqual([0, 1]);
    // What no one may do, for the sake of the next test.
    await it('set session_replication_role = replica');
    await it(`update trust set status = 'accepted', ended_at = null where status = 'revoked'`);
    await it('set session_replication_role = origin');
  });

  test('nobody of an account is told while its trust is suspended', async () => {
    const hugo = await org.viewer('hugo', 'fernhill-hr');
    const facilities = (act: typeof suspendTrust) =>
      org.store.as(hugo, async (door) => {
        const { id } = await door.em.findOneOrFail(Trust, { trustedId: org.accountId('fernhill-facilities') });
        await act(door, id);
      });
    expect(await mailsAfter(['fatima', 'marta'], () => facilities(suspendTrust))).toEqual([0, 1]);
    await facilities(resumeTrust);
  });

  test('nobody of an account is told once it has revoked its trust', async () => {
    const hugo = await org.viewer('hugo', 'fernhill-hr');
    const revoked = () =>
      org.store.as(hugo, async (door) => {
        const { id } = await door.em.findOneOrFail(Trust, { trustedId: org.accountId('fernhill-facilities') });
        await revokeTrust(door, id);
      });
    expect(await mailsAfter(['fatima', 'marta'], revoked)).toEqual([0, 1]);
  });
});
