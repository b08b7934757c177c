import { setTimeout as pause } from 'node:timers/promises';
import type { Gauge } from './database.ts';
import type { Observer } from './product.ts';
import { drillSeconds } from './templates.ts';

/**
 * Lets the clocks of so many processes run out, and takes how long after its exact instant each warning and each
 * breach was noted, in ms; the database notes the time itself when the entry is written.
 */
export async function timerLateness(
  { start }: Observer,
  gauge: Gauge,
  processes: number,
  stopping: AbortSignal,
): Promise<number[]> {
  await gauge.query(watch);
  for (let started = 0; started < processes; started++) {
    stopping.throwIfAborted();
    await start('bench-drill');
  }
  const until = Date.now() + (drillSeconds + 20) * 1000;
  for (;;) {
    const rows = await gauge.query<{ late: string }>(
      'select extract(epoch from noted - exact) * 1000 as late from bench.noted',
    );
    if (rows.length === 2 * processes) return rows.map(({ late }) => Number(late));
    if (Date.now() > until) throw new Error(`Only ${rows.length} of ${2 * processes} clock events were noted in time.`);
    stopping.throwIfAborted();
    await pause(100);
  }
}

/** The outbox is emptied at once, so a copy of what it says of clocks is kept beside the product's own tables. */
const watch = `
create schema bench;
create table bench.noted (exact timestamptz not null, noted timestamptz not null);
create function bench.note() returns trigger language plpgsql security definer as $$
begin
  if new.payload ->> 'notice' in ('warned', 'breached') then
    insert into bench.noted values ((new.payload ->> 'at')::timestamptz, clock_timestamp());
  end if;
  return null;
end $$;
create trigger noted after insert on public.outbox for each row execute function bench.note();`;
