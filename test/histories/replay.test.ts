import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  type ReplayWorkerOptions,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { templates } from '../../templates/index.ts';
import { fromStack } from '../stack/stack.ts';
import { type History, kindsOf, type Recorded, recorded } from './corpus.ts';
import { bundleEdited, editNames } from './edits.ts';

const corpus = recorded();
/** The edits are edits of the workflow that drives them; the histories of trusts that end are of another. */
const ofProcesses = corpus.filter(({ name }) => !name.startsWith('drain.'));
beforeAll(() => {
  // What it warns of, each edit, is what is asked for here.
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter } } });
});

test('every template lies here running and finished', () => {
  const names = [...templates.keys()].flatMap((name) => [`${name}.running`, `${name}.finished`]);
  expect(corpus.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});

test('whatever can happen to a process is in some history', () => {
  expect(corpus.flatMap(({ history }) => kindsOf(history))).toEqual(
    expect.arrayContaining([
      'WORKFLOW_EXECUTION_STARTED',
      ...['SCHEDULED', 'STARTED', 'COMPLETED', 'FAILED'].map((kind) => `ACTIVITY_TASK_${kind}`),
      'MARKER_RECORDED',
      ...['STARTED', 'FIRED', 'CANCELED'].map((kind) => `TIMER_${kind}`),
      'WORKFLOW_EXECUTION_SIGNALED',
      'WORKFLOW_EXECUTION_OPTIONS_UPDATED',
      'WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED',
      'WORKFLOW_EXECUTION_CONTINUED_AS_NEW',
      'WORKFLOW_EXECUTION_COMPLETED',
    ]),
  );
});

test('what was begun by an earlier state of the workflow goes on with this one', async () => {
  expect(await broken({ workflowBundle: { codePath: fromStack('WORKFLOW_BUNDLE') } }, corpus)).toEqual([]);
});

describe('an edit that would break what runs', () => {
  let code: string;
  beforeAll(async () => {
    code = await bundleEdited();
  }, 60_000);

  test('is not found where there is none', async () => {
    expect(await broken({ workflowBundle: { code } }, ofProcesses.map(as('unedited')))).toEqual([]);
  });

  test.each(editNames)('is found: %s', async (name) => {
    const found = await broken({ workflowBundle: { code } }, ofProcesses.map(as(name)));
    expect(found).not.toEqual([]);
    for (const { error } of found) expect(error).toBeInstanceOf(DeterminismViolationError);
  });
});

type Broken = { readonly name: string; readonly error: Error };

/** The histories that this code does not come to again. */
async function broken(options: ReplayWorkerOptions, histories: readonly Recorded[]): Promise<readonly Broken[]> {
  const found: Broken[] = [];
  let replayed = 0;
  for await (const { error } of Worker.runReplayHistories(options, histories)) {
    const { name } = histories[replayed++] as Recorded;
    if (error) found.push({ name, error });
  }
  expect(replayed).toBe(histories.length);
  return found;
}

/** The same history as that of another workflow. */
const as =
  (name: string) =>
  ({ history, ...recorded }: Recorded): Recorded => {
    const [started, ...events] = history.events as NonNullable<History['events']>;
    const attributes = { ...started?.workflowExecutionStartedEventAttributes, workflowType: { name } };
    return {
      ...recorded,
      history: { events: [{ ...started, workflowExecutionStartedEventAttributes: attributes }, ...events] },
    };
  };
