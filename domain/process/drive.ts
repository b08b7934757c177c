import { type Door, removeEntries, type Store, tell } from '../store.ts';
import { driver } from '../viewer.ts';
import { bringUp, type Drive } from './bring-up.ts';
import type { Process } from './process.entity.ts';

/**
 * Brings one process up to `at`, for its workflow, which arms its timer for what is answered. Doing it twice, late or
 * after a restore comes to the same.
 */
export async function driveProcess(store: Store, accountId: string, processId: string, at: Date): Promise<Drive> {
  return store.as(driver(accountId), async (door) => {
    const { process, drive } = await bringUp(door, processId, at);
    await noteTimer(door, process, drive.wakeAt);
    return drive;
  });
}

/** Told to a workflow by its signal: that its process is over, or to look before its timer runs out. */
export type Word = 'over' | 'look';

/**
 * The same for the relay, as soon as something was released. A first time starts the workflow; later it is told only
 * what its timer does not tell it, so that most of what people do costs it nothing. Removes the outbox entries that asked for it.
 */
export async function driveAhead(
  store: Store,
  accountId: string,
  processId: string,
  entryIds: readonly string[],
): Promise<void> {
  await store.as(driver(accountId), async (door) => {
    await removeEntries(door, entryIds);
    const { process, drive, first } = await bringUp(door, processId);
    if (first && !drive.over) tellStart(door, process, drive);
    if (first) return;
    const word = wordOf(drive, process.timerAt?.toISOString());
    if (word) tell(door, 'signal', accountId, processId, { word });
  });
}

/** In place of `driveAhead` when it fails: its workflow shall try, again and again, where operators see it. */
export async function driveLater(
  store: Store,
  accountId: string,
  processId: string,
  entryIds: readonly string[],
): Promise<void> {
  await store.as(driver(accountId), async (door) => {
    await removeEntries(door, entryIds);
    tell(door, 'signal', accountId, processId, { word: 'look' });
  });
}

function tellStart(door: Door, process: Process, { run, wakeAt }: Drive): void {
  const started = { template: process.template, subject: process.subjectId };
  // With automations to run it looks at once.
  const timer = run.length > 0 ? {} : { timerAt: wakeAt ?? null };
  if (run.length === 0) process.timerAt = wakeAt ? new Date(wakeAt) : null;
  tell(door, 'start', process.accountId, process.id, { ...started, ...timer });
}

function wordOf({ over, run, wakeAt }: Drive, timerAt: string | undefined): Word | undefined {
  if (over) return 'over';
  if (run.length > 0) return 'look';
  return wakeAt && !(timerAt && timerAt <= wakeAt) ? 'look' : undefined;
}

/** Past the entity, since to people a timer is no change of the process. */
async function noteTimer({ em }: Door, { id, timerAt }: Process, wakeAt: string | undefined): Promise<void> {
  if (timerAt?.toISOString() === wakeAt) return;
  await em.execute('update process set timer_at = ? where id = ?', [wakeAt ?? null, id]);
}
