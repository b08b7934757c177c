import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import { Refused } from '../domain/problem.ts';
import { forwardClock, processToForward } from '../domain/process/forward-clock.ts';
import type { Store } from '../domain/store.ts';
import type { Viewer } from '../domain/viewer.ts';
import { workflowIdOf } from './engine.ts';

/**
 * Moves the clock of one process forward, as demo, rehearsal and tests do: what people do to it and what its timers do
 * happens at the same moved time, and nothing else on the server moves. Waits until an earlier move has come to its end,
 * since the engine would forget what is left of it.
 * @param minutes real minutes, more than 0
 * @throws Refused where clocks are fixed, and when the engine is not ready for it within ten seconds
 */
export async function moveClock(
  store: Store,
  client: Client,
  viewer: Viewer,
  processId: string,
  minutes: number,
): Promise<void> {
  const namespace = client.options.namespace;
  const workflowExecution = { workflowId: workflowIdOf(processId) };
  await store.as(viewer, (door) => processToForward(door, processId));
  await atRest(client, namespace, workflowExecution);
  await store.as(viewer, (door) => forwardClock(door, processId, minutes));
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id: randomUUID(), duration: durationOf(minutes) } },
    },
  } as never);
}

/** The workflow is there, and no clock is being moved. */
async function atRest(client: Client, namespace: string, execution: { workflowId: string }): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await pause(20)) {
    try {
      const { workflowExtendedInfo } = await client.workflowService.describeWorkflowExecution({ namespace, execution });
      const move = workflowExtendedInfo?.timeSkippingInfo?.fastForwardInfo;
      if (!move || move.hasCompleted) return;
    } catch (error) {
      // Just started: its workflow is about to be.
      if (!isGrpcServiceError(error) || error.code !== notFound) throw error;
    }
  }
  throw new Refused('Its clock is still being moved, or its workflow has not started yet: try again in a moment.');
}

const notFound = 5;

function durationOf(minutes: number) {
  const ms = Math.round(minutes * 60_000);
  return { seconds: Math.trunc(ms / 1000), nanos: (ms % 1000) * 1_000_000 };
}
