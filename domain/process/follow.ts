import { LockMode } from '@mikro-orm/postgresql';
import { expand } from '../../plan/expand.ts';
import type { TaskNode } from '../../plan/plan.ts';
import { newId } from '../id.ts';
import { Forbidden, NotFound, Refused } from '../problem.ts';
import { type Door, record, tell } from '../store.ts';
import { Approval } from '../task/approval.entity.ts';
import { tellCanceled, tellClockEvents } from '../task/notices.ts';
import { mustBe, taskToChange } from '../task/seen.ts';
import { Task } from '../task/task.entity.ts';
import { closeShown, keepShown } from '../task/visibility.ts';
import { wakeDue } from '../task/wake.ts';
import type { Viewer } from '../viewer.ts';
import { clockOf } from './clock.ts';
import { visibleProcesses } from './list.ts';
import { Process, StoredPlan } from './process.entity.ts';

/** @throws NotFound when it is not there or not the viewer's to see */
export async function processOf(door: Door, id: string, lock = false): Promise<Process> {
  const process = await door.em.findOne(
    Process,
    { $and: [{ id }, visibleProcesses(door.viewer)] },
    lock ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {},
  );
  if (!process) throw new NotFound('process');
  return process;
}

/** Calls it off: what is open is canceled, and everybody who held something is told. */
export async function cancelProcess(door: Door, id: string, reason: string, version?: number): Promise<Process> {
  const process = await processToManage(door, id, version);
  const at = await clockOf(door, id);
  process.cancel(reason, at);
  // Tasks before what shows them, as whoever works them takes their locks.
  const tasks = await door.em.find(
    Task,
    { processId: id, finishedAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  const held = tasks.filter((task) => task.open && task.category !== 'automation');
  await cancelApprovals(door, tasks, at);
  await wakeDue(door, tasks, at);
  for (const task of tasks) {
    task.cancel('The process was canceled.', at);
    tellClockEvents(door, process, task, task.passed ?? []);
  }
  for (const task of held) await keepShown(door, task);
  record(door, process.accountId, 'process', id, 'canceled', { reason, tasks: tasks.map((task) => task.id) }, at);
  for (const task of held) record(door, task.accountId, 'task', task.id, 'canceled', { reason: task.reason }, at);
  tellCanceled(door, process, held, reason);
  tell(door, 'changed', process.accountId, id);
  return process;
}

/** After a task failed or was rejected: does it again, as a new round with a new clock. */
export async function retryTask(door: Door, id: string, version?: number): Promise<Task> {
  const { task, process, at } = await haltedTask(door, id, version, 'retried');
  const { id: _, ...again } = await copyOf(door, task);
  const next = door.em.create(Task, { ...again, id: newId(), round: task.round + 1 });
  await rebind(door, process, task);
  record(door, task.accountId, 'task', task.id, 'retried', { round: next.round, task: next.id }, at);
  tell(door, 'changed', task.accountId, task.processId);
  return next;
}

/** Gives up an unfinished task, or one that failed or was rejected, and releases its successors. */
export async function cancelTask(door: Door, id: string, reason: string, version?: number): Promise<Task> {
  const task = await taskToChange(door, id, version);
  const { process, at } = await managed(door, task);
  if (process.over) throw new Refused('The process is over; there is nothing left to cancel.');
  if (task.status === 'failed' || task.status === 'rejected') return releaseHalted(door, task, reason, at);
  await wakeDue(door, [task], at);
  const wasOpen = task.open;
  await cancelApprovals(door, [task], at);
  task.cancel(reason, at);
  tellClockEvents(door, process, task, task.passed ?? []);
  record(door, task.accountId, 'task', id, 'canceled', { reason }, at);
  tell(door, 'changed', task.accountId, task.processId);
  if (wasOpen) {
    tellCanceled(door, process, [task], reason);
    await keepShown(door, task);
  }
  return task;
}

/** A finished task never changes: a canceled round after it is what releases the successors. */
async function releaseHalted(door: Door, task: Task, reason: string, at: Date): Promise<Task> {
  await mustBeLastRound(door, task);
  const { id: _, ...again } = await copyOf(door, task);
  const next = door.em.create(Task, {
    ...again,
    id: newId(),
    round: task.round + 1,
    status: 'canceled',
    reason,
    activatedAt: at,
    finishedAt: at,
  });
  record(door, task.accountId, 'task', task.id, 'canceled', { reason, task: next.id }, at);
  tell(door, 'changed', task.accountId, task.processId);
  return next;
}

async function haltedTask(door: Door, id: string, version: number | undefined, verb: string) {
  const task = await taskToChange(door, id, version);
  const { process, at } = await managed(door, task);
  if (process.over) throw new Refused(`The process is over; its tasks cannot be ${verb}.`);
  if (task.status !== 'failed' && task.status !== 'rejected')
    throw new Refused(`Only a task that failed or was rejected can be ${verb}; this one is ${task.status}.`);
  await mustBeLastRound(door, task);
  return { task, process, at };
}

async function mustBeLastRound(door: Door, task: Task): Promise<void> {
  const later = await door.em.count(Task, { processId: task.processId, node: task.node, round: { $gt: task.round } });
  if (later > 0) throw new Refused('Somebody has already decided how to go on from this task.');
}

/** What another round of a task has of it. */
export async function copyOf(door: Door, task: Task) {
  const rows = await door.em.find(Task, { id: task.id }, { populate: ['outputSchema'] });
  const {
    accountId,
    processId,
    node,
    category,
    title,
    processTitle,
    after,
    instructions,
    checklist,
    outputSchema,
    requiredApprovals,
    decides,
    confidential,
    impact,
    passedTo,
  } = rows[0] as Task;
  return {
    id: task.id,
    accountId,
    processId,
    node,
    category,
    title,
    processTitle,
    after,
    instructions,
    // What was ticked was ticked of the round before.
    checklist: checklist?.map(({ title }) => ({ title })) ?? null,
    outputSchema: outputSchema ?? null,
    requiredApprovals: requiredApprovals ?? null,
    decides,
    confidential,
    impact,
    passedTo: passedTo ?? null,
    status: 'registered' as const,
  };
}

/** A trust made anew after the old one ended serves the next round; nothing revives the old. */
async function rebind(door: Door, process: Process, task: Task): Promise<void> {
  const stored = await door.em.findOneOrFail(StoredPlan, { accountId: process.accountId, hash: process.planHash });
  const node = expand(stored.plan, process.input).find(({ id }) => id === task.node);
  const binding = node?.kind === 'task' ? process.bindings[(node as TaskNode).account] : undefined;
  if (!binding?.trustId || node?.kind !== 'task') return;
  const rows = await door.em.execute<{ id: string }[]>(
    `select id from trust where trusting_id = ? and trusted_id = ? and status in ('accepted', 'suspended')`,
    [process.accountId, binding.accountId],
  );
  if (rows[0] && rows[0].id !== binding.trustId) {
    process.bindings = { ...process.bindings, [node.account]: { ...binding, trustId: rows[0].id } };
  }
}

async function cancelApprovals(door: Door, tasks: readonly Task[], at: Date): Promise<void> {
  const asked = tasks.filter((task) => task.category === 'approval').map(({ id }) => id);
  if (asked.length === 0) return;
  for (const approval of await door.em.find(Approval, { taskId: { $in: asked }, status: 'assigned' })) {
    approval.status = 'canceled';
    approval.decidedAt = at;
  }
  await closeShown(door, asked, at);
}

export async function processToManage(door: Door, id: string, version?: number): Promise<Process> {
  const process = await processOf(door, id, true);
  mustBe(version, process.version);
  mustManage(door.viewer, process);
  return process;
}

/** The process of a task of the own account, for whoever decides how it goes on; under a lock if he does so now. */
export async function managed(door: Door, task: Task, lock = true): Promise<{ process: Process; at: Date }> {
  if (task.accountId !== door.viewer.accountId)
    throw new Forbidden('Only the account that owns the process can do this.');
  const process = await door.em.findOne(
    Process,
    { id: task.processId, accountId: task.accountId },
    lock ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {},
  );
  mustManage(door.viewer, process);
  return { process, at: await clockOf(door, task.processId) };
}

/** Of a confidential process that is kept from him nobody decides, whatever he sees of its tasks. */
function mustManage(viewer: Viewer, process: Process | null): asserts process {
  const manages =
    process &&
    (viewer.roles.has('specialist') ||
      viewer.roles.has('account_admin') ||
      viewer.personId === process.managerId ||
      viewer.personId === process.startedById);
  if (!manages)
    throw new Forbidden('Only specialists of the account, the manager and who started the process can do this.');
}
