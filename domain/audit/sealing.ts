import { unsealedSince } from '../health.ts';
import type { Store } from '../store.ts';
import { sealEntries } from './seal.ts';

export type Sealing = { readonly stop: () => Promise<void> };

/**
 * Seals what was written, every few seconds. What fails is told to `warn` and tried again the next time; told is also, once
 * a minute, that entries wait although nothing failed: one is gone, or more is written than is sealed.
 */
export function startSealing(store: Store, warn: Warn): Sealing {
  let timer: NodeJS.Timeout;
  let stopped = false;
  let looked = 0;
  let pass = Promise.resolve();
  const sealAll = async () => {
    for (let sealed = atOnce; sealed === atOnce && !stopped; ) {
      sealed = await sealEntries(store, atOnce);
      if (Date.now() - looked < late) continue;
      looked = Date.now();
      await tellIfLate(store, warn);
    }
  };
  const next = () => {
    pass = sealAll().catch((error: unknown) => warn('Audit entries could not be sealed', error));
    void pass.then(() => {
      if (!stopped) timer = setTimeout(next, pause);
    });
  };
  next();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await pass;
    },
  };
}

async function tellIfLate(store: Store, warn: Warn): Promise<void> {
  const since = await unsealedSince(store);
  if (since && Date.now() - since.getTime() > late) {
    warn(`Audit entries have waited for their seal since ${since.toISOString()}`, undefined);
  }
}

type Warn = (message: string, error: unknown) => void;

const atOnce = 1_000;
/** Milliseconds between passes: how long an entry may go unsealed. */
const pause = 5_000;
/** Milliseconds after which an entry should have been sealed long ago. */
const late = 60_000;
