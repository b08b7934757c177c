import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activitiesOf, activityBehalf } from '../../activities/index.ts';
import { mounted } from '../../api/mount.ts';
import { operatorMount } from '../../api/operator/mount.ts';
import { choreBehalf } from '../../bin/chores.ts';
import { type Behalf, onBehalf } from '../../domain/behalf.ts';
import type { Door, Store } from '../../domain/store.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { deliver } from '../../notices/deliver.ts';
import { jobOf } from '../../notices/job.ts';
import { jobBehalf } from '../../notices/start.ts';
import { relayBehalf } from '../../relay/relay.ts';
import { onboarding, takeNotices } from '../notices/onboarding.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

test('everything that is done without a request says on whose behalf', () => {
  expect({ activities: activityBehalf, jobs: jobBehalf, relay: relayBehalf, chores: choreBehalf }).toEqual({
    activities: { drive: 'account', giveBack: 'account', runAutomation: 'account', failAutomation: 'account' },
    jobs: { notice: 'recipient', mail: 'recipient' },
    chores: { seal: 'keeper', expire: 'keeper', clear: 'keeper', version: 'keeper' },
    relay: { drive: 'account', recount: 'account', tellEngine: 'keeper', tellDrains: 'keeper', enqueue: 'keeper' },
  });
});

describe('nothing starts', () => {
  test('with an activity, a job or a part of the relay that does not', () => {
    const one = { sweep: async () => {} };
    expect(() => onBehalf('job', one, {} as { sweep: Behalf })).toThrow('The job "sweep" does not say on whose behalf');
    expect(() => onBehalf('job', one, { sweep: 'anybody' as Behalf })).toThrow('does not say on whose behalf');
    expect(onBehalf('job', one, { sweep: 'keeper' })).toBe(one);
  });

  test('with a mounted page that does not say who may look', () => {
    const page = operatorMount([], undefined);
    expect(page.policy).toBe('operator');
    expect(() => mounted({ ...page, policy: undefined as never })).toThrow(
      'What is mounted at /operator has no policy',
    );
  });
});

describe('what is done on behalf of', () => {
  let org: Organisation;
  beforeAll(async () => {
    org = await organisation();
  });
  afterAll(() => org?.close());

  /** The worker's store, which keeps in whose name every transaction was. */
  function watched(seen: Viewer[]): Store {
    const as = <T>(viewer: Viewer, work: (door: Door) => Promise<T>) => {
      seen.push(viewer);
      return org.workerStore.as(viewer, work);
    };
    return Object.create(org.workerStore, { as: { value: as } }) as Store;
  }

  test('an account is done in its name alone, by nobody', async () => {
    const { id } = await onboarding(org);
    const accountId = org.accountId('fernhill-hr');
    const seen: Viewer[] = [];
    const activities = activitiesOf(watched(seen));
    const at = new Date().toISOString();
    const { run } = await activities.drive({ accountId, processId: id }, at);
    expect(run.length).toBeGreaterThan(0);
    for (const { taskId, name, input } of run) {
      await activities.runAutomation(accountId, taskId, name, input, at);
      await activities.failAutomation(accountId, taskId, 'It is done already.', at);
    }
    expect(seen.length).toBeGreaterThan(run.length);
    expect(new Set(seen.map((viewer) => `${viewer.accountId} ${viewer.personId}`))).toEqual(
      new Set([`${accountId} null`]),
    );
  });

  test('recipients is asked by each of them in the account he is told in, and kept in the name of its account', async () => {
    await takeNotices(org);
    const { drive } = await onboarding(org);
    await drive();
    const seen: Viewer[] = [];
    const sent: string[] = [];
    const post = {
      oneByOne: false,
      send: async (_: string, mails: readonly { person: string }[]) =>
        void sent.push(...mails.map(({ person }) => person)),
      close: () => {},
    };
    for (const entry of await takeNotices(org)) {
      const delivery = {
        store: watched(seen),
        post: post as never,
        baseUrl: 'http://localhost',
        queue: undefined as never,
      };
      await deliver(delivery, { data: jobOf(entry) });
    }
    expect(sent).toEqual(expect.arrayContaining([org.personId('ida'), org.personId('fatima'), org.personId('marta')]));
    const asked = new Set(seen.flatMap(({ personId }) => personId ?? []));
    for (const person of sent) expect(asked).toContain(person);
    for (const { accountId, personId } of seen) {
      if (personId === null) expect(accountId).toBe(org.accountId('fernhill-hr'));
    }
  });
});
