import type { Command } from '../../shell/commands.ts';

/** Up and down the rows of a page; a row is reached by what carries `data-row` in it. */
export function rowKeys({ group, next, previous }: { group: string; next: string; previous: string }): Command[] {
  return [
    { id: 'next', label: next, group, keys: 'j', run: () => move(1), keysOnly: true },
    { id: 'previous', label: previous, group, keys: 'k', run: () => move(-1), keysOnly: true },
  ];
}

function move(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
}
