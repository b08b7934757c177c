import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { completeTask, waitTask } from '../../domain/task/work.ts';
import { moveClock } from '../../relay/clock.ts';
import { signalReleased, workflowIdOf } from '../../relay/engine.ts';
import { begin, by, madeOrganisation, pair, type Run, rows } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';
import { Crew } from './crew.ts';
import { type OwnTemporal, ownTemporal } from './own-temporal.ts';

let org: Organisation;
let temporal: OwnTemporal;
let crew: Crew;
beforeAll(async () => {
  // A history is long after 40 events here; the product's servers suggest to go on in a new one after 4,096.
  temporal = await ownTemporal({ 'limit.historyCount.suggestContinueAsNew': '40' });
  org = await madeOrganisation();
  crew = await Crew.start(org, temporal);
}, 60_000);
afterAll(async () => {
  await crew?.stop();
  await org?.close();
  await temporal?.stop();
});

const activated = (run: Run, node: string) =>
  until(async () => {
    const task = await run.task(node);
    return task.status === 'assigned' && task;
  });
const runOf = async ({ id }: Run) => (await crew.workflow(id).describe()).runId;

const findableBy = async ({ id }: Run): Promise<Record<string, unknown>> => {
  const { BuildIds: _, ...ours } = (await crew.workflow(id).describe()).searchAttributes;
  return ours;
};

/** Tells it, though nothing has changed, until it goes on in a new history. */
async function lengthen(run: Run): Promise<void> {
  const before = await runOf(run);
  await until(async () => {
    await signalReleased(crew.client, run.id);
    return (await runOf(run)) !== before;
  });
}

test('a process that outlives its history goes on in a new one as if nothing had been, over a restart too', async () => {
  const run = await begin(org, pair);
  const login = await activated(run, 'made-login');
  const findable = await findableBy(run);
  await by(org, 'ida', 'fernhill-it', (door) =>
    waitTask(door, login.id, { for: 'other', reason: 'On order.', until: new Date(Date.now() + 30 * 60_000) }),
  );
  await lengthen(run);
  await lengthen(run);
  await crew.restart();
  await lengthen(run);

  // What it waited for still comes, and operators still find it.
  expect(findable.AccordAccount).toEqual([org.accountId('fernhill-hr')]);
  expect(await findableBy(run)).toEqual(findable);
  expect((await crew.workflow(run.id).describe()).historyLength).toBeLessThan(60);
  await moveClock(org.store, crew.client, await org.viewer('helen', 'fernhill-hr'), run.id, 30);
  await activated(run, 'made-login');
  await by(org, 'ida', 'fernhill-it', (door) => completeTask(door, login.id, { username: 'noor', place: 'onsite' }));
  await by(org, 'fatima', 'fernhill-facilities', async (door) =>
    completeTask(door, (await run.task('made-desk')).id, {}),
  );
  const welcome = await activated(run, 'made-welcome');
  await by(org, 'helen', 'fernhill-hr', (door) => completeTask(door, welcome.id, {}));
  await crew.ended(run.id);

  expect((await run.process()).completionReason).toBe('complete');
  expect((await run.tasks()).map(({ node, status }) => [node, status])).toEqual([
    ['made-login', 'completed'],
    ['made-desk', 'completed'],
    ['made-welcome', 'completed'],
  ]);
  const activations = await rows(
    org,
    `select 1 from audit where record_id = $1 and action = 'tasks_activated'`,
    run.id,
  );
  expect(activations).toHaveLength(2);
  const runs = [];
  for await (const each of crew.client.workflow.list({ query: `WorkflowId = '${workflowIdOf(run.id)}'` }))
    runs.push(each.status.name);
  expect(runs.filter((name) => name === 'CONTINUED_AS_NEW').length).toBeGreaterThanOrEqual(3);
}, 90_000);

test('its moved clock stays moved in the new history', async () => {
  const run = await begin(org, pair);
  const login = await activated(run, 'made-login');
  const helen = await org.viewer('helen', 'fernhill-hr');
  await moveClock(org.store, crew.client, helen, run.id, 5 * 24 * 60);
  await until(async () => (await run.task('made-login')).clocks?.complete?.breachedAt);
  await lengthen(run);
  await by(org, 'ida', 'fernhill-it', (door) => completeTask(door, login.id, { username: 'noor', place: 'onsite' }));
  await by(org, 'fatima', 'fernhill-facilities', async (door) =>
    completeTask(door, (await run.task('made-desk')).id, {}),
  );
  const welcome = await activated(run, 'made-welcome');
  // The engine does not count the seconds that it took to get there; the five days are there.
  const ahead = (welcome.activatedAt as Date).getTime() - Date.now();
  expect(ahead).toBeGreaterThan((5 * 24 * 60 - 2) * 60_000);
}, 60_000);
