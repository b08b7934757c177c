import { setTimeout as pause } from 'node:timers/promises';
import { handleOf, observed } from './cast.ts';
import type { Gauge } from './database.ts';
import { percentile } from './figures.ts';
import { inboxOf, type Observer } from './product.ts';

export type Times = { readonly p50: number; readonly p95: number };

const account = handleOf(observed, 'it');

/**
 * Has so many tasks wait in one account, up to 250 a process.
 * @param open how many wait in the end; what waits already counts
 */
export async function fillInbox({ start }: Observer, gauge: Gauge, open: number, stopping: AbortSignal): Promise<void> {
  const waiting = async () => {
    const [row] = await gauge.query<{ open: string }>(
      'select count(*) as open from visibility v join account a on a.id = v.account_id where a.handle = $1 and v.open',
      [account],
    );
    return Number(row?.open);
  };
  const items = Array.from({ length: 250 }, (_, n) => `item ${n}`);
  for (let missing = open - (await waiting()); missing > 0; missing -= items.length) {
    await start('bench-backlog', { items: items.slice(0, missing) });
  }
  while ((await waiting()) < open) {
    stopping.throwIfAborted();
    await pause(50);
  }
  // What a running database does by itself sooner or later.
  await gauge.query('analyze');
}

/** Has so many tasks wait in one account, and takes the time of its inbox's first page, in ms. */
export async function inboxTimes(
  observer: Observer,
  gauge: Gauge,
  open: number,
  requests: number,
  stopping: AbortSignal,
): Promise<Times> {
  await fillInbox(observer, gauge, open, stopping);
  const times: number[] = [];
  for (let request = -20; request < requests; request++) {
    const began = performance.now();
    const rows = await inboxOf(observer.session, account);
    if (rows.length !== 25) throw new Error(`The page holds ${rows.length} tasks where it should hold 25.`);
    if (request >= 0) times.push(performance.now() - began);
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
