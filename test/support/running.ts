import { activitiesOf } from '../../activities/index.ts';
import type { Client } from './api.ts';
import type { Organisation } from './organisation.ts';

/** A process brought forward by hand, as its workflow would. */
export type Running = {
  readonly id: string;
  /** Does all that can be done at that moment without people. */
  readonly drive: (at?: Date) => Promise<void>;
  /** The last round of the task of a node, as HR sees it. */
  readonly task: (node: string) => Promise<{ id: string; version: number; status: string }>;
};

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What an onboarding needs, of people of the cast. */
export function hire(cast: Organisation, changes: object = {}) {
  return {
    person: cast.personId('nadia'),
    manager: cast.personId('marta'),
    startDate: inDays(20),
    workplace: 'onsite',
    model: 'developer',
    applications: ['mail', 'chat'],
    site: 'Amsterdam',
    ...changes,
  };
}

/** An onboarding that `hr` starts, up to where people must do something. `roles`: accounts by handle, if not the only ones. */
export async function onboarding(
  cast: Organisation,
  hr: Client,
  changes: object = {},
  roles?: object,
): Promise<Running> {
  const body = { template: 'employee-onboarding', input: hire(cast, changes), ...(roles ? { roles } : {}) };
  const started = await hr.post('/v1/processes', body);
  if (started.status !== 201) throw new Error(`The onboarding did not start: ${JSON.stringify(started.body)}`);
  const { id } = started.body;
  const drive = (at = new Date()) => driven(cast, id, at);
  await drive();
  return {
    id,
    drive,
    task: async (node) => {
      const whole = await hr.get(`/v1/processes/${id}`);
      const steps = whole.body.steps.filter((step: { node: string }) => step.node === node);
      return steps.at(-1).task;
    },
  };
}

async function driven({ workerStore, accountId }: Organisation, processId: string, at: Date): Promise<void> {
  const owner = accountId('fernhill-hr');
  const activities = activitiesOf(workerStore);
  for (;;) {
    const { run } = await activities.drive({ accountId: owner, processId }, at.toISOString());
    if (run.length === 0) return;
    for (const { taskId, name, input } of run)
      await activities.runAutomation(owner, taskId, name, input, at.toISOString());
  }
}
