import { useSyncExternalStore } from 'react';

const watchers = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** ms since the epoch; whatever shows it is drawn anew twice a minute, and nothing else is. */
export const useNow = (): number => useSyncExternalStore(watch, () => now);

function watch(then: () => void): () => void {
  watchers.add(then);
  if (!timer) {
    now = Date.now();
    timer = setInterval(tick, 30_000);
  }
  return () => {
    watchers.delete(then);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const then of watchers) then();
}
