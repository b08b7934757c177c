import { type Client, WorkflowIdConflictPolicy, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { ProcessInput, process } from '../workflows/process.ts';

export const taskQueue = 'accord';
export const workflowIdOf = (processId: string) => `process/${processId}`;

export type Started = ProcessInput & { readonly template: string; readonly subject: string };

/** Starts the workflow of a process; one that runs already is left alone, so that it may be asked again. */
export async function startWorkflow(
  client: Client,
  taskQueue: string,
  { accountId, processId, template, subject }: Started,
): Promise<void> {
  await client.workflow.start<typeof process>('process', {
    taskQueue,
    workflowId: workflowIdOf(processId),
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    args: [{ accountId, processId }],
    // Ids, not names: operators see them.
    typedSearchAttributes: new TypedSearchAttributes([
      { key: keys.account, value: accountId },
      { key: keys.template, value: template },
      { key: keys.subject, value: subject },
    ]),
    priority: { fairnessKey: accountId },
  });
}

/** Tells the workflow of a process to look again. False when there is none. */
export async function signalReleased(client: Client, processId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowIdOf(processId)).signal('released');
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

const keys = {
  account: defineSearchAttributeKey('AccordAccount', SearchAttributeType.KEYWORD),
  template: defineSearchAttributeKey('AccordTemplate', SearchAttributeType.KEYWORD),
  subject: defineSearchAttributeKey('AccordSubject', SearchAttributeType.KEYWORD),
};
