import { randomUUID } from 'node:crypto';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { activitiesOf } from '../../activities/index.ts';
import { workflowIdOf } from '../../relay/engine.ts';
import { type NoticeEntry, type Relay, type RelayParts, startRelay } from '../../relay/relay.ts';
import { fromStack } from '../stack/stack.ts';
import { until } from '../support/engine.ts';
import type { Organisation } from '../support/organisation.ts';

export type CrewOptions = {
  /** Of another Temporal server than the one of all tests. */
  readonly address?: string;
  readonly namespace?: string;
  /** 0: every step of a workflow is replayed from its history. */
  readonly maxCachedWorkflows?: number;
  readonly enqueue?: RelayParts['enqueue'];
};

/** A worker and a relay over an organisation's database that can be stopped and started again, in the same task queue. */
export class Crew {
  static async start(org: Organisation, options: CrewOptions = {}): Promise<Crew> {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const address = options.address ?? fromStack('TEMPORAL_ADDRESS');
    const native = await NativeConnection.connect({ address });
    const connection = await Connection.connect({ address });
    const namespace = options.namespace ?? fromStack('NAMESPACE');
    const crew = new Crew(org, new Client({ connection, namespace }), native, options);
    await crew.begin();
    return crew;
  }

  readonly client: Client;
  readonly notices: NoticeEntry[] = [];
  readonly warnings: string[] = [];
  readonly taskQueue = `test-${randomUUID()}`;
  private readonly org: Organisation;
  private readonly native: NativeConnection;
  private readonly options: CrewOptions;
  private worker: { readonly worker: Worker; readonly running: Promise<void> } | undefined;
  private relay: Relay | undefined;

  private constructor(org: Organisation, client: Client, native: NativeConnection, options: CrewOptions) {
    this.org = org;
    this.client = client;
    this.native = native;
    this.options = options;
  }

  async begin(): Promise<void> {
    const worker = await Worker.create({
      connection: this.native,
      namespace: this.client.options.namespace,
      taskQueue: this.taskQueue,
      workflowBundle: { codePath: fromStack('WORKFLOW_BUNDLE') },
      activities: activitiesOf(this.org.workerStore),
      ...(this.options.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: this.options.maxCachedWorkflows }),
    });
    this.worker = { worker, running: worker.run() };
    this.relay = this.relayAnew();
  }

  /** One more relay, or one in place of the first. */
  relayAnew(): Relay {
    return startRelay({
      databaseUrl: this.org.database.urls.worker,
      client: this.client,
      taskQueue: this.taskQueue,
      store: this.org.workerStore,
      warn: (message) => void this.warnings.push(message),
      enqueue: this.options.enqueue ?? (async (entries) => void this.notices.push(...entries)),
    });
  }

  async rest(): Promise<void> {
    await this.relay?.stop();
    this.worker?.worker.shutdown();
    await this.worker?.running;
    this.worker = undefined;
    this.relay = undefined;
  }

  async restart(): Promise<void> {
    await this.rest();
    await this.begin();
  }

  async stop(): Promise<void> {
    await this.rest();
    await this.client.connection.close();
    await this.native.close();
  }

  workflow(processId: string) {
    return this.client.workflow.getHandle(workflowIdOf(processId));
  }

  /** Waits until the workflow of a process was started and has ended. */
  async ended(processId: string): Promise<void> {
    await until(() => this.workflow(processId).describe().catch(unknown));
    await this.workflow(processId).result();
  }
}

function unknown(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
