import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import { type Automated, automations } from '../../activities/automations/index.ts';
import { Refused } from '../../domain/problem.ts';
import { cancelProcess, retryTask } from '../../domain/process/follow.ts';
import { automation, personId } from '../../plan/kit/index.ts';
import { hr } from '../../templates/offers/index.ts';
import { begin, by, madeOrganisation, type Run } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';
import { Crew } from './crew.ts';

/** What the automation of the next process does, by the process's subject: every test has one of its own. */
const ways = new Map<string, (attempt: number) => ReturnType<Automated>>();
const attempts = new Map<string, number>();
(automations as Map<string, Automated>).set('made machine', async (input) => {
  const { person } = input as { person: string };
  attempts.set(person, (attempts.get(person) ?? 0) + 1);
  return (ways.get(person) as (attempt: number) => ReturnType<Automated>)(attempts.get(person) as number);
});
const machine = automation('made machine', {
  input: z.object({ person: personId() }),
  output: z.object({ username: z.string() }),
});
const template = hr.process(
  'made machine',
  {
    input: z.object({ person: personId(), manager: personId() }),
    subject: 'person',
    manager: 'manager',
    externalTitle: 'A new colleague',
    example: { person: '', manager: '' },
  },
  ({ person }, tools) => ({ username: tools.automation(machine, { with: { person } }).username }),
);

let org: Organisation;
let crew: Crew;
beforeAll(async () => {
  org = await madeOrganisation(template);
  crew = await Crew.start(org);
});
afterAll(async () => {
  await crew?.stop();
  await org?.close();
});

const passing = (message: string) => ApplicationFailure.create({ message, nextRetryDelay: '10 milliseconds' });

async function run(key: string, way: (attempt: number) => ReturnType<Automated>): Promise<Run> {
  ways.set(org.personId(key), way);
  const begun = await begin(org, template, { person: org.personId(key) });
  return begun;
}
const attemptsOf = (key: string) => attempts.get(org.personId(key));
const halted = (process: Run) =>
  until(async () => {
    const found = await process.process();
    return found.status === 'progress_halted' && process.task('made-machine');
  });

test('an automation that fails a few times is tried again until it succeeds, and its result is the output', async () => {
  const made = await run('noor', async (attempt) => {
    if (attempt < 4) throw passing('The directory is busy.');
    return { username: 'noor.haddad' };
  });
  await crew.ended(made.id);
  expect(await made.process()).toMatchObject({ completionReason: 'complete', output: { username: 'noor.haddad' } });
  expect(attemptsOf('noor')).toBe(4);
});

test('one that fails five times halts its process, saying why; its manager is told, and a retry goes on', async () => {
  const made = await run('nils', async (attempt) => {
    if (attempt < 6) throw passing('The directory is down.');
    return { username: 'nils.berg' };
  });
  const task = await halted(made);
  expect([task.status, task.reason, attemptsOf('nils')]).toEqual(['failed', 'The directory is down.', 5]);
  await until(async () =>
    crew.notices.some(({ processId, payload }) => processId === made.id && payload.notice === 'halted'),
  );
  await crew.restart();
  await by(org, 'marta', 'fernhill-hr', (door) => retryTask(door, task.id));
  await crew.ended(made.id);
  expect(await made.process()).toMatchObject({ completionReason: 'complete', output: { username: 'nils.berg' } });
  expect((await made.tasks()).map(({ round, status }) => [round, status])).toEqual([
    [1, 'failed'],
    [2, 'completed'],
  ]);
});

test('what can never succeed is not tried again: a refusal, and a result that is not what was promised', async () => {
  const refused = await run('nadia', async () => {
    throw new Refused('The person has left.');
  });
  expect((await halted(refused)).reason).toBe('The person has left.');
  expect(attemptsOf('nadia')).toBe(1);
  const wrong = await run('nora', async () => ({ login: 'nora.quist' }));
  expect((await halted(wrong)).reason).toMatch(
    /^"made machine" returned something else than it promises: .*\/username is missing/,
  );
  expect(attemptsOf('nora')).toBe(1);
});

test('one that is at work while the worker stops and comes back counts once', async () => {
  let release = () => {};
  const busy = new Promise<void>((resolve) => {
    release = resolve;
  });
  const made = await run('noah', async (attempt) => {
    if (attempt === 1) await busy;
    return { username: `noah ${attempt}` };
  });
  await until(async () => attemptsOf('noah') === 1);
  const resting = crew.rest();
  release();
  await resting;
  await crew.begin();
  await crew.ended(made.id);
  expect((await made.tasks()).map(({ round, status }) => [round, status])).toEqual([[1, 'completed']]);
});

test('a process called off while its automation is at work ends, and what the automation comes to changes nothing', async () => {
  let release = () => {};
  const busy = new Promise<void>((resolve) => {
    release = resolve;
  });
  const made = await run('bao', async () => {
    await busy;
    return { username: 'bao.tran' };
  });
  await until(async () => attemptsOf('bao') === 1);
  await by(org, 'helen', 'fernhill-hr', (door) => cancelProcess(door, made.id, 'He does not come.'));
  release();
  await crew.ended(made.id);
  expect((await made.process()).completionReason).toBe('withdrawn');
  expect((await made.tasks()).map(({ status, output }) => [status, output])).toEqual([['canceled', null]]);
});
