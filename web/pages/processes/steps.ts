import type { Step } from './queries.ts';

type Status = NonNullable<Step['task']>['status'];

const over: ReadonlySet<Status> = new Set(['completed', 'approved', 'canceled']);
const halted: ReadonlySet<Status> = new Set(['failed', 'rejected']);

/** In somebody's hands. */
export const isOpen = ({ task }: Pick<Step, 'task'>): boolean =>
  task !== null && task.status !== 'registered' && !over.has(task.status) && !halted.has(task.status);

export const isOver = ({ task }: Pick<Step, 'task'>): boolean => task !== null && over.has(task.status);

/** Did not succeed, whether or not somebody has decided how to go on. */
export const isHalted = ({ task }: Pick<Step, 'task'>): boolean => task !== null && halted.has(task.status);

/** Turned out not to be needed. */
export const wasNotNeeded = ({ task }: Pick<Step, 'task'>): boolean =>
  task !== null && task.status === 'canceled' && task.activatedAt === null;
