import { Client, Connection } from '@temporalio/client';
import { openQueue } from '../../notices/index.ts';
import { workflowIdOf } from '../../relay/engine.ts';
import { rows } from '../domain/process-made.ts';
import type { Organisation } from '../support/organisation.ts';
import type { Hire } from './hire.ts';

/** All that a process has come to, in an order of its own and without ids and times, so that two can be compared. */
export type Outcome = {
  readonly process: object;
  readonly tasks: readonly object[];
  /** Everything that was done, each as often as it was done. */
  readonly done: readonly string[];
  /** Everything that was told, each as often as a notice of its own was made of it. */
  readonly told: readonly string[];
};

export async function outcomeOf(org: Organisation, { id, name }: Hire, notices: readonly Notice[]): Promise<Outcome> {
  const [process] = await rows<object>(
    org,
    'select status, completion_reason, reason, output from process where id = $1',
    id,
  );
  const tasks = await rows<{ id: string; node: string; round: number }>(
    org,
    `select id, node, round, status, reason, output, input, member_id, assigned_account_id, team_id, finished_at is not null as finished
     from task where process_id = $1 order by node, round`,
    id,
  );
  const nodeOf = new Map(tasks.map((task) => [task.id, `${task.node} ${task.round}`]));
  const audit = await rows<{
    record_kind: string;
    record_id: string;
    action: string;
    changes: { tasks?: string[] };
    command_key: string | null;
  }>(
    org,
    `select record_kind, record_id, action, changes, command_key from audit
     where record_id = $1 or record_id in (select id from task where process_id = $1)
       or record_id in (select a.id from approval a join task t on t.id = a.task_id where t.process_id = $1)`,
    id,
  );
  const done = audit.flatMap(({ record_kind, record_id, action, changes, command_key }) => {
    const what = [record_kind, nodeOf.get(record_id), action, command_key?.replace(name, '')].filter(Boolean).join(' ');
    return action === 'tasks_activated' ? (changes.tasks ?? []).map((task) => `${what} ${nodeOf.get(task)}`) : [what];
  });
  const told = notices
    .filter((notice) => notice.process === id)
    .flatMap(({ kind, tasks: about }) => about.map((task) => `${kind} ${nodeOf.get(task)}`));
  return {
    process: process as object,
    tasks: tasks.map(({ id: _, ...task }) => task),
    done: done.sort(),
    told: told.sort(),
  };
}

export type Notice = {
  readonly id: string;
  readonly process: string;
  readonly kind: string;
  readonly tasks: readonly string[];
};

/** What was put in the queue, and how many of these notices could not be delivered. */
export async function noticesIn(org: Organisation): Promise<{ notices: Notice[]; failed: string[] }> {
  const { queue, close } = await openQueue(org.database.urls.queue, () => {});
  const jobs = await queue.getJobs(['completed', 'waiting', 'active', 'delayed', 'failed'], 0, 100_000);
  const states = await Promise.all(jobs.map((job) => job.getState()));
  await close();
  return {
    notices: jobs.map(({ data }) => data as unknown as Notice),
    failed: jobs.flatMap(({ failedReason }, index) => (states[index] === 'failed' ? (failedReason ?? '') : [])),
  };
}

/** Workflow tasks that failed, as they do when a replay comes to something else; and executions of another status than expected. */
export async function troublesOf(address: string, hires: readonly Hire[], expected: string): Promise<string[]> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const troubles: string[] = [];
  for (const { id, name } of hires) {
    const handle = client.workflow.getHandle(workflowIdOf(id));
    const { status } = await handle.describe();
    const { events } = await handle.fetchHistory();
    if (status.name !== expected) troubles.push(`${name}: ${status.name}`);
    for (const { workflowTaskFailedEventAttributes: failed } of events ?? []) {
      if (failed) troubles.push(`${name}: ${failed.failure?.message}`);
    }
  }
  await connection.close();
  return troubles;
}
