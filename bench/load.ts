import { setTimeout as pause } from 'node:timers/promises';
import { type Cpu, readCpu, total } from './cpu.ts';
import { type Gauge, type Reading, read } from './database.ts';
import { closedLoop, type Lap, type Work } from './loop.ts';
import { nextTaskVisible } from './next-task.ts';
import type { Observer, Row } from './product.ts';
import { waves } from './shape.ts';

export type Load = {
  readonly lap: Lap;
  /** How many processes, those of the observer included. */
  readonly processes: number;
  /** ms, as the observer saw them meanwhile. */
  readonly visible: readonly number[];
  /** By part, before and after; after, all that was to be told has been told. */
  readonly cpu: readonly [Cpu, Cpu];
  readonly before: Reading;
  readonly wal: number;
  /** What was left to do once the last process was over, such as mails. */
  readonly drainSeconds: number;
};

/** The whole load on the product, with the observer looking on. */
export async function load(
  most: Lap,
  work: Work<Row>,
  observer: Observer,
  gauge: Gauge,
  pids: () => { readonly [part: string]: number },
  stopping: AbortSignal,
): Promise<Load> {
  await quiet(pids, stopping);
  const before = await read(gauge);
  const cpuBefore = readCpu(pids());
  let over = false;
  const looking = nextTaskVisible(observer, Number.POSITIVE_INFINITY, () => over, stopping);
  const loading = closedLoop(most, work, stopping).finally(() => {
    over = true;
  });
  // Both are waited for before either's failure is told, so that none is left under way.
  await Promise.allSettled([looking, loading]);
  const [visible, lap] = await Promise.all([looking, loading]);
  const drained = performance.now();
  await quiet(pids, stopping);
  const after = await read(gauge);
  return {
    lap,
    processes: lap.processes + visible.length / (waves.length - 1),
    visible,
    cpu: [cpuBefore, readCpu(pids())],
    before,
    wal: after.wal - before.wal,
    drainSeconds: (performance.now() - drained) / 1000,
  };
}

/** Waits until the servers have nothing left to do: less than a tenth of a processor over half a second. */
export async function quiet(pids: () => { readonly [part: string]: number }, stopping: AbortSignal): Promise<void> {
  const used = () => total({ ...readCpu(pids()), clients: 0 });
  const until = Date.now() + 30_000;
  for (let before = used(); ; ) {
    stopping.throwIfAborted();
    await pause(500);
    const now = used();
    if (now - before < 50 || Date.now() > until) return;
    before = now;
  }
}
