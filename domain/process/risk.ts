/** How a process that is not over stands, the worst first; that of its worst task. */
export const risks = ['halted', 'breached', 'overdue', 'at_risk', 'on_track'] as const;
export type Risk = (typeof risks)[number];

/** By its place among the risks, as `riskPlace` says it. */
export const riskAt = (place: number | null | undefined): Risk => risks[place ?? risks.length - 1] as Risk;

/**
 * SQL: the place among the risks of one task, of its last round. Halted: it failed or was rejected. Of those that are open,
 * breached: a promise was not kept; overdue: the process needed it by now; at risk: a promise that is still to be kept has warned.
 * @param t what the task goes by
 * @param now an expression of the instant it is by its process's clock
 */
export const riskPlace = (t: string, now: string): string => `case
  when ${t}.status in ('failed', 'rejected') then 0
  when ${t}.finished_at is not null or ${t}.activated_at is null then 4
  when ${t}.target < ${now} or coalesce(${t}.clocks -> 'respond' ->> 'breachedAt', ${t}.clocks -> 'complete' ->> 'breachedAt') is not null then 1
  when ${t}.due < ${now} then 2
  when ${warned(`${t}.clocks -> 'respond'`, now)} or ${warned(`${t}.clocks -> 'complete'`, now)} then 3
  else 4 end`;

const warned = (clock: string, now: string) =>
  `(${clock} ->> 'metAt' is null and exists (select 1 from jsonb_array_elements(${clock} -> 'warnings') warning
    where (warning ->> 'at')::timestamptz < ${now}))`;
