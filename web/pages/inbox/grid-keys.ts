import type { KeyboardEvent } from 'react';
import { idOf, type Row } from './rows.ts';

export type Walk = {
  readonly rows: readonly Row[];
  readonly active: string | undefined;
  readonly openId: string | undefined;
  readonly activate: (row: Row) => void;
  readonly show: (row: Row) => void;
  readonly choose: (row: Row) => void;
};

/** Makes the row at this place the active one; where a task is open it is that row's then. */
export function goTo({ rows, openId, activate, show }: Walk, place: number): void {
  const row = rows[Math.min(Math.max(place, 0), rows.length - 1)];
  if (!row) return;
  activate(row);
  if (openId) show(row);
}

/** By `by` rows down; to the first where none is active. */
export function goBy(walk: Walk, by: number): void {
  const at = walk.rows.findIndex((row) => idOf(row) === walk.active);
  goTo(walk, at < 0 ? 0 : at + by);
}

/** What the keys of a grid do in the list when it has the focus: also where single keys are switched off. */
export function gridKey(walk: Walk, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const { rows, active, show, choose } = walk;
  const current = rows.find((row) => idOf(row) === active);
  const keys: { readonly [key: string]: () => void } = {
    ArrowDown: () => goBy(walk, 1),
    ArrowUp: () => goBy(walk, -1),
    Home: () => goTo(walk, 0),
    End: () => goTo(walk, rows.length - 1),
    // A tick in a row has them for itself.
    ...(current && event.target === event.currentTarget
      ? { Enter: () => show(current), ' ': () => choose(current) }
      : {}),
  };
  const run = keys[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}
