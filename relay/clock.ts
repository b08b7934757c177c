import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { forwardClock } from '../domain/process/forward-clock.ts';
import type { Store } from '../domain/store.ts';
import type { Viewer } from '../domain/viewer.ts';
import { workflowIdOf } from './engine.ts';

/**
 * Moves the clock of one process forward, as demo, rehearsal and tests do: what people do to it and what its timers do
 * happens at the same moved time, and nothing else on the server moves. Refused where clocks are fixed.
 * @param minutes real minutes, more than 0
 */
export async function moveClock(
  store: Store,
  client: Client,
  viewer: Viewer,
  processId: string,
  minutes: number,
): Promise<void> {
  await store.as(viewer, (door) => forwardClock(door, processId, minutes));
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: workflowIdOf(processId) },
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id: randomUUID(), duration: durationOf(minutes) } },
    },
  } as never);
}

function durationOf(minutes: number) {
  const ms = Math.round(minutes * 60_000);
  return { seconds: Math.trunc(ms / 1000), nanos: (ms % 1000) * 1_000_000 };
}
