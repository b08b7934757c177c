import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { newId } from '../../domain/id.ts';
import type { Door } from '../../domain/store.ts';
import { completeTask } from '../../domain/task/work.ts';
import { signalReleased, startWorkflow } from '../../relay/engine.ts';
import { begin, by, madeOrganisation, pair, type Run, rows, shortcut } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';
import { Crew } from './crew.ts';

let org: Organisation;
let crew: Crew;
beforeAll(async () => {
  org = await madeOrganisation();
  // Every step is replayed from its history.
  crew = await Crew.start(org, { maxCachedWorkflows: 0 });
});
afterAll(async () => {
  await crew?.stop();
  await org?.close();
});

const activated = (run: Run, node: string) =>
  until(async () => {
    const task = await run.task(node);
    return task.status === 'assigned' && task;
  });
const ida = <T>(act: (door: Door) => Promise<T>) => by(org, 'ida', 'fernhill-it', act);
const fatima = <T>(act: (door: Door) => Promise<T>) => by(org, 'fatima', 'fernhill-facilities', act);
const helen = <T>(act: (door: Door) => Promise<T>) => by(org, 'helen', 'fernhill-hr', act);
const handed = { username: 'noor', place: 'onsite' };
const trail = async (run: Run) =>
  (
    await rows<{ action: string }>(
      org,
      'select action from audit a where record_id = $1 or record_id in (select id from task where process_id = $1) order by at, id',
      run.id,
    )
  ).map(({ action }) => action);

/** Everything the outbox ever says of a process, once more and in any order, by the relay and past it. */
async function sayAgain(run: Run): Promise<void> {
  const { accountId, template, subjectId } = await run.process();
  const kinds = ['changed', 'signal', 'start', 'changed', 'signal', 'start', 'changed'];
  for (const kind of kinds) {
    const payload = { start: { template, subject: subjectId }, signal: { word: 'look' } }[kind] ?? {};
    await rows(
      org,
      'insert into outbox (id, kind, account_id, process_id, payload) values ($1, $2, $3, $4, $5)',
      newId(),
      kind,
      accountId,
      run.id,
      payload,
    );
  }
  const again = { accountId, processId: run.id, template, subject: subjectId };
  await Promise.all([
    signalReleased(crew.client, run.id),
    startWorkflow(crew.client, crew.taskQueue, again),
    signalReleased(crew.client, run.id),
  ]);
  await until(async () => (await rows(org, 'select 1 from outbox where process_id = $1', run.id)).length === 0);
}

test('what is said twice, late or in another order changes nothing', async () => {
  const plain = await begin(org, pair);
  await work(plain, async () => {});
  const noisy = await begin(org, pair);
  await work(noisy, () => sayAgain(noisy));
  await sayAgain(noisy);
  expect(await trail(noisy)).toEqual(await trail(plain));
  const outcome = async (run: Run) =>
    (await run.tasks()).map(({ node, round, status, output }) => [node, round, status, output]);
  expect(await outcome(noisy)).toEqual(await outcome(plain));
});

test('what a case not taken releases is activated at once, though its other predecessors are still at work', async () => {
  const run = await begin(org, shortcut);
  const login = await activated(run, 'made-login');
  await activated(run, 'made-desk');
  await ida((door) => completeTask(door, login.id, { ...handed, place: 'remote' }));
  await activated(run, 'made-welcome');
  expect((await run.task('made-desk')).status).toBe('assigned');
});

test('a process whose workflow the engine has forgotten goes on, and has a workflow again when the relay looks after all', async () => {
  const run = await begin(org, pair);
  const login = await activated(run, 'made-login');
  const desk = await activated(run, 'made-desk');
  await until(() => running(run));
  await crew.workflow(run.id).terminate('forgotten');
  await ida((door) => completeTask(door, login.id, handed));
  await fatima((door) => completeTask(door, desk.id, {}));
  const welcome = await activated(run, 'made-welcome');
  await crew.restart();
  await until(() => running(run));
  await helen((door) => completeTask(door, welcome.id, {}));
  await crew.ended(run.id);
  expect((await run.process()).completionReason).toBe('complete');
});

test('one that is told something and that the engine has forgotten is started again', async () => {
  const run = await begin(org, pair);
  await activated(run, 'made-login');
  await until(() => running(run));
  await crew.workflow(run.id).terminate('forgotten');
  await rows(
    org,
    `insert into outbox (id, kind, account_id, process_id, payload) values ($1, 'signal', $2, $3, '{"word": "look"}')`,
    newId(),
    (await run.process()).accountId,
    run.id,
  );
  await until(() => running(run));
});

test('what was finished while no worker and no relay ran is taken up when they are back', async () => {
  const run = await begin(org, pair);
  const login = await activated(run, 'made-login');
  const desk = await activated(run, 'made-desk');
  await crew.rest();
  await fatima((door) => completeTask(door, desk.id, {}));
  await ida((door) => completeTask(door, login.id, handed));
  expect((await run.task('made-welcome')).status).toBe('registered');
  await crew.begin();
  await activated(run, 'made-welcome');
});

async function running({ id }: Run): Promise<boolean> {
  try {
    return (await crew.workflow(id).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function work(run: Run, between: () => Promise<void>): Promise<void> {
  const login = await activated(run, 'made-login');
  const desk = await activated(run, 'made-desk');
  await between();
  await fatima((door) => completeTask(door, desk.id, {}));
  await between();
  await ida((door) => completeTask(door, login.id, handed));
  const welcome = await activated(run, 'made-welcome');
  await between();
  await helen((door) => completeTask(door, welcome.id, {}));
  await crew.ended(run.id);
}
