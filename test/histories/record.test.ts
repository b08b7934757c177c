import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import { type Automated, automations } from '../../activities/automations/index.ts';
import { Refused } from '../../domain/problem.ts';
import { cancelProcess, retryTask } from '../../domain/process/follow.ts';
import { failTask, waitTask } from '../../domain/task/work.ts';
import { personId } from '../../plan/kit/index.ts';
import type { JsonObject } from '../../plan/plan.ts';
import { moveClock } from '../../relay/clock.ts';
import { signalReleased, workflowIdOf } from '../../relay/engine.ts';
import { mailboxName } from '../../templates/automations.ts';
import { templates } from '../../templates/index.ts';
import { hr } from '../../templates/offers/index.ts';
import { begin, by, madeOrganisation, type Run } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';
import { Crew } from '../workflows/crew.ts';
import { type OwnTemporal, ownTemporal } from '../workflows/own-temporal.ts';
import { keepHistory } from './corpus.ts';
import { Robot } from './robot.ts';
import { exampleFor } from './sample.ts';

// Works every template on the real server. ACCORD_TEST_HISTORIES=write keeps the histories that this comes to, in place
// of those of the same names. Once a release has run them, rename those first: what it left running must be replayed too.
const write = process.env.ACCORD_TEST_HISTORIES === 'write';
/** Nothing in it is due, and it ends with what its workflow does itself. */
const timeless = hr.process(
  'made timeless',
  {
    input: z.object({ person: personId(), manager: personId() }),
    subject: 'person',
    manager: 'manager',
    externalTitle: 'A new colleague',
    example: { person: '', manager: '' },
  },
  ({ person, manager }, { approval, automation }) => {
    const agreed = approval('name', { by: manager, show: { person } });
    return { username: automation(mailboxName, { with: { person }, after: [agreed] }).username };
  },
);
let org: Organisation;
let crew: Crew;
beforeAll(async () => {
  org = await madeOrganisation(timeless);
}, 60_000);
afterAll(() => org?.close());

describe('on the server of all tests', () => {
  beforeAll(async () => {
    crew = await Crew.start(org);
  });
  afterAll(() => crew?.stop());

  test.each([...templates.keys()])(
    '%s is worked by a robot from its start to its end',
    async (name) => {
      const run = await started(name);
      const robot = new Robot(org, crew);
      await robot.work(run, Math.floor((await run.tasks()).length / 2));
      await keep(run, `${name}.running`);
      await robot.work(run);
      await crew.ended(run.id);
      expect((await run.process()).completionReason).toBe('complete');
      expect((await run.tasks()).filter(({ finished }) => !finished)).toEqual([]);
      await keep(run, `${name}.finished`);
    },
    60_000,
  );

  test('one whose task waits, and whose clock is moved to when it ends', async () => {
    const run = await started('employee-offboarding');
    await waitOut(run, 'hand-over-files');
    await new Robot(org, crew).work(run);
    await crew.ended(run.id);
    await keep(run, 'employee-offboarding.waited');
  }, 60_000);

  test('one in which nothing is due', async () => {
    const run = await begin(org, timeless, { startDate: undefined as never });
    await keep(run, 'made-timeless.running');
    await new Robot(org, crew).work(run);
    await crew.ended(run.id);
    await keep(run, 'made-timeless.finished');
  });

  test('one whose automation fails, and one of whose tasks waits and fails, each of which is retried', async () => {
    const run = await whileRefusing('mailbox name', async () => {
      const refused = await started('employee-onboarding');
      await halted(refused);
      await keep(refused, 'employee-onboarding.halted');
      return refused;
    });
    await retry(run, 'mailbox-name');
    await waitOut(run, 'create-login');
    const { id } = await run.task('create-login');
    await ida((door) => failTask(door, id, 'The directory is closed.'));
    await halted(run);
    await retry(run, 'create-login');
    await new Robot(org, crew).work(run);
    await crew.ended(run.id);
    await keep(run, 'employee-onboarding.retried');
  }, 60_000);

  test('one that is called off', async () => {
    const run = await started('employee-offboarding');
    await new Robot(org, crew).work(run, 1);
    await by(org, 'helen', 'fernhill-hr', (door) => cancelProcess(door, run.id, 'He stays.'));
    await crew.ended(run.id);
    await keep(run, 'employee-offboarding.canceled');
  });
});

describe('on a server that finds histories long after 40 events', () => {
  let temporal: OwnTemporal;
  beforeAll(async () => {
    temporal = await ownTemporal({ 'limit.historyCount.suggestContinueAsNew': '40' });
    crew = await Crew.start(org, temporal);
  }, 60_000);
  afterAll(async () => {
    await crew?.stop();
    await temporal?.stop();
  });

  test('one that goes on in a new history', async () => {
    const run = await started('employee-onboarding');
    await assigned(run, 'create-login');
    const runId = () =>
      crew
        .workflow(run.id)
        .describe()
        .then((described) => described.runId);
    const first = await until(() => runId().catch(() => undefined));
    await until(async () => {
      await signalReleased(crew.client, run.id);
      return (await runId()) !== first;
    });
    await keep(run, 'employee-onboarding.continuing', first);
    await new Robot(org, crew).work(run);
    await crew.ended(run.id);
    await keep(run, 'employee-onboarding.continued');
  }, 60_000);
});

const ida = <T>(act: Parameters<typeof by<T>>[3]) => by(org, 'ida', 'fernhill-it', act);

async function started(name: string): Promise<Run> {
  const template = templates.get(name);
  if (!template) throw new Error(`There is no template ${name}.`);
  return begin(org, template, exampleFor(org, template.example as JsonObject));
}

const assigned = (run: Run, node: string) =>
  until(async () => {
    const task = await run.task(node);
    return task.status === 'assigned' && task;
  });
const halted = (run: Run) => until(async () => (await run.process()).status === 'progress_halted');

/** Has a task of IT wait for an hour, and moves the clock over it. */
async function waitOut(run: Run, node: string): Promise<void> {
  const { id } = await assigned(run, node);
  const anHourOn = new Date(Date.now() + (await run.process()).clockOffset + 3_600_000);
  await ida((door) => waitTask(door, id, { for: 'customer', reason: 'Which one?', until: anHourOn }));
  await moveClock(org.store, crew.client, await org.viewer('helen', 'fernhill-hr'), run.id, 61);
  await assigned(run, node);
}

async function retry(run: Run, node: string): Promise<void> {
  const { id } = await run.task(node);
  await by(org, 'marta', 'fernhill-hr', (door) => retryTask(door, id));
}

async function whileRefusing<T>(automation: string, act: () => Promise<T>): Promise<T> {
  const all = automations as Map<string, Automated>;
  const real = all.get(automation) as Automated;
  all.set(automation, async () => {
    throw new Refused('The directory is closed.');
  });
  try {
    return await act();
  } finally {
    all.set(automation, real);
  }
}

/** As it is at rest: with nothing that a worker is still to take up. */
async function keep({ id }: Run, name: string, runId?: string): Promise<void> {
  const workflow = crew.client.workflow.getHandle(workflowIdOf(id), runId);
  const history = await until(async () => {
    const described = await workflow.describe().catch(unknown);
    if (!described || described.raw.pendingWorkflowTask || described.raw.pendingActivities?.length) return false;
    const fetched = await workflow.fetchHistory();
    return fetched.events?.length === described.historyLength && fetched;
  });
  if (write) keepHistory(name, workflowIdOf(id), history);
}

/** It is about to be started. */
function unknown(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
