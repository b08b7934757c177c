import type { Store } from '../store.ts';
import { digest } from './secret.ts';

/** How long a person may be away at his provider, in seconds. */
export const awaySeconds = 10 * 60;

/** A sign-in begun at a provider. `state` goes there and comes back; `verifier` stays in the browser. */
export type Departure = {
  readonly state: string;
  readonly verifier: string;
  readonly provider: string;
  readonly nonce: string;
  readonly returnTo: string;
};
export type Return = Pick<Departure, 'nonce' | 'returnTo'>;

/** Remembers the sign-in until its person is back. Of `state` and `verifier` only digests are kept. */
export async function depart(store: Store, { state, verifier, provider, nonce, returnTo }: Departure): Promise<void> {
  await store.ask('select begin_sign_in(?, ?, ?, ?, ?, ?)', [
    digest(state),
    digest(verifier),
    provider,
    nonce,
    returnTo,
    awaySeconds,
  ]);
}

/**
 * What was begun with both at that provider; undefined when nothing was, it is too long ago, or this was asked before.
 */
export async function comeBack(
  store: Store,
  { state, verifier, provider }: Omit<Departure, keyof Return>,
): Promise<Return | undefined> {
  const [row] = await store.ask<{ nonce: string; return_to: string }>('select * from end_sign_in(?, ?, ?)', [
    digest(state),
    digest(verifier),
    provider,
  ]);
  return row && { nonce: row.nonce, returnTo: row.return_to };
}
