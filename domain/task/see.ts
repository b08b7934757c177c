import type { Calendar } from '../../plan/plan.ts';
import { namesOf, visibleProcesses } from '../process/list.ts';
import { Process } from '../process/process.entity.ts';
import { ServiceOffering } from '../service/service.entity.ts';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import { Approval } from './approval.entity.ts';
import { type Labels, labelsOf } from './labels.ts';
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
  /** In which its clocks count; absent when it is no longer in sight. */
  readonly calendar: Calendar | undefined;
  /** Now, by the clock of its process. */
  readonly at: Date;
  readonly votes: readonly Vote[];
};
export type Vote = { readonly approval: Approval; readonly approver: string };

/** Tasks the viewer has been given already, with their surroundings. */
export async function seeTasks(door: Door, tasks: readonly Task[]): Promise<SeenTask[]> {
  const labels = await labelsOf(
    door,
    tasks.map(({ id }) => id),
  );
  const calendars = await calendarsFor(door, tasks);
  const processes = await processesOf(door, tasks);
  const offsets = await offsetsOf(door, tasks);
  const votes = await votesOn(door, tasks);
  return tasks.flatMap((task) => {
    const named = labels.get(task.id);
    if (!named) return [];
    return {
      task,
      labels: named,
      owns: task.accountId === door.viewer.accountId,
      holds: task.assignedAccountId === door.viewer.accountId,
      process: processes.get(task.processId),
      calendar: task.offeringId ? calendars.get(task.offeringId) : undefined,
      at: new Date(door.now.getTime() + (offsets.get(task.processId) ?? 0)),
      votes: votes.get(task.id) ?? [],
    };
  });
}

async function calendarsFor({ em }: Door, tasks: readonly Task[]): Promise<ReadonlyMap<string, Calendar>> {
  const ids = new Set(tasks.flatMap(({ offeringId, clocks }) => (offeringId && clocks ? [offeringId] : [])));
  const found = ids.size ? await em.find(ServiceOffering, { id: { $in: [...ids] } }) : [];
  return new Map(found.map(({ id, calendar }) => [id, calendar]));
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

/** ms by which the clocks of their processes are ahead; only where clocks can be moved. */
async function offsetsOf(door: Door, tasks: readonly Task[]): Promise<ReadonlyMap<string, number>> {
  if (!door.movableClocks) return new Map();
  const ids = [...new Set(tasks.map(({ processId }) => processId))];
  const rows = await door.em.execute<{ id: string; ahead: string | number }[]>(
    'select p.id, clock_offset_of(p.id) as ahead from unnest(?::uuid[]) as p(id)',
    [uuids(ids)],
  );
  return new Map(rows.map(({ id, ahead }) => [id, Number(ahead)]));
}

/** Who was asked and what he said is for the account that asks. */
async function votesOn(door: Door, tasks: readonly Task[]): Promise<ReadonlyMap<string, Vote[]>> {
  const asked = tasks.filter(
    ({ category, accountId }) => category === 'approval' && accountId === door.viewer.accountId,
  );
  if (asked.length === 0) return new Map();
  const approvals = await door.em.find(
    Approval,
    { taskId: { $in: asked.map(({ id }) => id) } },
    { orderBy: { id: 'asc' } },
  );
  const names = await namesOf(
    door,
    approvals.map(({ approverId }) => approverId),
  );
  return Map.groupBy(
    approvals.map((approval) => ({ approval, approver: names.get(approval.approverId) ?? '' })),
    ({ approval }) => approval.taskId,
  );
}
