import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Rings whenever a transaction somewhere has changed something; says nothing of what. */
export type Bell = {
  /** @returns how to stop listening */
  readonly listen: (rung: () => void) => () => void;
  readonly stop: () => Promise<void>;
};

/**
 * Listens on one connection of its own, made anew when it is lost; rings then as well, since something may have been
 * missed.
 */
export function startBell(databaseUrl: string, warn: (message: string, error: unknown) => void): Bell {
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  const ring = () => {
    for (const listener of listeners) listener();
  };
  const done = (async () => {
    while (!stopping.signal.aborted) {
      await listenUntilLost(databaseUrl, ring, stopping.signal).catch((error: unknown) =>
        warn('The bell lost its database and tries again', error),
      );
      // Rejects when it is stopped, which is what it waits for.
      await pause(1_000, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    listen: (rung) => {
      listeners.add(rung);
      return () => listeners.delete(rung);
    },
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function listenUntilLost(databaseUrl: string, ring: () => void, stopping: AbortSignal): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
  const { promise: lost, resolve, reject } = Promise.withResolvers<void>();
  db.on('error', reject);
  db.on('end', resolve);
  db.on('notification', ring);
  stopping.addEventListener('abort', () => resolve(), { once: true });
  try {
    await db.connect();
    await db.query('listen accord');
    ring();
    await lost;
  } finally {
    // A connection that is lost may not be ended in order; why it was lost has been said.
    await db.end().catch(() => {});
  }
}
