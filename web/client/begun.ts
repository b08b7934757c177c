const prefix = 'accord.start.';

/** Where something is kept that this person has begun in this window and not sent. It names people: nobody else finds it. */
export const begunKey = (person: string, ...what: readonly string[]): string => prefix + [person, ...what].join('.');

/** Leaves nothing of what was begun here, or only what this person has begun. */
export function forgetBegun(but?: string): void {
  const mine = but === undefined ? undefined : begunKey(but, '');
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix) && !(mine && key.startsWith(mine))) sessionStorage.removeItem(key);
  }
}
