import pg from 'pg';
import { closePeriod } from '../../domain/agreement/close.ts';
import { reportOf } from '../../domain/agreement/report.ts';
import { canonical } from '../../domain/audit/canonical.ts';
import { Store } from '../../domain/store.ts';
import type { Json } from '../../plan/plan.ts';
import { type Figures, type Report, verifyReport } from '../../plan/report.ts';
import { freshDatabase } from '../stack/database.ts';
import { fromStack } from '../stack/stack.ts';
import { expectedFigures } from './oracle.ts';
import { type Planted, plant, spoil } from './rows.ts';
import { someWorld, type World } from './spec.ts';

export type Compared = {
  readonly worlds: number;
  readonly reports: number;
  /** Reports in which something was withheld from the reader. */
  readonly withheld: number;
  readonly decided: number;
  readonly closed: number;
  /** What was not as it should be: at most a few. */
  readonly divergences: readonly string[];
};
export type Run = { readonly seed: number; readonly worlds: number; readonly progress?: (so: Compared) => void };

/**
 * Has both parties of random agreements read what those came to. All readers get the same figures to the byte, they are those of the
 * oracle, and every report holds when it is counted anew; what is closed stays so, though all beneath it be changed.
 */
export async function compareReports({ seed, worlds, progress }: Run): Promise<Compared> {
  const database = await freshDatabase();
  const store = await Store.open(database.urls.api, { secret: fromStack('SECRET') });
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query('set session_replication_role = replica');
  const so = { worlds: 0, reports: 0, withheld: 0, decided: 0, closed: 0, divergences: [] as string[] };
  try {
    for (let n = 0; n < worlds && so.divergences.length < 10; n++) {
      const world = someWorld(seed + n, Date.now());
      const planted = await plant(client, world);
      await compareWorld(store, client, world, planted, so);
      so.worlds++;
      progress?.(so);
    }
    return so;
  } finally {
    await client.end();
    await store.close();
    await database.drop();
  }
}

type Counts = { -readonly [K in keyof Omit<Compared, 'divergences'>]: number } & { readonly divergences: string[] };

async function compareWorld(
  store: Store,
  client: pg.Client,
  world: World,
  planted: Planted,
  so: Counts,
): Promise<void> {
  const [frozen, parts]: [Report[], Figures[]] = [[], []];
  for (const [index, days] of world.periods.entries()) {
    const reports = await readAll(store, planted, days);
    const expected = expectedFigures(world, planted.tasks, planted.agreement, days, Date.parse(reports[0]!.countedAt));
    judge(world, reports, expected, so);
    parts.push(reports[0]!.figures);
    // The first has ended in every world; the next one goes on in some.
    if (index > 0 || world.seed % 3 > 0) continue;
    const [provider, customer] = planted.readers;
    await store.as(world.seed % 2 ? provider! : customer!, (door) => closePeriod(door, planted.agreement, days));
    so.closed++;
    frozen.push(reports[0]!);
  }
  const [first, second, both] = parts.map(addable) as [number[], number[], number[]];
  if (first.some((amount, at) => amount + second[at]! !== both[at]))
    so.divergences.push(`world ${world.seed}: ${first} and ${second} do not add up to ${both}`);
  if (frozen.length === 0) return;
  await spoil(client, planted);
  for (const { period, figures } of frozen)
    judge(world, await readAll(store, planted, period), figures as unknown as Json, so);
}

/** What counts once, wherever a year is cut into months. */
const addable = ({ ended, goals }: Figures) => [
  ...Object.values(ended),
  ...Object.values(goals).flatMap(({ kept, broken, undecided, bestEffort, milliseconds: { provider, customer } }) => [
    ...[kept, broken, undecided, bestEffort, provider],
    ...Object.values(customer),
  ]),
];

async function readAll(
  store: Store,
  { agreement, readers }: Planted,
  days: World['periods'][number],
): Promise<Report[]> {
  const reports: Report[] = [];
  for (const reader of readers) {
    const report = await store.as(reader, (door) => reportOf(door, agreement, days));
    // As it is sent and kept: what JSON does not hold is gone.
    reports.push(JSON.parse(JSON.stringify(report)));
  }
  return reports;
}

function judge({ seed }: World, reports: readonly Report[], expected: Json, so: Counts): void {
  const [first] = reports as [Report];
  const note = (what: string) =>
    so.divergences.push(`world ${seed}, ${first.period.from} to ${first.period.to}: ${what}`);
  for (const [index, report] of reports.entries()) {
    so.reports++;
    if (report.withheld.tasks > 0) so.withheld++;
    if (JSON.stringify(report.figures) !== JSON.stringify(first.figures)) note(`reader ${index} is told other figures`);
    if (report.hash !== first.hash) note(`reader ${index} is told another hash`);
    if (report.withheld.tasks + report.tasks.length !== report.figures.tasks) note(`reader ${index} lacks tasks`);
    for (const difference of verifyReport(report).differences) note(`reader ${index}: ${difference}`);
  }
  so.decided += Object.values(first.figures.attainment).reduce((sum, { of }) => sum + of, 0);
  const [is, right] = [canonical(first.figures as unknown as Json), canonical(expected)];
  if (is !== right) note(`the figures are ${is}, right is ${right}`);
}
