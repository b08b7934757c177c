import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { completeTask } from '../../domain/task/work.ts';
import { begin, by, madeOrganisation, pair, type Run, rows } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';
import { Crew } from './crew.ts';

let org: Organisation;
let crew: Crew;
beforeAll(async () => {
  org = await madeOrganisation();
  crew = await Crew.start(org, { maxCachedWorkflows: 10 });
});
afterAll(async () => {
  await crew?.stop();
  await org?.close();
});

const times = 50;
const statusOf = async (run: Run, node: string) => (await run.task(node)).status;

test(`two last predecessors finished at the same moment release what follows exactly once, ${times} times of ${times}`, async () => {
  for (let done = 0; done < times; done += 10) {
    const runs = await Promise.all(Array.from({ length: 10 }, () => begin(org, pair)));
    if (done === 20) await crew.restart();
    await until(async () => {
      const ready = await Promise.all(runs.map(async (run) => (await statusOf(run, 'made-desk')) === 'assigned'));
      return ready.every(Boolean);
    }, 30);
    await Promise.all(runs.map(finishBothAtOnce));
    await until(async () => {
      const released = await Promise.all(runs.map(async (run) => (await statusOf(run, 'made-welcome')) === 'assigned'));
      return released.every(Boolean);
    }, 30);
    if (done === 30) await crew.restart();
    await Promise.all(runs.map(checkOnce));
    await Promise.all(runs.map(finish));
  }
}, 120_000);

async function finishBothAtOnce(run: Run): Promise<void> {
  const [login, desk] = await Promise.all([run.task('made-login'), run.task('made-desk')]);
  const [ida, fatima] = await Promise.all([
    org.viewer('ida', 'fernhill-it'),
    org.viewer('fatima', 'fernhill-facilities'),
  ]);
  await Promise.all([
    org.store.as(ida, (door) => completeTask(door, login.id, { username: 'noor', place: 'onsite' })),
    org.store.as(fatima, (door) => completeTask(door, desk.id, {})),
  ]);
}

async function checkOnce(run: Run): Promise<void> {
  const welcome = await run.task('made-welcome');
  const tasks = await run.tasks();
  expect(tasks.map(({ node }) => node)).toEqual(['made-login', 'made-desk', 'made-welcome']);
  const activations = await rows(
    org,
    `select 1 from audit where record_id = $1 and action = 'tasks_activated' and changes->'tasks' ? $2`,
    run.id,
    welcome.id,
  );
  expect(activations).toHaveLength(1);
  expect(await rows(org, 'select 1 from visibility where record_id = $1', welcome.id)).toHaveLength(1);
  const told = () =>
    crew.notices.filter(
      ({ processId, payload }) =>
        processId === run.id && payload.notice === 'assigned' && JSON.stringify(payload.tasks).includes(welcome.id),
    );
  await until(async () => told().length > 0);
  expect(told()).toHaveLength(1);
}

async function finish(run: Run): Promise<void> {
  const { id } = await run.task('made-welcome');
  await by(org, 'helen', 'fernhill-hr', (door) => completeTask(door, id, {}));
  await crew.ended(run.id);
  expect((await run.process()).completionReason).toBe('complete');
}
