import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../domain/id.ts';
import { begin, madeOrganisation, pair, rows } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';
import { Crew, type CrewOptions } from './crew.ts';

let org: Organisation;
let crew: Crew | undefined;
beforeAll(async () => {
  org = await madeOrganisation();
});
afterAll(() => org?.close());
afterEach(async () => {
  await crew?.stop();
  await rows(org, 'delete from outbox');
});

const put = (kind: string, payload: object, processId: string | null = null, count = 1) =>
  rows(
    org,
    'insert into outbox (id, kind, account_id, process_id, payload) select unnest($1::uuid[]), $2, $3, $4, $5',
    Array.from({ length: count }, newId),
    kind,
    org.accountId('fernhill-hr'),
    processId,
    payload,
  );
const waiting = async (kind: string) => (await rows(org, 'select 1 from outbox where kind = $1', kind)).length;
const activated = async () => {
  const run = await begin(org, pair);
  return until(async () => (await run.task('made-login')).status === 'assigned' && run);
};

const queues: readonly (readonly [string, NonNullable<CrewOptions['enqueue']>])[] = [
  [
    'is down',
    async () => {
      throw new Error('There is no queue.');
    },
  ],
  ['never answers', () => new Promise(() => {})],
];
test.each(queues)('a queue that %s holds up no process, and no stop; its notices wait', async (_, enqueue) => {
  await put('notice', { notice: 'assigned' }, null, 250);
  crew = await Crew.start(org, { enqueue });
  await activated();
  expect(await waiting('notice')).toBe(251);
  await until(async () => (await waiting('start')) === 0);
});

test('notices that waited for the queue are put in it once each', async () => {
  await put('notice', { notice: 'assigned' }, null, 450);
  let down = true;
  const got: string[] = [];
  crew = await Crew.start(org, {
    enqueue: async (entries) => {
      if (down) throw new Error('There is no queue.');
      got.push(...entries.map(({ id }) => id));
    },
  });
  await until(async () => crew?.warnings.some((warning) => warning.includes('the queue')));
  down = false;
  await until(async () => (await waiting('notice')) === 0);
  expect([got.length, new Set(got).size]).toEqual([450, 450]);
});

test('a process that Temporal refuses holds up no other', async () => {
  const refused = newId();
  // Longer than a search attribute may be.
  await put('start', { template: 'x'.repeat(100_000), subject: org.personId('noor') }, refused);
  crew = await Crew.start(org);
  await activated();
  await until(async () => (await rows(org, 'select 1 from outbox')).length === 1);
  expect(await rows(org, 'select process_id from outbox')).toEqual([{ process_id: refused }]);
});

test('one relay tells at a time; when it stops another takes over', async () => {
  crew = await Crew.start(org);
  await activated();
  const other = crew.relayAnew();
  await activated();
  const twice = crew.notices.map(({ id }) => id);
  expect(new Set(twice).size).toBe(twice.length);
  await crew.rest();
  await crew.begin();
  await activated();
  await other.stop();
  await activated();
});

test('a relay that loses its connection goes on with another', async () => {
  crew = await Crew.start(org);
  await activated();
  const holders = await rows(
    org,
    `select pg_terminate_backend(pid) from pg_locks join pg_database on pg_database.oid = database
      where locktype = 'advisory' and datname = current_database()`,
  );
  expect(holders).toHaveLength(1);
  await activated();
});
