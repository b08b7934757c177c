import type { Process } from '../process/process.entity.ts';
import type { SchemeRule } from '../service/scheme.ts';
import { type Door, tell } from '../store.ts';
import type { ClockEvent } from './goals.ts';
import type { Task } from './task.entity.ts';

/** The field a notice is about; who gets it is decided when it is sent, from the people there are then. */
export type Notice =
  | 'assigned'
  | 'approval'
  | 'due_soon'
  | 'warned'
  | 'breached'
  | 'escalated'
  | 'not_escalated'
  | 'halted'
  | 'canceled';

export function tellAssigned(door: Door, tasks: readonly Task[]): void {
  const first = tasks[0];
  if (!first) return;
  tell(door, 'notice', first.accountId, first.processId, { notice: 'assigned', tasks: tasks.map(addressOf) });
}

/**
 * Tells of clocks whom the task's scheme names; where it names none, who does the work. Of a breach the process's manager
 * is always told, and at once: no provider's scheme keeps that from his customer.
 */
export function tellClockEvents(
  door: Door,
  process: Pick<Process, 'id' | 'accountId'>,
  task: Task,
  events: readonly ClockEvent[],
): void {
  for (const event of events) {
    const { to, inWorkingHours = false } = ruleOf(task, event);
    tell(door, 'notice', process.accountId, process.id, {
      notice: event.event,
      goal: event.goal,
      at: event.at,
      ...(event.event === 'warned' ? { percent: event.percent } : {}),
      tasks: [addressOf(task)],
      roles: event.event === 'breached' && !to.includes('manager') ? [...to, 'manager'] : [...to],
      held: inWorkingHours ? [...to] : [],
    });
  }
  task.passed = [];
}

function ruleOf({ scheme }: Task, event: ClockEvent): Pick<SchemeRule, 'to' | 'inWorkingHours'> {
  if (!scheme?.length) return { to: ['assignee'] };
  const at = event.event === 'warned' ? event.percent : 'breach';
  return scheme.find((rule) => rule.goal === event.goal && rule.at === at) ?? { to: [] };
}

export function tellDueSoon(door: Door, process: Process, task: Task, at: Date): void {
  const soon = task.clocks?.dueSoon;
  if (!soon || soon.toldAt || soon.at > at.toISOString()) return;
  task.clocks = { ...task.clocks, dueSoon: { ...soon, toldAt: at.toISOString() } };
  tell(door, 'notice', process.accountId, process.id, {
    notice: 'due_soon',
    at: task.due?.toISOString() ?? null,
    tasks: [addressOf(task)],
  });
}

export function tellCanceled(
  door: Door,
  process: Pick<Process, 'id' | 'accountId'>,
  tasks: readonly Task[],
  reason: string,
): void {
  const held = tasks.filter(({ category }) => category !== 'automation');
  if (held.length === 0) return;
  tell(door, 'notice', process.accountId, process.id, { notice: 'canceled', tasks: held.map(addressOf), reason });
}

export function addressOf(task: Task) {
  return {
    id: task.id,
    title: task.title,
    account: task.assignedAccountId ?? task.accountId,
    team: task.teamId ?? null,
    member: task.memberId ?? null,
  };
}
