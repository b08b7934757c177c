import type { Door } from '../store.ts';

/** Now, by the clock of a process: the wall clock, unless it was moved in a demo, a rehearsal or a test. */
export async function clockOf(door: Door, processId: string): Promise<Date> {
  if (!door.movableClocks) return door.now;
  const rows = await door.em.execute<{ offset: string }[]>('select clock_offset_of(?) as "offset"', [processId]);
  return new Date(door.now.getTime() + Number(rows[0]?.offset ?? 0));
}
