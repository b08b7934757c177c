import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAgreement } from '../../domain/agreement/decide.ts';
import { prepareAgreement } from '../../domain/agreement/prepare.ts';
import { updateOffering } from '../../domain/service/offerings.ts';
import { recountTasks } from '../../domain/service/recount.ts';
import { classifyTask, correctStops } from '../../domain/task/promise.ts';
import type { Pause } from '../../domain/task/stops.ts';
import { acceptTask, completeTask, waitTask } from '../../domain/task/work.ts';
import type { Organisation } from '../support/organisation.ts';
import { madeOrganisation, rows } from './process-made.ts';
import { always, breach, hour, login, parties, since } from './promised.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(async () => org?.close());

const { it, hr, assigned, entry } = parties(() => org);

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

  test('is corrected as it is by now, also when a wait was over before its workflow woke it', async () => {
    const { run, id } = await assigned();
    const until = new Date(Date.now() + hour);
    await it((door) => waitTask(door, id, { for: 'customer', reason: 'Which name?', until }));
    await rows(org, 'update process set clock_offset = $2 where id = $1', run.id, 2 * hour);
    const { stops } = (await login(run)).clocks!.complete!;
    const ended: Pause[] = [{ from: stops[0]!.from, to: until.toISOString(), why: 'waiting_for_customer' }];
    await it((door) => correctStops(door, id, ended, 'As it was.'));
    expect((await login(run)).clocks?.complete?.stops).toEqual([{ from: stops[0]?.from, to: until.toISOString() }]);
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
