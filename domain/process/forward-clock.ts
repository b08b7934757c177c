import { Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { processToManage } from './follow.ts';
import type { Process } from './process.entity.ts';

/** The process, if its clock may be moved. @throws Refused where clocks are fixed, as in production */
export async function processToForward(door: Door, processId: string): Promise<Process> {
  if (!door.movableClocks)
    throw new Refused('Clocks cannot be moved here: only in a demo, a rehearsal or a test (ACCORD_CLOCK=movable).');
  const process = await processToManage(door, processId);
  if (process.over) throw new Refused('The process is over; its clock stands still.');
  return process;
}

/** Notes that a process's clock is `minutes` further ahead. @throws Refused as `processToForward` */
export async function forwardClock(door: Door, processId: string, minutes: number): Promise<void> {
  if (!(minutes > 0)) throw new Refused('A clock moves forward only: give minutes greater than 0.');
  const process = await processToForward(door, processId);
  process.clockOffset += Math.round(minutes * 60_000);
  record(door, process.accountId, 'process', processId, 'clock_moved', { minutes });
}
