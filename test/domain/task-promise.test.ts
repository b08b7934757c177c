import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAgreement } from '../../domain/agreement/decide.ts';
import { prepareAgreement } from '../../domain/agreement/prepare.ts';
import { createOffering } from '../../domain/service/offerings.ts';
import type { Scheme } from '../../domain/service/scheme.ts';
import { ServiceOffering } from '../../domain/service/service.entity.ts';
import { agreeTask, classifyTask, excuseTask, holdTaskAccountable } from '../../domain/task/promise.ts';
import { completeTask, startTask, waitTask } from '../../domain/task/work.ts';
import { Trust, TrustOffering } from '../../domain/trust/trust.entity.ts';
import { usedMinutes } from '../../plan/foresee.ts';
import type { Organisation } from '../support/organisation.ts';
import { madeOrganisation } from './process-made.ts';
import { always, breach, hour, hours, login, parties, since } from './promised.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(async () => org?.close());

const { it, hr, assigned, entry } = parties(() => org);

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
