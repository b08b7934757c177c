import { startSealing } from '../domain/audit/sealing.ts';
import { onBehalf } from '../domain/behalf.ts';
import { endStays } from '../domain/person/stays.ts';
import type { Store } from '../domain/store.ts';
import { expireInvitations } from '../domain/trust/decide.ts';

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
  };
  const started = Object.values(onBehalf('chore', chores, choreBehalf)).map((start) => start());
  return { stop: async () => void (await Promise.all(started.map(({ stop }) => stop()))) };
}

export const choreBehalf = { seal: 'keeper', expire: 'keeper', clear: 'keeper' } as const;

function every(ms: number, work: () => Promise<unknown>, warn: Warn, failed: string): Chores {
  const timer = setInterval(() => void work().catch((error: unknown) => warn(failed, error)), ms);
  return { stop: async () => clearInterval(timer) };
}
