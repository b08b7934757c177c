import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Door } from '../../domain/store.ts';
import { waitTask } from '../../domain/task/work.ts';
import { moveClock } from '../../relay/clock.ts';
import { begin, by, madeOrganisation, pair, type Run } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';
import { Crew } from './crew.ts';

let org: Organisation;
let crew: Crew;
beforeAll(async () => {
  org = await madeOrganisation();
  crew = await Crew.start(org);
});
afterAll(async () => {
  await crew?.stop();
  await org?.close();
});

const ida = <T>(act: (door: Door) => Promise<T>) => by(org, 'ida', 'fernhill-it', act);
const activated = (run: Run, node: string) =>
  until(async () => {
    const task = await run.task(node);
    return task.status === 'assigned' && task;
  });
const eventsOf = async (run: Run) => (await crew.workflow(run.id).describe()).historyLength;

test.each(['other', 'customer'] as const)(
  'a task that waits for %s until a time comes back at that time, over a restart, by few wake-ups',
  async (whom) => {
    const run = await begin(org, pair);
    const task = await activated(run, 'made-login');
    await ida((door) =>
      waitTask(door, task.id, { for: whom, reason: 'Which model?', until: new Date(Date.now() + 10 * 60_000) }),
    );
    await until(async () => (await eventsOf(run)) > 10);
    await crew.restart();
    const helen = await org.viewer('helen', 'fernhill-hr');
    await moveClock(org.store, crew.client, helen, run.id, 10);
    const woken = await activated(run, 'made-login');
    expect(woken.waitingUntil).toBeNull();
    const before = await eventsOf(run);
    await moveClock(org.store, crew.client, helen, run.id, 1);
    // A workflow that is told to wake in the past would not stop waking.
    await until(async () => (await eventsOf(run)) >= before);
    expect(await eventsOf(run)).toBeLessThan(50);
  },
);
