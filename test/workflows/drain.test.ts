import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { acceptTask } from '../../domain/task/work.ts';
import { foreseeEnd } from '../../domain/trust/foresee.ts';
import { revokeTrust } from '../../domain/trust/revoke.ts';
import { pair, rows, trustAnew } from '../domain/process-made.ts';
import { type Between, between, many } from '../domain/trust/between.ts';
import { keepHistory } from '../histories/corpus.ts';
import { engine, until } from '../support/engine.ts';

// ACCORD_TEST_HISTORIES=write keeps what this comes to as a history to be replayed.
const write = process.env.ACCORD_TEST_HISTORIES === 'write';
let both: Between;
let running: Awaited<ReturnType<typeof engine>>;
beforeAll(async () => {
  both = await between();
  running = await engine(both.org);
}, 120_000);
afterAll(async () => {
  await running?.stop();
  await both?.org.close();
});

const ended = () =>
  until(async () => {
    const seen = await both.seen();
    return seen.end?.done && seen;
  }, 30);

test('what was open is given back by a workflow of the trust, part after part, and its processes halt', async () => {
  const run = await both.begin(pair);
  await many(both, (await run.task('made-desk')).id, 450);
  const { tasks } = await both.x((door) => foreseeEnd(door, both.trust));
  expect(tasks).toEqual([{ status: 'assigned', number: 452 }]);
  await both.x((door) => revokeTrust(door, both.trust));
  expect(await ended()).toMatchObject({ status: 'revoked', end: { toReturn: 452, returned: 452 } });
  await until(async () => {
    const [row] = await rows<{ status: string }>(both.org, 'select status from process where id = $1', run.id);
    return row?.status === 'progress_halted';
  });
  const failed = await rows(
    both.org,
    `select 1 from audit where account_id = $1 and record_kind = 'task' and action = 'failed'`,
    both.xViewer.accountId,
  );
  expect(failed).toHaveLength(452);
  const handle = running.client.workflow.getHandle(`drain/${both.trust}`);
  await handle.result();
  if (write) keepHistory('drain.handed-back', handle.workflowId, await handle.fetchHistory());
}, 60_000);

test('what was begun is waited for, and the trust ends when its time has come', async () => {
  await trustAnew(both.org, 'brightwire', 'oakline');
  const [row] = await rows<{ id: string }>(
    both.org,
    `select id from trust where trusting_id = $1 and trusted_id = $2 and status = 'accepted'`,
    both.xViewer.accountId,
    both.yViewer.accountId,
  );
  both.trust = row?.id as string;
  const run = await both.begin(pair);
  const desk = (await run.task('made-desk')).id;
  await both.y((door) => acceptTask(door, desk));
  await both.y((door) => revokeTrust(door, both.trust, { how: 'finish', until: new Date(Date.now() + 4_000) }));
  await until(async () => (await run.task('made-login')).status === 'failed');
  expect([(await both.seen()).status, (await run.task('made-desk')).status]).toEqual(['accepted', 'accepted']);
  expect(await ended()).toMatchObject({ status: 'revoked', end: { how: 'finish', toReturn: 2, returned: 2 } });
  expect((await run.task('made-desk')).status).toBe('failed');
  const handle = running.client.workflow.getHandle(`drain/${both.trust}`);
  await handle.result();
  if (write) keepHistory('drain.waited', handle.workflowId, await handle.fetchHistory());
}, 60_000);
