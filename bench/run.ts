import { setTimeout as pause } from 'node:timers/promises';
import { migrate } from '../migrations/migrate.ts';
import { workflowIdOf } from '../relay/engine.ts';
import { inboxTimes } from './backlog.ts';
import { makeCast } from './cast.ts';
import { timerLateness } from './clocks.ts';
import { cpuPer, readCpu, total } from './cpu.ts';
import { databaseBytes, durability, type Gauge, openGauge, read, temporalBytes } from './database.ts';
import { deadlines } from './deadlines.ts';
import { percentile, print, rounded } from './figures.ts';
import { openFloor, type Shape } from './floor/floor.ts';
import { load, quiet } from './load.ts';
import { closedLoop, type Lap, perSecond } from './loop.ts';
import { nextTaskVisible } from './next-task.ts';
import { openClocks, printCost } from './open-clocks.ts';
import type { Options } from './options.ts';
import { type Observer, openClients, openObserver } from './product.ts';
import { type BenchStack, temporalFile } from './stack.ts';
import { walls } from './walls.ts';

/** Takes every figure once, printing each as soon as it is known. Floor and product take turns on the same servers. */
export async function run(
  options: Options,
  stack: BenchStack,
  say: (line: string) => void,
  stopping: AbortSignal,
): Promise<void> {
  const most: Lap = { processes: options.processes, seconds: options.loading };
  const half: Lap = { processes: Math.ceil(most.processes / 2), seconds: most.seconds / 2 };
  const warmUp: Lap = { processes: 8, seconds: 60 };
  await migrate(stack.databaseUrls.migrator, stack.secrets.secret);
  const [floor, product, cast] = await Promise.all([
    openFloor(stack.temporalAddress, stack.namespace),
    stack.startProduct(),
    makeCast(stack.databaseUrls.migrator),
  ]);
  const gauge = await openGauge(stack);
  const pids = () => ({ ...stack.pids(), ...product.pids() }) as { readonly [part: string]: number };
  const work = await openClients(product.url, cast, gauge);
  const observer = await openObserver(product.url, cast);
  try {
    const settings = { durability: await durability(gauge, temporalFile(stack)) };
    say('The product is up: 24 accounts, 8 clients signed in');
    const onFloor = async (shape: Shape, lap: Lap) => {
      const before = readCpu(pids());
      const run = await floor.run(shape, lap, stopping);
      const cpuMs = total(cpuPer(run.processes, before, readCpu(pids())));
      return { ...run, cpuMs };
    };
    await floor.run('sparse', warmUp, stopping);
    await closedLoop(warmUp, work, stopping);
    say('Warmed up');

    const sparseBefore = await onFloor('sparse', half);
    say(`Floor, first half of sparse: ${rounded(perSecond(sparseBefore))} processes/s`);
    await quiet(pids, stopping);
    const idle = await nextTaskVisible(observer, options.alone, () => false, stopping);
    print('next_task_visible_idle_p50_ms', percentile(idle, 0.5), { samples: idle.length });

    const loaded = await load(most, work, observer, gauge, pids, stopping);
    const ended = Date.now();
    const cpu = cpuPer(loaded.processes, ...loaded.cpu);
    print('processes_per_s_product', perSecond(loaded.lap), { n: loaded.lap.processes, ...settings });
    print('cpu_ms_per_process', total(cpu), { parts: cpu, drainSeconds: rounded(loaded.drainSeconds) });
    print('next_task_visible_loaded_p95_ms', percentile(loaded.visible, 0.95), {
      samples: loaded.visible.length,
      p50: rounded(percentile(loaded.visible, 0.5)),
    });
    print('wal_bytes_per_process', loaded.wal / loaded.processes);

    const sparse = [sparseBefore, await onFloor('sparse', half)];
    const ofSparse = {
      n: sparse.reduce((sum, lap) => sum + lap.processes, 0),
      cpuMs: rounded(sparse.reduce((sum, lap) => sum + lap.cpuMs / 2, 0)),
      events: await floor.events('sparse'),
    };
    print('processes_per_s_sparse', perSecond(...sparse), { ...ofSparse, ...settings });
    print('ratio_to_sparse', perSecond(loaded.lap) / perSecond(...sparse));
    const naive = await onFloor('naive', most);
    const ofNaive = { n: naive.processes, cpuMs: rounded(naive.cpuMs), events: await floor.events('naive') };
    print('processes_per_s_naive', perSecond(naive), { ...ofNaive, ...settings });
    // PostgreSQL's sessions report what they wrote at most ten seconds late.
    await pause(Math.max(0, ended + 10_500 - Date.now()));
    print('rows_per_process', ((await read(gauge)).rows - loaded.before.rows) / loaded.processes);
    print('events_per_process', await floor.historyLength(await someOver(gauge)));

    const [bytes, parts] = await bytesOpen(stack, observer, gauge, options.kept, () => quiet(pids, stopping));
    print('bytes_per_open_process', bytes, { parts });
    say('Clocks run out');
    const late = await timerLateness(observer, gauge, options.drilled, stopping);
    print('timer_late_p95_ms', percentile(late, 0.95), { samples: late.length, p50: rounded(percentile(late, 0.5)) });
    say(`Opening ${options.clocks.toLocaleString('en')} clocks`);
    const settled = () => quiet(pids, stopping);
    printCost(await openClocks(observer, gauge, temporalFile(stack), options.clocks, pids, settled, stopping));
    say('They are open');
    const small = await inboxTimes(observer, gauge, 500, options.requests, stopping);
    print('inbox_p50_ms_500_open', small.p50);
    say('Filling one inbox with 5,000 tasks');
    const large = await inboxTimes(observer, gauge, 5000, options.requests, stopping);
    print('inbox_p50_ms_5000_open', large.p50, { growth: rounded(large.p50 / small.p50) });
    print('inbox_p95_ms_5000_open', large.p95);
    say(`Making ${options.crowd.tasks.toLocaleString('en')} tasks in ${options.crowd.accounts} accounts`);
    const { walled, unwalled, bare } = await walls(stack, gauge, options.crowd, options.requests);
    const asked = { walled: rounded(walled), unwalled: rounded(unwalled), bare: rounded(bare), ...options.crowd };
    print('inbox_to_unwalled_ratio', walled / unwalled, asked);
    print('inbox_to_bare_ratio', walled / bare, asked);
    const { product: counted, plain } = deadlines(options.deadlines);
    print('deadlines_per_s', counted, { plain: rounded(plain) });
    print('deadlines_to_plain_ratio', counted / plain);
  } finally {
    work.close();
    observer.session.close();
    await gauge.close();
    await floor.close();
  }
}

/** Workflows of processes of the load, the latest. */
async function someOver(gauge: Gauge): Promise<string[]> {
  const rows = await gauge.query<{ id: string }>(
    `select id from process where status = 'completed' order by started_at desc limit 20`,
  );
  return rows.map(({ id }) => workflowIdOf(id));
}

/** What so many processes that are open and rest take in the stores, each. */
async function bytesOpen(
  stack: BenchStack,
  { start }: Observer,
  gauge: Gauge,
  processes: number,
  settled: () => Promise<void>,
): Promise<[number, { readonly postgres: number; readonly temporal: number }]> {
  const read = async () => ({ postgres: await databaseBytes(gauge), temporal: temporalBytes(temporalFile(stack)) });
  const before = await read();
  for (let started = 0; started < processes; started++) await start('bench-onboarding');
  await settled();
  const after = await read();
  const postgres = Math.round((after.postgres - before.postgres) / processes);
  const temporal = Math.round((after.temporal - before.temporal) / processes);
  return [postgres + temporal, { postgres, temporal }];
}
