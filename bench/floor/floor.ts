import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { closedLoop, type Lap } from '../loop.ts';
import { clients } from '../shape.ts';
import { deskOf, type OpenTask } from './desk.ts';
import type { Input } from './workflows.ts';

export type Shape = 'naive' | 'sparse';
export type Floor = {
  /** Runs that many processes, or as many as may be started in time. */
  run(shape: Shape, most: Lap, stopping: AbortSignal): Promise<Lap>;
  /** Mean length of the history of some processes that are over. */
  events(shape: Shape): Promise<number>;
  /** Mean length of the histories of workflows, in events. */
  historyLength(ids: readonly string[]): Promise<number>;
  close(): Promise<void>;
};

/** The bare engine: workflows, worker and clients in this one process, no database of ours, no HTTP. */
export async function openFloor(address: string, namespace: string): Promise<Floor> {
  const taskQueue = 'floor';
  const desk = deskOf();
  const nativeConnection = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection, namespace });
  const worker = await Worker.create({
    connection: nativeConnection,
    namespace,
    taskQueue,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: new URL('workflows.ts', import.meta.url).pathname.replaceAll('%20', ' '),
      logger: new DefaultLogger('WARN'),
    }),
    activities: desk.activities,
  });
  const running = worker.run();
  const ids: Record<Shape, string[]> = { naive: [], sparse: [] };
  const signals: Record<Shape, (task: OpenTask, last: boolean) => Promise<void>> = {
    naive: ({ id, task }) => workflow.getHandle(id).signal('done', task),
    sparse: async ({ id }, last) => {
      if (last) await workflow.getHandle(id).signal('released');
    },
  };

  const historyLength = async (of: readonly string[]) => {
    const lengths = await Promise.all(of.map(async (id) => (await workflow.getHandle(id).describe()).historyLength));
    return lengths.reduce((sum, length) => sum + length, 0) / of.length;
  };

  return {
    run: (shape, most, stopping) =>
      closedLoop<OpenTask>(
        most,
        {
          start: async (client) => {
            const id = `${shape}/${randomUUID()}`;
            ids[shape].push(id);
            const input: Input = { id, enterprise: clients[client]?.enterprise ?? 0 };
            await workflow.start(shape, { taskQueue, workflowId: id, args: [input] });
          },
          inbox: async (client) => desk.take(client),
          complete: (_, task) => signals[shape](task, desk.finish(task)),
          running: async () =>
            (await workflow.count(`WorkflowType = '${shape}' and ExecutionStatus = 'Running'`)).count,
        },
        stopping,
      ),
    events: (shape) => historyLength(ids[shape].slice(-20)),
    historyLength,
    close: async () => {
      worker.shutdown();
      await running;
      await connection.close();
      await nativeConnection.close();
    },
  };
}
