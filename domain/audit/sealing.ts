import type { Store } from '../store.ts';
import { sealEntries } from './seal.ts';

export type Sealing = { readonly stop: () => Promise<void> };

/** Seals what was written, every few seconds; what fails is tried again the next time. */
export function startSealing(store: Store, warn: (message: string, error: unknown) => void): Sealing {
  let timer: NodeJS.Timeout;
  let stopped = false;
  let pass = Promise.resolve();
  const next = () => {
    pass = sealAll(store, () => stopped).catch((error: unknown) => warn('Audit entries could not be sealed', error));
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

async function sealAll(store: Store, stopped: () => boolean): Promise<void> {
  while (!stopped() && (await sealEntries(store, atOnce)) === atOnce);
}

const atOnce = 1_000;
/** Milliseconds between passes: how long an entry may go unsealed. */
const pause = 5_000;
