import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { acceptAgreement } from '../../domain/agreement/decide.ts';
import { prepareAgreement } from '../../domain/agreement/prepare.ts';
import { retryTask } from '../../domain/process/follow.ts';
import { passTask } from '../../domain/process/pass.ts';
import { ServiceOffering } from '../../domain/service/service.entity.ts';
import type { Door } from '../../domain/store.ts';
import { taskOf } from '../../domain/task/seen.ts';
import { completeTask, failTask, waitTask } from '../../domain/task/work.ts';
import { revokeTrust } from '../../domain/trust/revoke.ts';
import { Trust } from '../../domain/trust/trust.entity.ts';
import { usedMinutes } from '../../plan/foresee.ts';
import type { Organisation } from '../support/organisation.ts';
import { by, madeOrganisation, rows, trustAnew } from './process-made.ts';
import { always, breach, login, parties, since } from './promised.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(async () => org?.close());

const { it, hr, assigned, entry } = parties(() => org);
const bella = <T>(act: (door: Door) => Promise<T>) => by(org, 'bella', 'brightwire', act);

/** In force for HR, on the login that the account acted in offers. */
async function agreed(as: typeof bella): Promise<string> {
  const { id } = await as(async (door) => {
    const offering = await door.em.findOneOrFail(ServiceOffering, {
      name: 'made login',
      accountId: door.viewer.accountId,
    });
    const trust = await door.em.findOneOrFail(Trust, {
      trustingId: org.accountId('fernhill-hr'),
      trustedId: door.viewer.accountId,
    });
    const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: offering.calendar.zone });
    return prepareAgreement(door, { name: 'Logins', trustId: trust.id, offeringId: offering.id, startsOn });
  });
  await hr((door) => acceptAgreement(door, id), 'hugo');
  return id;
}

test('work is passed on to another provider, and back to the first, whose clock goes on with what it had used', async () => {
  const { run, id } = await assigned(3);
  await trustAnew(org, 'brightwire');
  const theirs = await agreed(bella);
  const ours = await agreed((act) => it(act));
  await rows(org, 'update task set agreement_id = $2 where id = $1', id, ours);
  const first = await login(run);

  await expect(it((door) => passTask(door, id, theirs, 'Busy.'))).rejects.toThrow(/Only the account that owns/);
  await expect(hr((door) => passTask(door, id, ours, 'Busy.'))).rejects.toMatchObject({
    details: [{ message: 'That agreement is with whoever has the task.' }],
  });
  await hr((door) => passTask(door, id, theirs, 'It is overloaded.'));
  await run.drive();
  const second = await login(run);
  expect(second).toMatchObject({
    round: 2,
    status: 'assigned',
    assignedAccountId: org.accountId('brightwire'),
    agreementId: theirs,
  });
  expect(Date.parse(second.clocks!.complete!.startedAt)).toBeGreaterThan(first.activatedAt!.getTime());
  const ended = await hr((door) => taskOf(door, id));
  expect(ended).toMatchObject({ status: 'canceled', reason: 'It is overloaded.', target: null });
  expect(ended.clocks?.complete?.stops).toMatchObject([{ why: 'passed_on' }]);
  expect(await entry(id, 'passed_on')).toMatchObject({ round: 2, task: second.id });
  // Who has it now is not for the first to know, nor is there a task for the second to see of it.
  await expect(it((door) => taskOf(door, second.id))).rejects.toThrow('There is no such task');
  await expect(bella((door) => taskOf(door, id))).rejects.toThrow('There is no such task');
  // Nothing after it has begun.
  expect((await run.task('made-welcome')).status).toBe('registered');

  await bella((door) => failTask(door, second.id, 'No such system.'));
  await run.drive();
  await hr((door) => retryTask(door, second.id));
  await run.drive();
  const again = await login(run);
  expect(again).toMatchObject({ round: 3, agreementId: theirs, assignedAccountId: org.accountId('brightwire') });
  // It failed, and was not passed on: what is done again has a clock of its own.
  expect(again.clocks?.complete?.startedAt).toBe(again.activatedAt?.toISOString());
  expect((await hr((door) => taskOf(door, second.id))).clocks?.complete?.metAt).toBeDefined();

  await bella((door) => waitTask(door, again.id, { for: 'customer', reason: 'Which name?' }));
  await hr((door) => passTask(door, again.id, ours, 'They cannot.'));
  await run.drive();
  const third = await login(run);
  expect(third).toMatchObject({ round: 4, assignedAccountId: org.accountId('fernhill-it'), agreementId: ours });
  const { complete } = third.clocks!;
  expect(complete?.startedAt).toBe(first.activatedAt!.toISOString());
  expect(complete?.stops).toMatchObject([{ why: 'passed_on', to: expect.any(String) }]);
  expect(Math.round(usedMinutes(complete!, always, new Date().toISOString()))).toBe(180);
  expect(Date.parse(breach(third) as string)).toBeGreaterThan(Date.parse(since(first, 8)));
  expect((await hr((door) => taskOf(door, id))).clocks).toBeNull();

  await it((door) => completeTask(door, third.id, { username: 'n', place: 'onsite' }));
  await run.drive();
  expect((await login(run)).clocks?.complete?.breachedAt).toBeUndefined();
  await expect(hr((door) => passTask(door, third.id, theirs, 'Once more.'))).rejects.toThrow(
    /this implementation is completed/,
  );
});

test('what is passed on by an agreement that ends meanwhile fails, and says why', async () => {
  await org.close();
  org = await madeOrganisation();
  const { run, id } = await assigned();
  await trustAnew(org, 'brightwire');
  const theirs = await agreed(bella);
  await hr((door) => passTask(door, id, theirs, 'It is overloaded.'));
  const trust = await hr((door) => door.em.findOneOrFail(Trust, { trustedId: org.accountId('brightwire') }), 'hugo');
  await hr((door) => revokeTrust(door, trust.id), 'hugo');
  await run.drive();
  const { status, reason } = await login(run);
  expect([status, reason]).toEqual(['failed', 'It was passed on by an agreement that no longer holds.']);
});
