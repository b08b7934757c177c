/** Every figure, in the order in which people read them, with its unit and what it should be. */
export const figures = {
  processes_per_s_product: { unit: '1/s', goal: '≥ 25 on the machine of the goals' },
  processes_per_s_naive: { unit: '1/s' },
  processes_per_s_sparse: { unit: '1/s' },
  ratio_to_sparse: { unit: '1', goal: '≥ 0.8' },
  cpu_ms_per_process: { unit: 'ms', goal: '≤ 79 on the machine of the goals' },
  next_task_visible_idle_p50_ms: { unit: 'ms', goal: '≤ 10' },
  next_task_visible_loaded_p95_ms: { unit: 'ms', goal: '≤ 76' },
  inbox_p50_ms_500_open: { unit: 'ms' },
  inbox_p50_ms_5000_open: { unit: 'ms', goal: '≤ 2, and ≤ 1.2 times that at 500' },
  inbox_p95_ms_5000_open: { unit: 'ms' },
  inbox_to_unwalled_ratio: { unit: '1', goal: '≤ 1.5' },
  inbox_to_bare_ratio: { unit: '1' },
  deadlines_per_s: { unit: '1/s' },
  deadlines_to_plain_ratio: { unit: '1' },
  open_clock_rows: { unit: 'rows' },
  open_clock_bytes: { unit: 'bytes' },
  open_clock_timers: { unit: 'timers' },
  open_clock_memory_bytes: { unit: 'bytes' },
  timer_late_p95_ms: { unit: 'ms', goal: '≤ 350' },
  rows_per_process: { unit: 'rows', goal: '≤ 100' },
  wal_bytes_per_process: { unit: 'bytes', goal: '≤ 100000' },
  bytes_per_open_process: { unit: 'bytes' },
  events_per_process: { unit: 'events', goal: '≤ 33' },
} as const;

/** The same of the pages, by `npm run bench -- web`. */
export const webFigures = {
  web_first_load_bytes: { unit: 'bytes', goal: '≤ 250000' },
  web_first_row_p50_ms: { unit: 'ms' },
  web_first_row_to_bare_ratio: { unit: '1' },
  web_key_to_paint_p50_ms: { unit: 'ms', goal: '≤ 50' },
  web_key_to_bare_ratio: { unit: '1' },
  web_other_window_p50_ms: { unit: 'ms', goal: '≤ 1000' },
  web_scroll_frame_p95_ms: { unit: 'ms' },
  web_scroll_to_idle_ratio: { unit: '1', goal: '≤ 2' },
} as const;

export type Figure = keyof typeof figures | keyof typeof webFigures;

/** Prints a figure as a line of JSON; `more` says how it came about. */
export function print(name: Figure, value: number, more: object = {}): void {
  process.stdout.write(
    `${JSON.stringify({ name, value: rounded(value), ...{ ...figures, ...webFigures }[name], ...more })}\n`,
  );
}

/** The value below which the share `p` of all lies; NaN of none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

/** To three significant digits, whole numbers kept whole. */
export const rounded = (value: number): number =>
  Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
