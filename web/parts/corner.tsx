import { type ReactNode, useSyncExternalStore } from 'react';

let content: (() => ReactNode) | undefined;
const watchers = new Set<() => void>();

/** Puts what is said into the corner of the page, once there is anything to say. */
export function openCorner(show: () => ReactNode): void {
  if (content) return;
  content = show;
  for (const then of watchers) then();
}

/** The place for it, inside everything that styles and translates the page. */
export function Corner() {
  const shown = useSyncExternalStore(watch, () => content);
  return shown?.();
}

function watch(then: () => void): () => void {
  watchers.add(then);
  return () => watchers.delete(then);
}
