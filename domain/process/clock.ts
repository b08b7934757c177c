import { Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { processToManage } from './follow.ts';

/** Now, by the clock of a process: the wall clock, unless it was moved in a demo, a rehearsal or a test. */
export async function clockOf(door: Door, processId: string): Promise<Date> {
  if (!door.movableClocks) return door.now;
  const rows = await door.em.execute<{ offset: string }[]>('select clock_offset_of(?) as "offset"', [processId]);
  return new Date(door.now.getTime() + Number(rows[0]?.offset ?? 0));
}

/** Notes that a process's clock is `minutes` further ahead. @throws Refused where clocks are fixed, as in production */
export async function forwardClock(door: Door, processId: string, minutes: number): Promise<void> {
  if (!door.movableClocks) throw new Refused('Clocks cannot be moved here: only in a demo, a rehearsal or a test (ACCORD_CLOCK=movable).');
  if (!(minutes > 0)) throw new Refused('A clock moves forward only: give minutes greater than 0.');
  const process = await processToManage(door, processId);
  if (process.over) throw new Refused('The process is over; its clock stands still.');
  process.clockOffset += Math.round(minutes * 60_000);
  record(door, process.accountId, 'process', processId, 'clock_moved', { minutes });
}
