import { driveAhead, driveLater } from '../domain/process/drive.ts';
import type { Store } from '../domain/store.ts';
import { type Entry, processOf } from './tell.ts';

/**
 * Has every process that the entries name decided about anew, some at a time. One that cannot be is left to its
 * workflow. Returns how many entries are done with; they are removed by the transactions that make them true.
 */
export async function driveAll(
  store: Store,
  entries: readonly Entry[],
  warn: (message: string, error: unknown) => void,
): Promise<number> {
  const processes = [...Map.groupBy(entries, processOf).values()];
  let done = 0;
  const lane = async () => {
    for (let asked = processes.shift(); asked; asked = processes.shift()) {
      await drive(store, asked, warn);
      done += asked.length;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}

async function drive(
  store: Store,
  asked: readonly Entry[],
  warn: (message: string, error: unknown) => void,
): Promise<void> {
  const { account_id, process_id } = asked[0] as Entry;
  const ids = asked.map(({ id }) => id);
  try {
    await driveAhead(store, account_id, process_id as string, ids);
  } catch (error) {
    warn(`The relay could not go on with process ${process_id} and leaves it to its workflow`, error);
    await driveLater(store, account_id, process_id as string, ids);
  }
}

/** Beyond these, more at once only wait for each other's processor. */
const lanes = 16;
