/** Rows that somebody is about to start, as long as the window is open; `id` makes the keys under which each starts once. */
export type Kept = {
  readonly id: string;
  readonly text: string;
  readonly roles: { readonly [role: string]: string };
  readonly team: string;
  /** What was started, by line. */
  readonly started: { readonly [line: number]: { readonly id: string; readonly title: string } };
};

/** What is kept under a key of the viewer's. */
export function keptOf(key: string): Kept | undefined {
  const text = sessionStorage.getItem(key);
  return text ? (JSON.parse(text) as Kept) : undefined;
}

export function keep(key: string, kept: Kept | undefined): void {
  if (kept) sessionStorage.setItem(key, JSON.stringify(kept));
  else sessionStorage.removeItem(key);
}
