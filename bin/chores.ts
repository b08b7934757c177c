import { startSealing } from '../domain/audit/sealing.ts';
import { onBehalf } from '../domain/behalf.ts';
import { endStays } from '../domain/person/stays.ts';
import { keepVersions } from '../domain/process/versions.ts';
import type { Store } from '../domain/store.ts';
import { expireInvitations } from '../domain/trust/decide.ts';
import { templates } from '../templates/index.ts';

type Warn = (message: string, error: unknown) => void;
type Chores = { readonly stop: () => Promise<void> };

/** What a worker does now and then, for all accounts. What fails is told to `warn` and tried again the next time. */
export function startChores(store: Store, warn: Warn): Chores {
  const chores = {
    seal: () => startSealing(store, warn),
    /** Invitations that nobody answered in time. */
    expire: () => every(600_000, () => expireInvitations(store, new Date()), warn, 'Invitations could not be expired'),
    /** What people had whose stay is over. */
    clear: () => every(30_000, () => endStays(store), warn, 'What people had who left could not be cleared away'),
    /** What templates are like now, of which a new release of the product may have others. */
    version: () => {
      const keep = () => keepVersions(store, templates.values());
      const failed = 'Versions of templates could not be kept';
      void keep().catch((error: unknown) => warn(failed, error));
      return every(60_000, keep, warn, failed);
    },
  };
  const started = Object.values(onBehalf('chore', chores, choreBehalf)).map((start) => start());
  return { stop: async () => void (await Promise.all(started.map(({ stop }) => stop()))) };
}

export const choreBehalf = { seal: 'keeper', expire: 'keeper', clear: 'keeper', version: 'keeper' } as const;

function every(ms: number, work: () => Promise<unknown>, warn: Warn, failed: string): Chores {
  const timer = setInterval(() => void work().catch((error: unknown) => warn(failed, error)), ms);
  return { stop: async () => clearInterval(timer) };
}
