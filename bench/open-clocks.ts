import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { type Gauge, temporalBytes } from './database.ts';
import { print, rounded } from './figures.ts';
import type { Observer } from './product.ts';

/** What one more open clock costs, on the average of many. Memory is what stays resident once all rests. */
export type ClockCost = {
  readonly rows: number;
  readonly bytes: { readonly postgres: number; readonly temporal: number; readonly history: number };
  /** Of the task's row, the clock alone. */
  readonly ofRow: number;
  readonly timers: number;
  readonly memory: { readonly worker: number; readonly temporal: number; readonly api: number };
};
type Pids = () => { readonly [part: string]: number };

/** As many as the processes of an onboarding have. */
const tasksEach = 10;

/**
 * Starts processes through the API until so many tasks are open, each with a clock that runs, and lets all rest.
 * @param temporalFile where the Temporal server keeps its histories
 */
export async function openClocks(
  { start }: Observer,
  gauge: Gauge,
  temporalFile: string,
  clocks: number,
  pids: Pids,
  settled: () => Promise<void>,
  stopping: AbortSignal,
): Promise<ClockCost> {
  await settled();
  const before = await take(gauge, temporalFile, pids());
  const items = Array.from({ length: tasksEach }, (_, n) => `item ${n}`);
  for (let started = 0; started < clocks; started += tasksEach) {
    stopping.throwIfAborted();
    await start('bench-clocks', { items });
  }
  while ((await open(gauge)).clocks < clocks) {
    stopping.throwIfAborted();
    await pause(50);
  }
  await settled();
  const after = await take(gauge, temporalFile, pids());
  const each = (what: (taken: Taken) => number) => (what(after) - what(before)) / clocks;
  return {
    rows: each(({ rows }) => rows),
    bytes: {
      postgres: each(({ postgres }) => postgres),
      temporal: each(({ temporal }) => temporal),
      history: each(({ history }) => history),
    },
    ofRow: (await open(gauge)).bytes,
    timers: each(({ timers }) => timers),
    memory: {
      worker: each(({ memory }) => memory.worker ?? 0),
      temporal: each(({ memory }) => memory.temporal ?? 0),
      api: each(({ memory }) => memory.api ?? 0),
    },
  };
}

/** The figures of it. */
export function printCost({ rows, bytes, ofRow, timers, memory }: ClockCost): void {
  const { postgres, temporal } = bytes;
  print('open_clock_rows', rows);
  print('open_clock_bytes', postgres + temporal, { parts: shown(bytes), clockInRow: rounded(ofRow) });
  print('open_clock_timers', timers);
  print('open_clock_memory_bytes', memory.worker + memory.temporal, { parts: shown(memory) });
}

const shown = (parts: { readonly [part: string]: number }) =>
  Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, rounded(value)]));

type Taken = {
  readonly rows: number;
  readonly postgres: number;
  readonly temporal: number;
  readonly history: number;
  readonly timers: number;
  readonly memory: { readonly [part: string]: number };
};

async function take({ query }: Gauge, temporalFile: string, pids: ReturnType<Pids>): Promise<Taken> {
  const tables = await query<{ name: string; bytes: string }>(
    `select format('%I.%I', schemaname, tablename) as name, pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass) as bytes
     from pg_tables where schemaname in ('public', 'bullmq')`,
  );
  const counts = tables.map(({ name }) => `(select count(*) from ${name})`).join(' + ');
  const [counted] = await query<{ rows: string }>(`select ${counts} as rows`);
  const db = new DatabaseSync(temporalFile, { readOnly: true });
  const sum = (sql: string) => Number(Object.values(db.prepare(sql).get() ?? {})[0]);
  try {
    return {
      rows: Number(counted?.rows),
      postgres: tables.reduce((all, { bytes }) => all + Number(bytes), 0),
      temporal: temporalBytes(temporalFile),
      history: sum('select coalesce(sum(length(data)), 0) from history_node'),
      timers: sum('select count(*) from timer_info_maps'),
      memory: Object.fromEntries(Object.entries(pids).map(([part, pid]) => [part, residentBytes(pid)])),
    };
  } finally {
    db.close();
  }
}

async function open({ query }: Gauge): Promise<{ readonly clocks: number; readonly bytes: number }> {
  const [row] = await query<{ clocks: string; bytes: string | null }>(
    `select count(*) as clocks, avg(pg_column_size(t.clocks)) as bytes from task t join process p on p.id = t.process_id
     where p.template = 'bench-clocks' and t.clocks -> 'complete' ? 'breachesAt' and t.finished_at is null`,
  );
  return { clocks: Number(row?.clocks), bytes: Number(row?.bytes) };
}

const residentBytes = (pid: number) =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
