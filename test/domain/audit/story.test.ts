import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { storyOfTask } from '../../../domain/audit/story.ts';
import { cancelTask, retryTask } from '../../../domain/process/follow.ts';
import { decideApproval } from '../../../domain/task/approve.ts';
import { failTask } from '../../../domain/task/work.ts';
import type { Organisation } from '../../support/organisation.ts';
import { begin, board, by, madeOrganisation, pair, rows } from '../process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());

const storyOf = async (key: string, id: string) =>
  (await by(org, key, 'fernhill-hr', (door) => storyOfTask(door, id, undefined, 100))).map(
    ({ action, actor, changes }) => [action, actor?.name ?? null, changes],
  );

test('of an approval, whoever is asked and follows nothing reads of himself; who follows the process reads of all', async () => {
  const keys = ['marta', 'bao', 'nadia'];
  const run = await begin(org, board, { board: keys.map((key) => org.personId(key)) });
  await run.drive();
  const { id } = await run.task('budget');
  for (const key of ['bao', 'nadia']) {
    const [vote] = await rows<{ id: string }>(
      org,
      'select id from approval where task_id = $1 and approver_id = $2',
      id,
      org.personId(key),
    );
    await by(org, key, 'fernhill-hr', (door) => decideApproval(door, vote?.id as string, 'approved', `${key} agrees`));
  }
  const activated = ['activated', null, {}];
  expect(await storyOf('bao', id)).toEqual([['approved', 'Bao Tran', { reason: 'bao agrees' }], activated]);
  expect(await storyOf('helen', id)).toEqual([
    ...[
      ['approved', 'Nadia Costa', {}],
      ['approved', 'Nadia Costa', { reason: 'nadia agrees' }],
      ['approved', 'Bao Tran', { reason: 'bao agrees' }],
    ],
    activated,
  ]);
  expect(JSON.stringify(await storyOf('nadia', id))).not.toContain('Bao');
});

test('a round that stands for what was given up was never handed over; the ids of other records are not told', async () => {
  const run = await begin(org, pair);
  await run.drive();
  const { id } = await run.task('made-desk');
  await by(org, 'fatima', 'fernhill-facilities', (door) => failTask(door, id, 'No room'));
  const next = await by(org, 'helen', 'fernhill-hr', (door) => retryTask(door, id));
  await run.drive();
  await by(org, 'fatima', 'fernhill-facilities', (door) => failTask(door, next.id, 'Still none'));
  const last = await by(org, 'helen', 'fernhill-hr', (door) => cancelTask(door, next.id, 'At home'));
  expect(await storyOf('helen', id)).toEqual([
    ['retried', 'Helen Marsh', { round: 2 }],
    ['failed', null, { reason: 'No room' }],
    ['activated', null, {}],
  ]);
  expect(await storyOf('helen', next.id)).toEqual([
    ['canceled', 'Helen Marsh', { reason: 'At home' }],
    ['failed', null, { reason: 'Still none' }],
    ['activated', null, {}],
  ]);
  expect(await storyOf('helen', last.id)).toEqual([]);
  // How the owner goes on after it failed is not the provider's to know.
  const theirs = await by(org, 'fatima', 'fernhill-facilities', (door) => storyOfTask(door, id, undefined, 100));
  expect(theirs.map(({ action }) => action)).toEqual(['failed', 'activated']);
});
