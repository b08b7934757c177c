import type { Logger } from 'pino';
import type { Store } from '../domain/store.ts';
import type { Template } from '../plan/kit/index.ts';
import type { SignInLimit } from './limits.ts';

/** What the API is made of; `bin/` and tests put it together. */
export type Parts = {
  readonly store: Store;
  /** Every process there is, by name. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly log: Logger;
  /** Where people reach it, e.g. `https://accord.example`; decides whether cookies need https. */
  readonly baseUrl: string;
  readonly signIns: SignInLimit;
};
