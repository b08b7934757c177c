import type { Process } from '../process/process.entity.ts';
import { type Door, tell } from '../store.ts';
import type { ClockEvent } from './goals.ts';
import type { Task } from './task.entity.ts';

/** The field a notice is about; who gets it is decided when it is sent, from the people there are then. */
export type Notice = 'assigned' | 'approval' | 'due_soon' | 'warned' | 'breached' | 'halted' | 'canceled';

export function tellAssigned(door: Door, tasks: readonly Task[]): void {
  const first = tasks[0];
  if (!first) return;
  tell(door, 'notice', first.accountId, first.processId, { notice: 'assigned', tasks: tasks.map(addressOf) });
}

/** Both sides are told of a clock: who does the work, and who answers for the process. */
export function tellClockEvents(
  door: Door,
  process: Pick<Process, 'id' | 'accountId'> & { managerId?: string },
  task: Task,
  events: readonly ClockEvent[],
): void {
  for (const { goal, event, at } of events) {
    tell(door, 'notice', process.accountId, process.id, {
      notice: event,
      goal,
      at,
      tasks: [addressOf(task)],
      to: event === 'breached' && process.managerId ? [process.managerId] : [],
    });
  }
  task.passed = [];
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
