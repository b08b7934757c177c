import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { calendarBetween } from '../../../domain/account/calendar.ts';
import { driveProcess } from '../../../domain/process/drive.ts';
import { processOf, retryTask } from '../../../domain/process/follow.ts';
import { startProcess } from '../../../domain/process/start.ts';
import { completeAutomation } from '../../../domain/task/automate.ts';
import { inbox } from '../../../domain/task/inbox.ts';
import { taskOf } from '../../../domain/task/seen.ts';
import { Task } from '../../../domain/task/task.entity.ts';
import { acceptTask, completeTask, failTask } from '../../../domain/task/work.ts';
import { acceptInvitation } from '../../../domain/trust/decide.ts';
import { drainTrust } from '../../../domain/trust/drain.ts';
import { acceptOfferings, extendOfferings, grantsOf, linkTeams } from '../../../domain/trust/grant.ts';
import { invite } from '../../../domain/trust/invite.ts';
import { type Revocation, revokeTrust } from '../../../domain/trust/revoke.ts';
import { trustOf, trustsSeen } from '../../../domain/trust/seen.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { templates } from '../../../templates/index.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { setViewer } from '../../support/viewer.ts';

let org: Organisation;
/** A specialist and an administrator of the account that owns the processes, and of the one that does the work. */
let hr: Viewer;
let hrAdmin: Viewer;
let it: Viewer;
let itAdmin: Viewer;
beforeAll(async () => {
  org = await organisation();
  hr = await org.viewer('helen', 'fernhill-hr');
  hrAdmin = await org.viewer('hugo', 'fernhill-hr');
  it = await org.viewer('ida', 'fernhill-it');
  itAdmin = await org.viewer('imran', 'fernhill-it');
});
afterAll(() => org?.close());

const tasksOf = (processId: string) =>
  org.store.as(hr, ({ em }) => em.find(Task, { processId }, { orderBy: { node: 'asc', round: 'asc' } }));
const named = async (processId: string, node: string) => {
  const found = (await tasksOf(processId)).filter((task) => task.node.startsWith(node)).at(-1);
  if (!found) throw new Error(`no task ${node}`);
  return found;
};

test('when the trusted side ends the trust its open work goes back, the process halts, and a new trust takes it up', async () => {
  const { id } = await onboarding('noor');
  const login = await named(id, 'create-login');
  await org.store.as(it, (door) => completeTask(door, login.id, { username: 'noor.haddad' }));
  await drive(id);
  const access = await named(id, 'grant-access');
  expect(access).toMatchObject({ status: 'assigned', assignedAccountId: it.accountId });
  await org.store.as(it, (door) => acceptTask(door, access.id));
  expect(await org.store.as(it, (door) => inbox(door, 'mine', undefined, 10))).toHaveLength(1);
  expect(await datesOf(it)).toEqual(
    expect.arrayContaining([{ taskId: access.id, title: access.title, what: 'due', at: access.due }]),
  );

  const open = (await tasksOf(id)).filter((task) => task.open && task.assignedAccountId === it.accountId);
  expect(await ended(itAdmin)).toMatchObject({ toReturn: open.length, returned: open.length });
  for (const task of open) {
    expect(await named(id, task.node)).toMatchObject({
      status: 'failed',
      reason: 'The trust with Fernhill IT has ended.',
    });
    await expect(org.store.as(it, (door) => taskOf(door, task.id))).rejects.toMatchObject({ kind: 'not-found' });
    await expect(org.store.as(it, (door) => failTask(door, task.id, 'late'))).rejects.toMatchObject({
      kind: 'not-found',
    });
  }
  expect(await org.store.as(it, (door) => inbox(door, 'all', undefined, 10))).toEqual([]);
  expect(await datesOf(it)).toEqual([]);
  expect((await org.store.as(it, (door) => taskOf(door, login.id))).output).toEqual({ username: 'noor.haddad' });
  expect((await named(id, 'assign-desk')).status).toBe('assigned');

  await drive(id);
  expect((await org.store.as(hr, (door) => processOf(door, id))).status).toBe('progress_halted');
  await org.store.as(hr, (door) => retryTask(door, access.id));
  await drive(id);
  expect(await named(id, access.node)).toMatchObject({ round: 2, status: 'failed' });

  const trust = await renew();
  await org.store.as(hr, async (door) => retryTask(door, (await named(id, access.node)).id));
  await drive(id);
  const again = await named(id, access.node);
  expect(again).toMatchObject({ round: 3, status: 'assigned', trustId: trust });
  await org.store.as(it, (door) => completeTask(door, again.id, {}));
});

test('when the trusting side ends the trust the same happens, and what is told to the engine is told once a process', async () => {
  const first = await onboarding('nils');
  const second = await onboarding('nadia');
  const before = await outbox(first.id, second.id);
  expect(await ended(hrAdmin)).toMatchObject({ toReturn: 2, returned: 2 });
  const after = await outbox(first.id, second.id);
  expect(after.length - before.length).toBe(2);
  for (const { id } of [first, second]) {
    const login = await named(id, 'create-login');
    expect(login).toMatchObject({ status: 'failed', reason: 'The trust with Fernhill IT has ended.' });
    await expect(org.store.as(it, (door) => taskOf(door, login.id))).rejects.toMatchObject({ kind: 'not-found' });
  }
  await renew();
});

test('a task about to be shown by a trust that is just being ended is not shown', async () => {
  const { id } = await onboarding('noah');
  const task = await named(id, 'create-login');
  const [activating, revoking] = await Promise.all([connect(org.database.urls.worker), connect(org.database.urls.api)]);
  await revoking.query('begin');
  await setViewer(revoking, it.accountId, null);
  await revoking.query(`update trust set status = 'revoked' where id = $1`, [task.trustId]);
  await activating.query('begin');
  await setViewer(activating, hr.accountId, null);
  const shown = activating
    .query(
      `insert into visibility (account_id, record_id, holder_id, why, owner_id, process_id, trust_id, since, open, due)
       values ($1, $2, $2, 'assigned', $3, $4, $5, now(), true, now())`,
      [it.accountId, task.id, hr.accountId, id, task.trustId],
    )
    .catch((error: unknown) => error);
  await revoking.query('commit');
  // The store does a transaction again that fails like this; then it finds the trust ended.
  expect(await shown).toMatchObject({ code: '40001' });
  await Promise.all([activating.end(), revoking.end()]);
});

/** An onboarding as far as it goes without people. */
async function onboarding(key: string) {
  const template = templates.get('employee-onboarding');
  if (!template) throw new Error('no template');
  const input = {
    person: org.personId(key),
    manager: org.personId('marta'),
    startDate: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10),
    workplace: 'onsite',
    model: 'developer',
    applications: ['mail', 'chat'],
    site: 'Amsterdam',
  };
  const { plan, hash } = template;
  const process = await org.store.as(hr, (door) => startProcess(door, { plan, hash, input }));
  await drive(process.id);
  return process;
}

async function drive(processId: string): Promise<void> {
  const { run } = await driveProcess(org.workerStore, hr.accountId, processId, new Date());
  for (const { taskId } of run) {
    const output = { username: 'proposed' };
    await completeAutomation(org.workerStore, hr.accountId, taskId, output, new Date());
  }
  if (run.length > 0) await drive(processId);
}

/** What stands in somebody's calendar in the next months. */
async function datesOf(viewer: Viewer) {
  const to = new Date(Date.now() + 90 * 86_400_000);
  return (await org.store.as(viewer, (door) => calendarBetween(door, new Date(), to))).dates;
}

/** Revokes the trust between the two, and has everything given back. */
async function ended(viewer: Viewer, revocation?: Revocation) {
  const id = await standing(viewer);
  await org.store.as(viewer, (door) => revokeTrust(door, id, revocation));
  while (!(await drainTrust(org.workerStore, hr.accountId, id)).over);
  return (await org.store.as(viewer, (door) => trustOf(door, id))).end;
}

async function standing(viewer: Viewer): Promise<string> {
  const trusts = await org.store.as(viewer, (door) => trustsSeen(door, undefined, 50));
  const handles = ['fernhill-hr', 'fernhill-it'];
  const found = trusts.find(({ status, account }) => status === 'accepted' && handles.includes(account.handle));
  if (!found) throw new Error('no standing trust');
  return found.id;
}

/** HR trusts IT again, and IT grants what it granted before. */
async function renew(): Promise<string> {
  const id = await org.store.as(hrAdmin, (door) => invite(door, { handle: 'fernhill-it', as: 'trusting' }));
  const offerings = await org.store.as(itAdmin, async (door) => {
    await acceptInvitation(door, id);
    await door.em.flush();
    expect(await grantsOf(door, id)).toEqual({ teams: [], offerings: [], capabilities: [] });
    const rows = await door.em.execute<{ offering: string; team: string }[]>(
      `select o.id as offering, s.team_id as team from service_offering o join service s on s.id = o.service_id
       where o.account_id = ?`,
      [it.accountId],
    );
    const offered = rows.map(({ offering }) => offering);
    await linkTeams(door, id, [...new Set(rows.map(({ team }) => team))]);
    await extendOfferings(door, id, offered);
    return offered;
  });
  await org.store.as(hrAdmin, (door) => acceptOfferings(door, id, offerings));
  return id;
}

async function outbox(...processIds: string[]): Promise<unknown[]> {
  const client = await connect(org.database.ownerUrl);
  const { rows } = await client.query(`select * from outbox where process_id = any ($1) and kind = 'changed'`, [
    processIds,
  ]);
  await client.end();
  return rows;
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
