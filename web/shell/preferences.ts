import { useSyncExternalStore } from 'react';

/** What somebody likes in this browser. */
export type Preferences = { readonly shortcuts: boolean };

const kept = 'accord.preferences';
const watchers = new Set<() => void>();
let now: Preferences = { shortcuts: true, ...JSON.parse(localStorage.getItem(kept) ?? '{}') };

export const preference = (): Preferences => now;

export function prefer(change: Partial<Preferences>): void {
  now = { ...now, ...change };
  localStorage.setItem(kept, JSON.stringify(now));
  for (const then of watchers) then();
}

export const usePreferences = (): Preferences =>
  useSyncExternalStore((then) => {
    watchers.add(then);
    return () => watchers.delete(then);
  }, preference);
