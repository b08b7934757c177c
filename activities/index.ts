import { onBehalf } from '../domain/behalf.ts';
import type { Drive } from '../domain/process/bring-up.ts';
import { driveProcess } from '../domain/process/drive.ts';
import type { Store } from '../domain/store.ts';
import { completeAutomation, failAutomation } from '../domain/task/automate.ts';
import { type Drain, drainTrust } from '../domain/trust/drain.ts';
import type { Json } from '../plan/plan.ts';
import { automations } from './automations/index.ts';

export type Activities = ReturnType<typeof activitiesOf>;

/** Every activity loads, calls one verb of the domain and is done; repeating one changes nothing. `at` is the process's own time. */
export function activitiesOf(store: Store) {
  const activities = {
    async drive({ accountId, processId }: { accountId: string; processId: string }, at: string): Promise<Drive> {
      return driveProcess(store, accountId, processId, new Date(at));
    },
    async giveBack({ accountId, trustId }: { accountId: string; trustId: string }): Promise<Drain> {
      return drainTrust(store, accountId, trustId);
    },
    async runAutomation(accountId: string, taskId: string, name: string, input: unknown, at: string): Promise<void> {
      const run = automations.get(name);
      if (!run) throw new Error(`There is no automation "${name}" in this worker: add it to activities/automations.`);
      const output = await run(input as Json, { store, accountId, taskId });
      await completeAutomation(store, accountId, taskId, output, new Date(at));
    },
    async failAutomation(accountId: string, taskId: string, reason: string, at: string): Promise<void> {
      await failAutomation(store, accountId, taskId, reason, new Date(at));
    },
  };
  return onBehalf('activity', activities, activityBehalf);
}

export const activityBehalf = {
  drive: 'account',
  giveBack: 'account',
  runAutomation: 'account',
  failAutomation: 'account',
} as const;
