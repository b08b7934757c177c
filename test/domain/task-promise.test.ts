import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAgreement } from '../../domain/agreement/decide.ts';
import { prepareAgreement } from '../../domain/agreement/prepare.ts';
import { createOffering, updateOffering } from '../../domain/service/offerings.ts';
import { recountTasks } from '../../domain/service/recount.ts';
import type { Scheme } from '../../domain/service/scheme.ts';
import { ServiceOffering } from '../../domain/service/service.entity.ts';
import { agreeTask, classifyTask, correctStops, excuseTask, holdTaskAccountable } from '../../domain/task/promise.ts';
import type { Pause } from '../../domain/task/stops.ts';
import type { Task } from '../../domain/task/task.entity.ts';
import { acceptTask, completeTask, startTask, waitTask } from '../../domain/task/work.ts';
import { Trust, TrustOffering } from '../../domain/trust/trust.entity.ts';
import { usedMinutes } from '../../plan/foresee.ts';
import type { Calendar } from '../../plan/plan.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, by, madeOrganisation, pair, type Run, rows } from './process-made.ts';

const always: Calendar = { zone: 'UTC', week: Array.from({ length: 7 }, () => [[0, 1440] as const]), holidays: [] };
const hours = (amount: number) => ({ amount, unit: 'workingHours' }) as const;
const hour = 3_600_000;

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(async () => org?.close());

const it = <T>(act: Parameters<typeof by<T>>[3], key = 'imran') => by(org, key, 'fernhill-it', act);
const hr = <T>(act: Parameters<typeof by<T>>[3], key = 'helen') => by(org, key, 'fernhill-hr', act);
const login = (run: Run) => run.task('made-login');

/** A login that was assigned a while ago, counted round the clock; 4 hours to respond, 8 to complete, for more impact less. */
async function assigned(hoursAgo = 0): Promise<{ run: Run; id: string }> {
  const run = await begin(org, pair);
  const byImpact = { high: { respond: hours(1), complete: hours(2) }, low: {} };
  const target = { respond: hours(4), complete: hours(8), byImpact };
  const [offer] = await rows<{ id: string }>(
    org,
    `select id from service_offering where name = 'made login' and account_id = $1`,
    org.accountId('fernhill-it'),
  );
  await it((door) => updateOffering(door, offer!.id, { calendar: always, target }));
  await run.drive(new Date(Date.now() - hoursAgo * hour));
  return { run, id: (await login(run)).id };
}
const entry = async (id: string, action: string) =>
  (
    await rows<{ changes: Record<string, unknown> }>(
      org,
      'select changes from audit where record_id = $1 and action = $2',
      id,
      action,
    )
  )[0]?.changes;
const breach = (task: Task, goal: 'respond' | 'complete' = 'complete') =>
  task.clocks?.[goal]?.breachedAt ?? task.clocks?.[goal]?.breachesAt;
const since = (task: Task, of: number) => new Date(task.activatedAt!.getTime() + of * hour).toISOString();

describe('the impact of a task', () => {
  test('is said by whoever manages the process, and what it promises is counted from the start', async () => {
    const { run, id } = await assigned(3);
    await it((door) => startTask(door, id), 'ida');
    await expect(it((door) => classifyTask(door, id, 'low', 'Rather not.'))).rejects.toThrow(
      /Only the account that owns/,
    );
    await hr((door) => classifyTask(door, id, 'high', 'She starts tomorrow.'));
    const task = await login(run);
    expect(task).toMatchObject({ impact: 'high', promised: { respond: hours(1), complete: hours(2) } });
    // Three hours are used: it has been late for one, and it began after its hour to respond.
    expect(breach(task)).toBe(since(task, 2));
    expect(task.clocks?.complete?.breachedAt).toBe(since(task, 2));
    expect(task.clocks?.respond).toMatchObject({ breachedAt: since(task, 1) });
    expect(await entry(id, 'classified')).toMatchObject({
      from: 'none',
      to: 'high',
      reason: 'She starts tomorrow.',
      before: { complete: since(task, 8) },
      after: { complete: since(task, 2), promised: { complete: hours(2) } },
    });
  });

  test('may leave nothing promised; the ledger is kept for when something is again', async () => {
    const { run, id } = await assigned(5);
    await it((door) => waitTask(door, id, { for: 'customer', reason: 'Which name?' }));
    await hr((door) => classifyTask(door, id, 'low', 'It can wait.'));
    expect(await login(run)).toMatchObject({ target: null, promised: {}, clocks: { complete: { bestEffort: true } } });
    await it((door) => startTask(door, id));
    await hr((door) => classifyTask(door, id, 'none', 'It cannot.'));
    const task = await login(run);
    expect(task.clocks?.complete?.stops).toHaveLength(1);
    const [stop] = task.clocks!.complete!.stops;
    const stood = Date.parse(stop!.to!) - Date.parse(stop!.from);
    expect(breach(task)).toBe(new Date(task.activatedAt!.getTime() + 8 * hour + stood).toISOString());
  });

  test('is said before it is assigned as well, and then decides what is promised', async () => {
    const { run } = await assigned();
    const later = await run.task('made-welcome');
    await hr((door) => classifyTask(door, later.id, 'high', 'She starts tomorrow.'));
    expect(await run.task('made-welcome')).toMatchObject({ impact: 'high', status: 'registered', clocks: null });
    expect(await entry(later.id, 'classified')).toEqual({ from: 'none', to: 'high', reason: 'She starts tomorrow.' });
  });

  test('is asked again when somebody tries to say it of what is finished, or says the same', async () => {
    const { id } = await assigned();
    await expect(hr((door) => classifyTask(door, id, 'none', 'So.'))).rejects.toThrow('Its impact is none already.');
    await it((door) => completeTask(door, id, { username: 'n', place: 'onsite' }));
    await expect(hr((door) => classifyTask(door, id, 'top', 'So.'))).rejects.toThrow('its impact stays');
  });
});

describe('a provider that does not answer for the time', () => {
  test('has its clocks stopped until it answers again, also when the customer is waited for meanwhile', async () => {
    const { run, id } = await assigned(1);
    await expect(it((door) => excuseTask(door, id, 'Busy.'))).rejects.toThrow(/Only the account that owns/);
    await hr((door) => excuseTask(door, id, 'The budget is not approved.'));
    expect(await login(run)).toMatchObject({ notAccountable: 'The budget is not approved.', target: null });
    await it((door) => waitTask(door, id, { for: 'customer', reason: 'Which name?' }));
    await it((door) => startTask(door, id));
    const still = await login(run);
    expect(still.clocks?.complete?.stops.map(({ why, to }) => [why, to === undefined])).toEqual([
      ['provider_not_accountable', false],
      [undefined, false],
      ['provider_not_accountable', true],
    ]);
    expect(breach(still)).toBeUndefined();
    await hr((door) => holdTaskAccountable(door, id));
    const task = await login(run);
    expect(task.notAccountable).toBeNull();
    expect(breach(task)).toBeDefined();
    expect(Math.round(usedMinutes(task.clocks!.complete!, always, new Date().toISOString()))).toBe(60);
    await expect(hr((door) => holdTaskAccountable(door, id))).rejects.toThrow('answers for this task already');
  });
});

describe('a pause that was wrong', () => {
  /** Three hours of it, all before now. */
  async function paused() {
    const { run, id } = await assigned(6);
    const task = await login(run);
    const stops: Pause[] = [{ from: since(task, 1), to: since(task, 4), why: 'waiting_for_customer' }];
    return { run, id, task, stops };
  }

  test('is put right by either side against itself, with what it changes', async () => {
    const { run, id, task, stops } = await paused();
    await expect(it((door) => correctStops(door, id, stops, 'We waited.'))).rejects.toThrow(
      /to add to it is for the customer/,
    );
    await hr((door) => correctStops(door, id, stops, 'You waited.'), 'hugo');
    expect(breach(await login(run))).toBe(since(task, 11));
    expect(await entry(id, 'corrected')).toMatchObject({
      reason: 'You waited.',
      before: { stops: [], complete: since(task, 8) },
      after: { complete: since(task, 11) },
    });
    const less: Pause[] = [{ from: since(task, 2), to: since(task, 3), why: 'waiting_for_customer' }];
    await expect(hr((door) => correctStops(door, id, less, 'No.'), 'hugo')).rejects.toThrow(
      /to take from it is for the provider/,
    );
    await it((door) => correctStops(door, id, less, 'Only an hour.'));
    expect(breach(await login(run))).toBe(since(task, 9));
    await expect(it((door) => correctStops(door, id, [], 'None.'), 'ida')).rejects.toThrow(
      /needs the role account_admin/,
    );
  });

  test('also of a task that is finished, when its promise turns out to have been broken', async () => {
    const { run, id, task, stops } = await paused();
    await hr((door) => correctStops(door, id, stops, 'You waited.'), 'hugo');
    await it((door) => acceptTask(door, id));
    await hr((door) => classifyTask(door, id, 'high', 'Urgent.'));
    await it((door) => completeTask(door, id, { username: 'n', place: 'onsite' }));
    expect((await login(run)).clocks?.complete?.breachedAt).toBe(since(task, 5));
    await it((door) => correctStops(door, id, [], 'We never waited.'));
    const done = await login(run);
    expect(done.clocks?.complete).toMatchObject({ breachedAt: since(task, 2), stops: [] });
    expect(done.target).toBeNull();
  });

  test('cannot be put where the clock did not run, or leave open what is over', async () => {
    const { id, task, stops } = await paused();
    const refused = (list: Pause[]) => expect(hr((door) => correctStops(door, id, list, 'So.'), 'hugo')).rejects;
    const [stop] = stops as [Pause];
    await refused([{ ...stop, from: since(task, -1) }]).toMatchObject({ details: [{ pointer: '/stops/0' }] });
    await refused([stop, { ...stop }]).toMatchObject({ details: [{ pointer: '/stops/1' }] });
    await refused([{ ...stop, to: stop.from }]).toMatchObject({ details: [{ message: 'It ends before it begins.' }] });
    await refused([{ ...stop, to: since(task, 60) }]).toMatchObject({ details: [{ pointer: '/stops/0' }] });
    const { to: _to, ...open } = stop;
    await refused([open]).toMatchObject({ details: [{ pointer: '/stops' }] });
  });
});

test('a holiday entered late clears what was done late because of it, until its period is closed', async () => {
  const done = async () => {
    const { run, id } = await assigned(9);
    await it((door) => completeTask(door, id, { username: 'n', place: 'onsite' }));
    return run;
  };
  const { run: first } = await assigned();
  const { offeringId, trustId } = await login(first);
  const today = new Date().toISOString().slice(0, 10);
  const agreement = await it((door) =>
    prepareAgreement(door, {
      name: 'A',
      trustId: trustId as string,
      offeringId: offeringId as string,
      startsOn: today,
    }),
  );
  // It was in force before: nothing here is nine hours old.
  await rows(
    org,
    `alter table agreement disable trigger agreement_kept;
     update agreement set starts_at = starts_at - interval '3 days' where id = '${agreement.id}';
     alter table agreement enable trigger agreement_kept`,
  );
  await hr((door) => acceptAgreement(door, agreement.id), 'hugo');
  const [cleared, closed] = [await done(), await done()];
  expect((await login(cleared)).clocks?.complete?.breachedAt).toBe(since(await login(cleared), 8));
  const recount = async (holidays: readonly string[]) => {
    await it((door) => updateOffering(door, offeringId as string, { calendar: { ...always, holidays } }));
    await recountTasks(org.workerStore, org.accountId('fernhill-it'), offeringId as string, null, []);
  };
  const days = [0, 1, 2].map((ago) => new Date(Date.now() - ago * 24 * hour).toISOString().slice(0, 10));
  await recount(days);
  expect((await login(cleared)).clocks?.complete?.breachedAt).toBeUndefined();
  const { id } = await login(cleared);
  expect(await entry(id, 'recounted')).toMatchObject({
    before: { complete: since(await login(cleared), 8) },
    after: {},
  });
  await recount([]);
  await rows(
    org,
    `insert into agreement_closure values (gen_random_uuid(), $1, '2026-01-01', '2099-01-01', now() + interval '1 hour', '{}', '[]', $2, now() + interval '1 hour', $3, $4)`,
    agreement.id,
    '0'.repeat(64),
    org.accountId('fernhill-it'),
    org.personId('imran'),
  );
  await recount(days);
  expect((await login(closed)).clocks?.complete?.breachedAt).toBe(since(await login(closed), 8));
  await expect(it(async (door) => correctStops(door, (await login(closed)).id, [], 'Never.'))).rejects.toThrow(
    /in a period that is closed/,
  );
});

test('work is moved to another agreement on the same service, and keeps what it has used', async () => {
  const { run, id } = await assigned(3);
  const before = await login(run);
  const agreement = await it(async (door) => {
    const { serviceId } = await door.em.findOneOrFail(ServiceOffering, { id: before.offeringId as string });
    const startsOn = '2020-01-01';
    const target = { complete: hours(4) };
    const scheme: Scheme = [{ goal: 'complete', at: 90, to: ['coordinator'] }];
    const gold = await createOffering(door, {
      serviceId,
      name: 'made login, gold',
      target,
      calendar: always,
      startsOn,
      scheme,
    });
    const trust = await door.em.findOneOrFail(Trust, { id: before.trustId as string });
    door.em.create(TrustOffering, { trustId: trust.id, offeringId: gold.id, accountId: gold.accountId });
    await door.em.flush();
    const today = new Date().toISOString().slice(0, 10);
    return prepareAgreement(door, { name: 'Gold', trustId: trust.id, offeringId: gold.id, startsOn: today });
  });
  await expect(hr((door) => agreeTask(door, id, agreement.id))).rejects.toMatchObject({
    details: [{ pointer: '/agreementId' }],
  });
  await hr((door) => acceptAgreement(door, agreement.id), 'hugo');
  await hr((door) => agreeTask(door, id, agreement.id));
  const task = await login(run);
  expect(task).toMatchObject({ agreementId: agreement.id, offeringId: agreement.offeringId });
  expect(breach(task)).toBe(since(task, 4));
  expect(task.clocks?.complete?.warnings).toMatchObject([{ percent: 90, at: since(task, 3.6) }]);
  expect(task.scheme).toMatchObject([{ at: 90, to: ['coordinator'] }]);
  expect(task.clocks?.respond).toMatchObject({ bestEffort: true });
  expect(await entry(id, 'agreed')).toMatchObject({
    from: before.agreementId,
    to: agreement.id,
    after: { complete: since(task, 4) },
  });
});
