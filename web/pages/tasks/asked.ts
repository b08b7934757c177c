import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Verb } from './verbs.ts';

/** Something to do with a task that needs words first. */
export type Asked = Verb | 'note';
type Order = { readonly account: string; readonly task: string; readonly what: Asked };

let order: Order | undefined;
const watchers = new Set<() => void>();

/** Has a task that is open, or about to be, ask for what is needed: by a key or a command given elsewhere. */
export function askFor(next: Order): void {
  become(next);
}

/** What this task is asked for, and how to take it. An order nobody took ends with the page of its task. */
export function useAsked(account: string, task: string): readonly [Asked | undefined, () => void] {
  const asked = useSyncExternalStore(watch, () => (isOf(account, task) ? order?.what : undefined));
  return [asked, () => taken(account, task)];
}

/** For the page of a task: `there` is false once it is known that one cannot see it. */
export function useOrdersEnd(account: string, task: string, there: boolean): void {
  useEffect(() => {
    if (!there) taken(account, task);
  }, [account, task, there]);
  const ending = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // While it is developed React takes a page away and puts it back at once.
    clearTimeout(ending.current);
    return () => {
      ending.current = setTimeout(() => taken(account, task));
    };
  }, [account, task]);
}

const isOf = (account: string, task: string) => order?.account === account && order.task === task;

function taken(account: string, task: string): void {
  if (isOf(account, task)) become(undefined);
}

function become(next: Order | undefined): void {
  order = next;
  for (const then of watchers) then();
}

function watch(then: () => void): () => void {
  watchers.add(then);
  return () => watchers.delete(then);
}
