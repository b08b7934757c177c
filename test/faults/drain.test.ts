import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { revokeTrust } from '../../domain/trust/revoke.ts';
import { pair, rows } from '../domain/process-made.ts';
import { type Between, between, many } from '../domain/trust/between.ts';
import { until } from '../support/engine.ts';
import { Plant } from './plant.ts';

let both: Between;
let plant: Plant;
beforeAll(async () => {
  both = await between();
  plant = await Plant.open(both.org.database);
}, 120_000);
afterAll(async () => {
  await plant?.stop();
  await both?.org.close();
}, 60_000);

test('killing the worker while a trust gives back its open work loses none of it and gives none back twice', async () => {
  const run = await both.begin(pair);
  await many(both, (await run.task('made-desk')).id, 600);
  await both.x((door) => revokeTrust(door, both.trust));
  const returned = async () => (await both.seen()).end?.returned ?? 0;
  await until(async () => (await returned()) >= 100, 60);
  await plant.crash('worker');
  const seen = await until(async () => {
    const now = await both.seen();
    return now.end?.done && now;
  }, 120);
  expect(seen.end).toMatchObject({ toReturn: 602, returned: 602 });
  const told = await rows<{ times: string; tasks: string }>(
    both.org,
    `select times, count(*) as tasks from (select count(*) as times from audit
       where account_id = $1 and record_kind = 'task' and action = 'failed' group by record_id) each group by times`,
    both.xViewer.accountId,
  );
  expect(told).toEqual([{ times: '1', tasks: '602' }]);
  expect(await rows(both.org, 'select 1 from withheld')).toEqual([]);
  expect(plant.kills.worker).toBe(1);
  expect(plant.fell).toEqual([]);
}, 300_000);
