import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { ClockLedger } from '../../migrations/0023-clock-ledger.ts';
import { look } from '../../plan/clock.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, madeOrganisation, pair, type Run } from './process-made.ts';

let org: Organisation;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(async () => org?.close());

/** As it was stored before clocks warned at more than one percent. */
const old = (more: object) => ({
  budget: 240,
  startedAt: '2027-03-01T08:00:00.000Z',
  stops: [],
  warnsAt: '2027-03-01T11:00:00.000Z',
  breachesAt: '2027-03-01T12:00:00.000Z',
  ...more,
});

test('clocks stored before go on as they were: what they told is told, what they foresaw is still to come', async () => {
  const run: Run = await begin(org, pair);
  await run.drive();
  const { id } = await run.task('made-login');
  const clocks = {
    respond: old({ warnedAt: '2027-03-01T11:00:00.000Z' }),
    complete: old({}),
    dueSoon: { at: '2027-03-05T08:00:00.000Z' },
  };
  const owner = new pg.Client({ connectionString: org.database.ownerUrl });
  await owner.connect();
  try {
    await owner.query('update task set clocks = $2 where id = $1', [id, clocks]);
    const migration = new ClockLedger(undefined as never, undefined as never);
    await migration.up();
    for (const query of migration.getQueries()) await owner.query(String(query));
  } finally {
    await owner.end();
  }
  const { respond, complete, dueSoon } = (await run.task('made-login')).clocks!;
  expect(dueSoon).toEqual(clocks.dueSoon);
  expect(respond).toMatchObject({ warnings: [{ percent: 75, at: '2027-03-01T11:00:00.000Z', passed: true }] });
  const late = '2027-03-02T08:00:00.000Z';
  expect(look(respond!, late).events.map(({ event }) => event)).toEqual(['breached']);
  expect(look(complete!, late).events.map(({ event }) => event)).toEqual(['warned', 'breached']);
});
