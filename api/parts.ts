import type { Context } from 'koa';
import type { Logger } from 'pino';
import type { Store } from '../domain/store.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Template } from '../plan/kit/index.ts';
import type { SignInLimit } from './limits.ts';
import type { Wire } from './live/wire.ts';
import type { Provider } from './session/provider.ts';

/** What the API is made of; `bin/` and tests put it together. */
export type Parts = {
  readonly store: Store;
  /** Every process there is, by name. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly log: Logger;
  /** Where people reach it, e.g. `https://accord.example`; decides whether cookies need https. */
  readonly baseUrl: string;
  /** Names of the migrations this version needs. */
  readonly migrations: readonly string[];
  /** True once it is being stopped: nothing new should be sent here. */
  readonly draining?: () => boolean;
  /** Tells the open streams what is new. */
  readonly wire: Wire;
  /** How many streams each person has open. */
  readonly streams: Map<string, number>;
  readonly signIns: SignInLimit;
  /** Where people may sign in instead; none by default. */
  readonly providers?: readonly Provider[];
  /** Lets operators in, and nobody else; absent where there are none. */
  readonly operator?: (http: Context) => Promise<void>;
  /** Moves the clock of one process, by minutes; absent where clocks are fixed. */
  readonly moveClock?: (viewer: Viewer, processId: string, minutes: number) => Promise<void>;
};
