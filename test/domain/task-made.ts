import { Task } from '../../domain/task/task.entity.ts';
import { startClock } from '../../plan/clock.ts';
import type { TaskStatus } from '../../plan/facts.ts';
import { amsterdam } from '../plan/offices.ts';

/** A Monday, nine o'clock in Amsterdam. */
const activatedAt = '2027-03-01T08:00:00.000Z';
export const at = (time: string) => new Date(`2027-03-01T${time}.000Z`);

/** A task of that status, held by nobody yet, with four working hours to respond and eight to complete. */
export function taskThatIs(status: TaskStatus, more: Partial<Task> = {}): Task {
  const task = new Task();
  const promise = (amount: number) => startClock(amsterdam, activatedAt, { amount, unit: 'workingHours' });
  Object.assign(
    task,
    {
      category: 'implementation',
      status,
      round: 1,
      reason: '',
      output: null,
      memberId: null,
      teamId: 'team',
      waitingUntil: null,
      finishedAt: null,
      activatedAt: new Date(activatedAt),
      clocks: { respond: promise(4), complete: promise(8) },
    },
    more,
  );
  return task;
}
