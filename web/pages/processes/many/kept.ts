/** Rows that somebody is about to start, as long as the window is open; `id` makes the keys under which each starts once. */
export type Kept = {
  readonly id: string;
  readonly text: string;
  readonly roles: { readonly [role: string]: string };
  readonly team: string;
  /** What was started, by line. */
  readonly started: { readonly [line: number]: { readonly id: string; readonly title: string } };
};

const key = (account: string, template: string) => `accord.start-many.${account}.${template}`;

export function keptOf(account: string, template: string): Kept | undefined {
  const text = sessionStorage.getItem(key(account, template));
  return text ? (JSON.parse(text) as Kept) : undefined;
}

export function keep(account: string, template: string, kept: Kept | undefined): void {
  if (kept) sessionStorage.setItem(key(account, template), JSON.stringify(kept));
  else sessionStorage.removeItem(key(account, template));
}
