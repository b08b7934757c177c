import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { updateOffering } from '../../domain/service/offerings.ts';
import { recountTasks } from '../../domain/service/recount.ts';
import { waitTask } from '../../domain/task/work.ts';
import type { Calendar } from '../../plan/plan.ts';
import { begin, by, madeOrganisation, pair, type Run, rows } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';
import { Crew } from './crew.ts';

let org: Organisation;
let crew: Crew;
beforeAll(async () => {
  org = await madeOrganisation();
  crew = await Crew.start(org);
});
afterAll(async () => {
  await crew?.stop();
  await org?.close();
});

const week = (...hours: readonly (readonly [number, number])[]): Calendar => ({
  zone: 'Europe/Amsterdam',
  week: Array.from({ length: 7 }, () => hours),
  holidays: [],
});
const always = week([0, 1440]);
const aMinuteADay = week([0, 1]);

const login = async (run: Run) => run.task('made-login');
async function activated(): Promise<Run> {
  const run = await begin(org, pair);
  await until(async () => (await login(run)).status === 'assigned');
  return run;
}
/** By the administrator of the account that does it. */
async function edit(run: Run, calendar: Calendar): Promise<void> {
  const { offeringId } = await login(run);
  await by(org, 'imran', 'fernhill-it', (door) => updateOffering(door, offeringId as string, { calendar }));
}
const breachesAt = async (run: Run) => (await login(run)).clocks?.complete?.breachesAt as string;
const timerAt = async (run: Run) =>
  (await rows<{ at: Date | null }>(org, 'select timer_at as at from process where id = $1', run.id))[0]?.at?.getTime();
const recounted = (id: string) =>
  rows<{ changes: object }>(
    org,
    `select changes from audit where record_id = $1 and action = 'recounted' order by id`,
    id,
  );

test('work under way counts in the hours of its provider as they are edited, and its workflow wakes by them', async () => {
  const run = await activated();
  await edit(run, always);
  const started = Date.parse((await login(run)).activatedAt!.toISOString());
  await until(async () => (await breachesAt(run)) === new Date(started + 8 * 3_600_000).toISOString());
  const task = await login(run);
  expect(task.target?.getTime()).toBe(started + 4 * 3_600_000);
  // The respond clock warns after three of four hours: nothing of the process is to be told earlier.
  await until(async () => (await timerAt(run)) === started + 3 * 3_600_000);
  const before = await breachesAt(run);

  await edit(run, aMinuteADay);
  await until(async () => (await breachesAt(run)) > new Date(started + 100 * 86_400_000).toISOString());
  await until(async () => (await recounted(task.id)).length === 2);
  const [, last] = await recounted(task.id);
  expect(last?.changes).toMatchObject({ before: { complete: before }, after: { complete: await breachesAt(run) } });
});

test('a clock that stands still counts what it used in the new hours when it goes on', async () => {
  const run = await activated();
  const { id } = await login(run);
  await by(org, 'ida', 'fernhill-it', (door) => waitTask(door, id, { for: 'customer', reason: 'no answer' }));
  await edit(run, always);
  await until(async () => (await rows(org, `select 1 from outbox where kind = 'recount'`)).length === 0);
  expect(await breachesAt(run)).toBeUndefined();
  expect(await recounted(id)).toEqual([]);
  const stopped = await login(run);
  await by(org, 'ida', 'fernhill-it', (door) => waitTask(door, id, { for: 'other', reason: 'a part' }));
  const [stop] = (await login(run)).clocks!.complete!.stops;
  const used = Date.parse(stop!.from) - stopped.activatedAt!.getTime();
  expect(await breachesAt(run)).toBe(new Date(Date.parse(stop!.to!) + 8 * 3_600_000 - used).toISOString());
});

test('all open work of the offering is counted, one part after the other, and none of other offerings', async () => {
  const runs: Run[] = [];
  for (let n = 0; n < 12; n++) runs.push(await begin(org, pair));
  const logins = () => Promise.all(runs.map(login));
  await until(async () => (await logins()).every(({ status }) => status === 'assigned'));
  const desks = () => Promise.all(runs.map(async (run) => (await run.task('made-desk')).clocks));
  const before = await desks();
  const offeringId = (await logins())[0]?.offeringId as string;
  const calendar = JSON.stringify(week([60, 120]));
  await rows(org, 'update service_offering set calendar = $1 where id = $2', calendar, offeringId);
  await recountTasks(org.workerStore, org.accountId('fernhill-it'), offeringId, null, [], 5);
  const told = async () => (await Promise.all((await logins()).map(({ id }) => recounted(id)))).flat().length;
  await until(async () => (await told()) === runs.length);
  expect(await desks()).toEqual(before);
});

test('hours that change on a later day move only the deadlines beyond it', async () => {
  const run = await activated();
  await edit(run, aMinuteADay);
  await until(async () => (await recounted((await login(run)).id)).length === 1);
  const { id, clocks: before } = await login(run);
  // 4 hours a minute a day are used after some 240 days, 8 after some 480.
  const from = new Date(Date.parse(before!.respond!.breachesAt!) + 30 * 86_400_000).toISOString().slice(0, 10);
  await edit(run, { ...aMinuteADay, later: [{ from, week: always.week }] });
  await until(async () => (await recounted(id)).length === 2);
  const after = (await login(run)).clocks;
  expect(after!.respond!.breachesAt).toBe(before!.respond!.breachesAt);
  expect(after!.complete!.breachesAt!.slice(0, 10)).toBe(from);
  const [, { changes }] = (await recounted(id)) as [unknown, { changes: { before: object; after: object } }];
  expect(changes.before).toEqual({ ...changes.after, complete: before!.complete!.breachesAt });
});
