import type { Calendar } from '../../plan/plan.ts';
import { namesOf, visibleProcesses } from '../process/list.ts';
import { Process } from '../process/process.entity.ts';
import type { Door } from '../store.ts';
import { Approval } from './approval.entity.ts';
import { type Labels, surroundingsOf } from './labels.ts';
import type { Task } from './task.entity.ts';

/** A task with what surrounds it, as far as the viewer sees that. */
export type SeenTask = {
  readonly task: Task;
  readonly labels: Labels;
  /** Its account owns the process and the task; otherwise it holds the task. */
  readonly owns: boolean;
  /** Its account holds the task. */
  readonly holds: boolean;
  /** Only for who may follow the process. */
  readonly process: { readonly id: string; readonly title: string } | undefined;
  /** In which its clocks count. */
  readonly calendar: Calendar | undefined;
  /** Now, by the clock of its process. */
  readonly at: Date;
  readonly votes: readonly Vote[];
};
export type Vote = { readonly approval: Approval; readonly approver: string };

/** Tasks the viewer has been given already, with their surroundings. */
export async function seeTasks(door: Door, tasks: readonly Task[]): Promise<SeenTask[]> {
  const surroundings = await surroundingsOf(
    door,
    tasks.map(({ id }) => id),
  );
  const processes = await processesOf(door, tasks);
  const votes = await votesOn(door, tasks, processes);
  return tasks.flatMap((task) => {
    const around = surroundings.get(task.id);
    if (!around) return [];
    return {
      task,
      labels: around.labels,
      owns: task.accountId === door.viewer.accountId,
      holds: task.assignedAccountId === door.viewer.accountId,
      process: processes.get(task.processId),
      calendar: around.calendar,
      at: new Date(door.now.getTime() + around.ahead),
      votes: votes.get(task.id) ?? [],
    };
  });
}

async function processesOf({ em, viewer }: Door, tasks: readonly Task[]) {
  const ids = new Set(tasks.flatMap(({ accountId, processId }) => (accountId === viewer.accountId ? [processId] : [])));
  const found = ids.size
    ? await em.find(
        Process,
        { $and: [{ id: { $in: [...ids] } }, visibleProcesses(viewer)] },
        { fields: ['id', 'title'] },
      )
    : [];
  return new Map(found.map(({ id, title }) => [id, { id, title }]));
}

/** Who was asked and what he said is for who follows the process; whoever else was asked reads his own vote. */
async function votesOn(
  door: Door,
  tasks: readonly Task[],
  followed: ReadonlyMap<string, unknown>,
): Promise<ReadonlyMap<string, Vote[]>> {
  const asked = tasks.filter(
    ({ category, accountId }) => category === 'approval' && accountId === door.viewer.accountId,
  );
  if (asked.length === 0) return new Map();
  const approvals = await door.em.find(
    Approval,
    { taskId: { $in: asked.map(({ id }) => id) } },
    { orderBy: { id: 'asc' } },
  );
  const follows = new Set(asked.flatMap(({ id, processId }) => (followed.has(processId) ? [id] : [])));
  const read = approvals.filter(({ taskId, approverId }) => follows.has(taskId) || approverId === door.viewer.personId);
  const names = await namesOf(
    door,
    read.map(({ approverId }) => approverId),
  );
  return Map.groupBy(
    read.map((approval) => ({ approval, approver: names.get(approval.approverId) ?? '' })),
    ({ approval }) => approval.taskId,
  );
}
