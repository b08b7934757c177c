import { recountTasks } from '../domain/service/recount.ts';
import type { Store } from '../domain/store.ts';
import type { Entry } from './tell.ts';

/**
 * Has the open work of every offering that the entries name counted anew, one part of it after the other. One that cannot be
 * holds up no other and is tried again. Returns how many entries are done with.
 */
export async function recountAll(
  store: Store,
  entries: readonly Entry[],
  warn: (message: string, error: unknown) => void,
): Promise<number> {
  const asked = Map.groupBy(entries, ({ payload }) => `${payload.offering} ${payload.after ?? ''}`);
  let done = 0;
  for (const same of asked.values()) {
    const { account_id, payload } = same[0] as Entry;
    const after = payload.after === undefined ? null : String(payload.after);
    const ids = same.map(({ id }) => id);
    try {
      await recountTasks(store, account_id, String(payload.offering), after, ids);
      done += same.length;
    } catch (error) {
      warn(`The relay could not count the work of offering ${payload.offering} anew and tries again`, error);
    }
  }
  return done;
}
