import pg from 'pg';
import { type Mail, mailOf } from '../../domain/mail/mailbox.ts';
import { driveProcess } from '../../domain/process/drive.ts';
import { startProcess } from '../../domain/process/start.ts';
import { completeAutomation } from '../../domain/task/automate.ts';
import { Task } from '../../domain/task/task.entity.ts';
import type { NoticeEntry } from '../../relay/relay.ts';
import { templates } from '../../templates/index.ts';
import type { Organisation } from '../support/organisation.ts';

const day = 86_400_000;

/** An onboarding of Noor, whose manager is Marta, driven by hand; and the notices it leaves in the outbox. */
export async function onboarding(org: Organisation) {
  const template = templates.get('employee-onboarding');
  if (!template) throw new Error('The template employee-onboarding is gone.');
  const helen = await org.viewer('helen', 'fernhill-hr');
  const input = {
    person: org.personId('noor'),
    manager: org.personId('marta'),
    startDate: new Date(Date.now() + 20 * day).toISOString().slice(0, 10),
    workplace: 'onsite',
    model: 'developer',
    applications: ['mail', 'chat'],
    site: 'Amsterdam',
  };
  const { id } = await org.store.as(helen, (door) =>
    startProcess(door, { plan: template.plan, hash: template.hash, input }),
  );
  const account = org.accountId('fernhill-hr');
  const drive = async (at = new Date()) => {
    const { run } = await driveProcess(org.workerStore, account, id, at);
    for (const { taskId } of run)
      await completeAutomation(org.workerStore, account, taskId, { username: 'noor.haddad' }, at);
    if (run.length > 0) await driveProcess(org.workerStore, account, id, at);
  };
  const task = (title: string): Promise<Task> =>
    org.store.as(helen, async ({ em }) => {
      const [found] = await em.find(Task, { processId: id, title }, { orderBy: { round: 'desc' } });
      if (!found) throw new Error(`The process has no task "${title}".`);
      return found;
    });
  return { id, drive, task };
}

/** Takes the notices out of the outbox, as the relay does. */
export async function takeNotices(org: Organisation): Promise<NoticeEntry[]> {
  const client = new pg.Client({ connectionString: org.database.urls.worker });
  await client.connect();
  const { rows } = await client.query<{ id: string; account_id: string; process_id: string; payload: Entry }>(
    `delete from outbox where kind = 'notice' returning id, account_id, process_id, payload`,
  );
  await client.end();
  return rows
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, account_id, process_id, payload }) => ({
      id,
      accountId: account_id,
      processId: process_id,
      payload,
    }));
}

type Entry = Record<string, unknown>;

/** What lies in somebody's mailbox, the oldest first. */
export async function mailbox(org: Organisation, key: string): Promise<Mail[]> {
  const viewer = { accountId: '', personId: org.personId(key), roles: new Set<never>(), teamIds: [] };
  return (await org.store.as(viewer, (door) => mailOf(door, undefined, 100))).reverse();
}
