import { useSyncExternalStore } from 'react';

/** What the stream tells: which record is another now, and in which account we see it. */
export type News = {
  readonly kind: 'process' | 'task' | 'approval' | 'trust' | 'agreement';
  readonly id: string;
  readonly action: string;
  readonly process: string | null;
  readonly account: { readonly id: string; readonly handle: string };
};

type Listener = { readonly changed: (news: News) => void; readonly reset: () => void };
type State = 'closed' | 'connecting' | 'open';

const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let state: State = 'closed';
let source: EventSource | undefined;
let again: ReturnType<typeof setTimeout> | undefined;

/** Opens the stream, once for the whole page; it goes on by itself after a break. */
export function openLive(): void {
  if (source) return;
  become('connecting');
  source = new EventSource('/v1/live');
  source.onopen = () => become('open');
  source.onerror = () => {
    become('connecting');
    if (source?.readyState !== EventSource.CLOSED) return;
    // Answered with an error the browser gives up; we do not.
    closeLive();
    again = setTimeout(reopen, retryEvery);
  };
  source.addEventListener('changed', ({ data }) => {
    const news = JSON.parse(data) as News;
    for (const { changed } of listeners) changed(news);
  });
  source.addEventListener('reset', everythingMayHaveChanged);
}

/** Closes the stream for good: for whoever is signed in no longer. */
export function closeLive(): void {
  clearTimeout(again);
  source?.close();
  source = undefined;
  become('closed');
}

/** @returns how to stop listening */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether news arrive at the moment. */
export const useLiveState = (): State => useSyncExternalStore(watch, () => state);

function reopen(): void {
  openLive();
  everythingMayHaveChanged();
}

function everythingMayHaveChanged(): void {
  for (const { reset } of listeners) reset();
}

function watch(then: () => void): () => void {
  watchers.add(then);
  return () => watchers.delete(then);
}

function become(next: State): void {
  state = next;
  for (const then of watchers) then();
}

/** ms */
const retryEvery = 5_000;
