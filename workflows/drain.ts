import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

/** `accountId`: the trusting one. */
export type DrainInput = { readonly accountId: string; readonly trustId: string };

/** Somebody has decided anew how the trust ends. */
const decided = defineSignal('decided');

const { giveBack } = proxyActivities<Activities>({
  // A worker that was killed is waited for as long; a part that is done twice comes to the same.
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '100 milliseconds', maximumInterval: '10 seconds' },
});

/**
 * Brings a trust to its end: has what was open given back, part after part, and waits for what may still be finished.
 * Keeps nothing of it, so that it may be killed, or told twice, at any moment.
 */
export async function drain(input: DrainInput): Promise<void> {
  let told = false;
  setHandler(decided, () => {
    told = true;
  });
  for (;;) {
    told = false;
    const { over, until } = await giveBack(input);
    if (over && !told) return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof drain>(input);
    if (until) await condition(() => told, Math.max(1, Math.min(Date.parse(until) - Date.now(), lookAgain)));
  }
}

/** ms: all may be finished before its time. */
const lookAgain = 3_600_000;
