import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { retryTask } from '../../domain/process/follow.ts';
import type { Door } from '../../domain/store.ts';
import { completeTask } from '../../domain/task/work.ts';
import { Trust } from '../../domain/trust/trust.entity.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, by, madeOrganisation, noticesOf, pair, rows, trustAnew } from './process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());

const helen = <T>(act: (door: Door) => Promise<T>) => by(org, 'helen', 'fernhill-hr', act);
const ida = <T>(act: (door: Door) => Promise<T>) => by(org, 'ida', 'fernhill-it', act);
const handed = { username: 'noor.haddad', place: 'remote' };

test('a trust that ends between planning and activation halts the process at the task; after a new trust a retry goes on', async () => {
  const run = await begin(org, pair);
  const hugo = <T>(act: (door: Door) => Promise<T>) => by(org, 'hugo', 'fernhill-hr', act);
  await hugo(async ({ em, now }) =>
    (await em.findOneOrFail(Trust, { trustedId: org.accountId('fernhill-it'), status: 'accepted' })).revoke(now),
  );
  await run.drive();
  const task = await run.task('made-login');
  expect([task.status, task.reason, task.assignedAccountId]).toEqual([
    'failed',
    'The trust with the account that should do this has ended.',
    null,
  ]);
  expect((await run.process()).status).toBe('progress_halted');
  expect(await noticesOf(org, run, 'halted')).toHaveLength(1);
  expect(await rows(org, 'select 1 from visibility where record_id = $1', task.id)).toEqual([]);

  // Nothing has changed: it halts again, and is said again.
  await helen((door) => retryTask(door, task.id));
  await run.drive();
  expect((await run.task('made-login')).status).toBe('failed');
  expect(await noticesOf(org, run, 'halted')).toHaveLength(2);

  await trustAnew(org, 'fernhill-it');
  await helen(async (door) => retryTask(door, (await run.task('made-login')).id));
  await run.drive();
  const again = await run.task('made-login');
  expect([again.round, again.status]).toEqual([3, 'assigned']);
  await ida((door) => completeTask(door, again.id, handed));
});

const places = (row: object) =>
  Object.keys(row)
    .map((_, index) => `$${index + 1}`)
    .join(', ');

test.each([
  ['trust_team', 'The account that should do this no longer allows assignments to its team.'],
  ['trust_offering', 'The account that should do this no longer offers it to you.'],
])('the end of the %s alone does the same', async (table, reason) => {
  const run = await begin(org, pair);
  const kept = await rows<Record<string, string>>(
    org,
    `delete from ${table} x using trust t where t.id = x.trust_id and t.status = 'accepted' and t.trusted_id = $1 returning x.*`,
    org.accountId('fernhill-facilities'),
  );
  await run.drive();
  expect(await run.task('made-desk')).toMatchObject({ status: 'failed', reason });
  expect((await run.task('made-login')).status).toBe('assigned');
  for (const row of kept) {
    await rows(
      org,
      `insert into ${table} (${Object.keys(row).join(', ')}) values (${places(row)})`,
      ...Object.values(row),
    );
  }
});

test('an offer that ends with its last day does the same', async () => {
  const run = await begin(org, pair);
  await rows(org, `update service_offering set ends_on = current_date where name = 'made desk'`);
  await run.drive(new Date(Date.now() + 3 * 86_400_000));
  expect((await run.task('made-desk')).reason).toMatch(/^The offer "made desk" is not valid on \d{4}-\d\d-\d\d\.$/);
  await rows(org, `update service_offering set ends_on = null where name = 'made desk'`);
});
