import { useSyncExternalStore } from 'react';
import type { Verb } from './verbs.ts';

/** Something to do with the open task that needs words first. */
export type Asked = Verb | 'note';

let asked: Asked | undefined;
const watchers = new Set<() => void>();

/** Has the open task ask for what is needed, by a key or a command given elsewhere. */
export function askFor(what: Asked | undefined): void {
  asked = what;
  for (const then of watchers) then();
}

export const useAsked = (): Asked | undefined =>
  useSyncExternalStore(
    (then) => {
      watchers.add(then);
      return () => watchers.delete(then);
    },
    () => asked,
  );
