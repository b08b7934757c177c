import { type Client, WorkflowIdConflictPolicy, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { Word } from '../domain/process/drive.ts';
import type { DrainInput, drain } from '../workflows/drain.ts';
import type { ProcessInput, process } from '../workflows/process.ts';

export const taskQueue = 'accord';
export const workflowIdOf = (processId: string) => `process/${processId}`;

export type Started = ProcessInput & { readonly template: string; readonly subject: string };

/** Starts the workflow of a process; one that runs already is left alone, so that it may be asked again. */
export async function startWorkflow(
  client: Client,
  taskQueue: string,
  { template, subject, ...input }: Started,
): Promise<void> {
  await client.workflow.start<typeof process>('process', {
    taskQueue,
    workflowId: workflowIdOf(input.processId),
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    args: [input],
    // Ids, not names: operators see them.
    typedSearchAttributes: new TypedSearchAttributes([
      { key: keys.account, value: input.accountId },
      { key: keys.template, value: template },
      { key: keys.subject, value: subject },
    ]),
    priority: { fairnessKey: input.accountId },
  });
}

/** Tells the workflow of a process to look again, or that it is over. False when there is none. */
export async function signalReleased(client: Client, processId: string, word: Word = 'look'): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowIdOf(processId)).signal('released', word);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** Has the workflow of a trust that ends run; one that runs looks again. */
export async function startDrain(client: Client, taskQueue: string, input: DrainInput): Promise<void> {
  await client.workflow.signalWithStart<typeof drain>('drain', {
    taskQueue,
    workflowId: `drain/${input.trustId}`,
    args: [input],
    signal: 'decided',
    signalArgs: [],
    typedSearchAttributes: new TypedSearchAttributes([{ key: keys.account, value: input.accountId }]),
    priority: { fairnessKey: input.accountId },
  });
}

const keys = {
  account: defineSearchAttributeKey('AccordAccount', SearchAttributeType.KEYWORD),
  template: defineSearchAttributeKey('AccordTemplate', SearchAttributeType.KEYWORD),
  subject: defineSearchAttributeKey('AccordSubject', SearchAttributeType.KEYWORD),
};
