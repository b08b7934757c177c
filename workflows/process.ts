import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

export type ProcessInput = {
  readonly accountId: string;
  readonly processId: string;
  /** Until when there is nothing to do unless it is told, null: until it is told. Absent: it looks at once. */
  readonly timerAt?: string | null;
};

/** To look before the timer runs out: the facts are read again. `over`: there is nothing left to look for. */
const released = defineSignal<[word?: 'over' | 'look']>('released');

const { drive } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '100 milliseconds', maximumInterval: '10 seconds' },
});
const { runAutomation } = proxyActivities<Activities>({
  startToCloseTimeout: '60 seconds',
  retry: {
    initialInterval: '1 second',
    maximumInterval: '1 minute',
    maximumAttempts: 5,
    nonRetryableErrorTypes: ['Problem', 'Invalid', 'Refused'],
  },
});
const { failAutomation } = proxyActivities<Activities>({ startToCloseTimeout: '30 seconds' });

/**
 * Drives any process: has it brought up to date, runs the automations that are ready, sleeps until told or until the
 * next instant that matters, and ends with it. Keeps nothing of the plan, so that no edit of a template or of the
 * decision can break what runs. Told twice or late, it only looks once more.
 */
export async function process(input: ProcessInput): Promise<void> {
  let told = false;
  let ended = false;
  const running = new Set<string>();
  setHandler(released, (word) => {
    told = true;
    ended ||= word === 'over';
  });
  const rest = async (until: string | null) => {
    if (until === null) await condition(() => told);
    else await condition(() => told, Math.max(1, Date.parse(until) - Date.now()));
  };
  for (let { timerAt } = input; ; ) {
    if (timerAt !== undefined) await rest(timerAt);
    told = false;
    if (ended && running.size === 0) return;
    const { over, wakeAt, run } = await drive(input, new Date(Date.now()).toISOString());
    if (over && running.size === 0) return;
    for (const automation of run) {
      if (running.has(automation.taskId)) continue;
      running.add(automation.taskId);
      void automate(input, automation).finally(() => {
        running.delete(automation.taskId);
        told = true;
      });
    }
    if (workflowInfo().continueAsNewSuggested && running.size === 0) {
      await continueAsNew<typeof process>({ accountId: input.accountId, processId: input.processId });
    }
    timerAt = wakeAt ?? null;
  }
}

/** What cannot be done after all retries fails its task, which halts the process and tells its manager. */
async function automate(
  { accountId }: ProcessInput,
  automation: { taskId: string; name: string; input: unknown },
): Promise<void> {
  const at = () => new Date(Date.now()).toISOString();
  try {
    await runAutomation(accountId, automation.taskId, automation.name, automation.input, at());
  } catch (error) {
    const cause = (error as { cause?: Error }).cause ?? (error as Error);
    await failAutomation(accountId, automation.taskId, cause.message, at());
  }
}
