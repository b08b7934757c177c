import { useEffect, useSyncExternalStore } from 'react';
import { tinykeys } from 'tinykeys';
import { preference } from './preferences.ts';

/** Something one can do from where one is: by its key, from the palette, and listed by `?`. One register serves all three. */
export type Command = {
  readonly id: string;
  readonly label: string;
  /** Heads it in the list of keys and in the palette. */
  readonly group: string;
  /** As tinykeys writes it: `j`, `g i`, `$mod+k`, `Shift+?`. */
  readonly keys?: string;
  readonly run: () => void;
  /** Has a key, but would not make sense in the palette: moving up and down a list. */
  readonly keysOnly?: boolean;
};

const registered = new Map<symbol, readonly Command[]>();
const watchers = new Set<() => void>();
let all: readonly Command[] = [];
let stop = () => {};

/** Offers these commands as long as the component is there. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const key = Symbol('commands');
    registered.set(key, commands);
    changed();
    return () => {
      registered.delete(key);
      changed();
    };
  }, [commands]);
}

export const useAllCommands = (): readonly Command[] => useSyncExternalStore(watch, () => all);

/** How a key is written for people. */
export function keyNames(keys: string): string[][] {
  const mac = /mac|iphone|ipad/i.test(navigator.userAgent);
  const names: Record<string, string> = { $mod: mac ? '⌘' : 'Ctrl', Escape: 'Esc', Enter: '↵', Shift: '⇧' };
  return keys.split(' ').map((press) => {
    const parts = press.split('+');
    const last = parts.at(-1) as string;
    // The sign itself says that Shift is held.
    const shown = /^[^\w]$/.test(last) ? parts.filter((part) => part !== 'Shift') : parts;
    return shown.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  });
}

function changed(): void {
  all = [...registered.values()].flat();
  stop();
  // The library keeps away from every field; we do from letters in those that are written in.
  const ignore = ({ repeat, isComposing }: KeyboardEvent) => repeat || isComposing;
  stop = tinykeys(window, Object.fromEntries(all.flatMap(bound)), { ignore });
  for (const then of watchers) then();
}

function bound({ keys, run }: Command): [string, (event: KeyboardEvent) => void][] {
  if (!keys) return [];
  const withModifier = keys.includes('$mod');
  const pressed = (event: KeyboardEvent) => {
    if (!withModifier && (isTaken(event) || preference().shortcuts === false || dialogOpen())) return;
    event.preventDefault();
    run();
  };
  return [[onEveryKeyboard(keys), pressed]];
}

/** A sign may need Shift where another language is typed, and a digit as well: that one is meant by its place. */
function onEveryKeyboard(keys: string): string {
  if (/^\d$/.test(keys)) return `(${keys}|Digit${keys})`;
  return /^[^\w ]$/.test(keys) ? `[Shift]+${keys}` : keys;
}

/**
 * Whoever writes means letters, not commands: and whoever fills in a form, or has a list before him that is gone through
 * by its first letters. A tick or a choice on the page itself has no use for letters.
 */
function isTaken({ target, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented) return true;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !isTick(target)) ||
    target.closest('form, [role="menu"], [role="listbox"]') !== null
  );
}
const isTick = (element: HTMLElement) => element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type);

const dialogOpen = () => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

function watch(then: () => void): () => void {
  watchers.add(then);
  return () => watchers.delete(then);
}
