import { advance, type Step } from '../../plan/advance.ts';
import { expand } from '../../plan/expand.ts';
import type { Facts, NodeFact } from '../../plan/facts.ts';
import type { Calendar, Json, Plan, PlanNode } from '../../plan/plan.ts';
import { Account } from '../account/account.entity.ts';
import { type Door, LockMode, record, tell } from '../store.ts';
import { activate } from '../task/activate.ts';
import { concludeVotes } from '../task/approve.ts';
import { escalate } from '../task/escalate.ts';
import { tellClockEvents, tellDueSoon } from '../task/notices.ts';
import { Task } from '../task/task.entity.ts';
import { keepShown } from '../task/visibility.ts';
import { wakeDue } from '../task/wake.ts';
import { Process, StoredPlan } from './process.entity.ts';

/** What a process has come to and what is needed to go on. */
export type Drive = {
  readonly over: boolean;
  /** ISO instant to look again at the latest. */
  readonly wakeAt?: string;
  /** Automations that wait to be run. */
  readonly run: readonly Automation[];
};
export type Automation = { readonly taskId: string; readonly name: string; readonly input: Json };

/**
 * Decides by `advance`, applies what it decides, tells who must know. One transaction under a lock on the process, so
 * that two last predecessors finished at once cannot each think the other still open.
 */
export async function bringUp(
  door: Door,
  processId: string,
  then?: Date,
): Promise<{ readonly process: Process; readonly drive: Drive; readonly first: boolean }> {
  const { accountId } = door.viewer;
  const process = await door.em.findOneOrFail(
    Process,
    { id: processId, accountId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const first = process.status === 'registered';
  if (process.over) return { process, first, drive: { over: true, run: [] } };
  const at = then ?? new Date(door.now.getTime() + process.clockOffset);
  const { plan, nodes } = await planOf(door, process);
  const tasks = await door.em.find(Task, { processId });
  const calendar = await calendarOf(door, accountId);
  await noteTime(door, process, tasks, at);
  await concludeVotes(door, tasks, at);
  let step: Step;
  let registered: number;
  // Activating may itself halt the process or reach the end; every round leaves fewer tasks registered.
  do {
    registered = registeredIn(tasks);
    step = advance(factsOf(process, plan, calendar, tasks), nodes, at.toISOString());
    await apply(door, process, calendar, tasks, step, at);
  } while (!process.over && registeredIn(tasks) < registered);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const running = tasks.filter((task) => task.category === 'automation' && task.status === 'in_progress');
  const run = running.map((task) => ({
    taskId: task.id,
    name: automationName(byId.get(task.node)),
    input: task.input ?? null,
  }));
  return { process, first, drive: { over: process.over, ...(step.wakeAt ? { wakeAt: step.wakeAt } : {}), run } };
}

const registeredIn = (tasks: readonly Task[]) => tasks.filter(({ status }) => status === 'registered').length;

export function factsOf(process: Process, plan: Plan, calendar: Calendar, tasks: readonly Task[]): Facts {
  const nodes = new Map<string, NodeFact>();
  for (const task of tasks) {
    const known = nodes.get(task.node);
    if (!known || known.round < task.round) nodes.set(task.node, factOf(task));
  }
  return {
    plan,
    input: process.input,
    calendar,
    status: process.status,
    startedAt: process.startedAt.toISOString(),
    nodes,
  };
}

function factOf(task: Task): NodeFact {
  return {
    node: task.node,
    status: task.status,
    round: task.round,
    ...(task.output != null ? { output: task.output } : {}),
    ...(task.activatedAt ? { activatedAt: task.activatedAt.toISOString() } : {}),
    ...(task.finishedAt ? { finishedAt: task.finishedAt.toISOString() } : {}),
    ...(task.due ? { due: task.due.toISOString() } : {}),
    ...(task.clocks ? { clocks: task.clocks } : {}),
    ...(task.waitingUntil ? { waitingUntil: task.waitingUntil.toISOString() } : {}),
  };
}

/** What has become due by the passing of time: waits that are over, targets warned of or breached and what follows, dues that are near. */
async function noteTime(door: Door, process: Process, tasks: readonly Task[], at: Date): Promise<void> {
  const open = tasks.filter((task) => task.open);
  const waited = await wakeDue(door, open, at);
  for (const task of open) {
    task.look(at);
    tellClockEvents(door, process, task, task.passed ?? []);
    tellDueSoon(door, process, task, at);
  }
  for (const task of waited) await keepShown(door, task);
  await escalate(door, open, at);
}

async function apply(
  door: Door,
  process: Process,
  calendar: Calendar,
  tasks: Task[],
  step: Step,
  at: Date,
): Promise<void> {
  const current = new Map<string, Task>();
  for (const task of tasks) if ((current.get(task.node)?.round ?? 0) < task.round) current.set(task.node, task);
  for (const id of step.skip) current.get(id)?.skip(at);
  const activated = await activate(
    door,
    process,
    calendar,
    step.activate.map((activation) => ({ activation, task: current.get(activation.node.id) as Task })),
    at,
  );
  if (activated.length) {
    record(
      door,
      process.accountId,
      'process',
      process.id,
      'tasks_activated',
      { tasks: activated.map(({ id }) => id) },
      at,
    );
  }
  if (step.status === 'completed') {
    process.complete(step.output ?? null, at);
    record(door, process.accountId, 'process', process.id, 'completed', {}, at);
  } else if (step.status === 'progress_halted' && process.status !== 'progress_halted') {
    process.halt();
    const halting = [...current.values()].filter((task) => task.status === 'failed' || task.status === 'rejected');
    record(
      door,
      process.accountId,
      'process',
      process.id,
      'progress_halted',
      { tasks: halting.map(({ id }) => id) },
      at,
    );
    tell(door, 'notice', process.accountId, process.id, {
      notice: 'halted',
      to: [process.managerId],
      task: halting[0]?.id ?? null,
      title: process.title,
      reason: halting[0]?.reason ?? '',
    });
  } else if (step.status === 'in_progress' && process.status !== 'in_progress') {
    process.proceed();
  }
}

const plans = new Map<string, Plan>();

/** The plan the process began with. Content-addressed, so that it may be kept in memory. */
export async function planOf(door: Door, process: Process): Promise<{ plan: Plan; nodes: readonly PlanNode[] }> {
  const key = `${process.accountId} ${process.planHash}`;
  const plan =
    plans.get(key) ??
    (await door.em.findOneOrFail(StoredPlan, { accountId: process.accountId, hash: process.planHash })).plan;
  plans.set(key, plan);
  return { plan, nodes: expand(plan, process.input) };
}

export async function calendarOf(door: Door, accountId: string): Promise<Calendar> {
  return (await door.em.findOneOrFail(Account, { id: accountId })).calendar;
}

function automationName(node: PlanNode | undefined): string {
  if (node?.kind !== 'automation') throw new Error('An automation task stands for a node that is none.');
  return node.automation;
}
