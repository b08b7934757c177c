import type { Store } from '../../domain/store.ts';
import type { Json } from '../../plan/plan.ts';
import { mailboxName } from './mailbox-name.ts';

/** On whose behalf an automation runs. `taskId` is the same at every retry: use it as the key of what you create elsewhere. */
export type Run = { readonly store: Store; readonly accountId: string; readonly taskId: string };
export type Automated = (input: Json, run: Run) => Promise<Json>;

/** By the name that templates use. Yours goes here: a file of its own, and one line. */
export const automations: ReadonlyMap<string, Automated> = new Map([['mailbox name', mailboxName]]);
