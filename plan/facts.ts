import type { Clock } from './clock.ts';
import type { Calendar, Instant, Json, JsonObject, NodeId, Plan } from './plan.ts';

/** What is known of a process when `advance` decides: the plan, the input and what has happened to its nodes. */
export type Facts = {
  readonly plan: Plan;
  readonly input: JsonObject;
  /** Of the account that owns the process: `due` and `notBefore` count in it. */
  readonly calendar: Calendar;
  readonly status: ProcessStatus;
  readonly startedAt: Instant;
  readonly nodes: ReadonlyMap<NodeId, NodeFact>;
};

export type NodeFact = {
  readonly node: NodeId;
  readonly status: TaskStatus;
  /** Counts activations of this node: 1 at first, one more for each retry. */
  readonly round: number;
  readonly output?: Json;
  readonly activatedAt?: Instant;
  readonly finishedAt?: Instant;
  readonly due?: Instant;
  readonly clocks?: Clocks;
  /** A waiting task wakes by itself then. */
  readonly waitingUntil?: Instant;
};

/** What is promised of a task, each with a clock of its own. */
export const goals = ['respond', 'complete'] as const;
export type Goal = (typeof goals)[number];

/** The clocks of one task; absent = nothing promised. */
export type Clocks = { readonly [G in Goal]?: Clock } & {
  /** When to say that the task's due is near, and when that was said. */
  readonly dueSoon?: { readonly at: Instant; readonly toldAt?: Instant };
};

/** Statuses exactly as the field has them. */
export const taskStatuses = [
  'registered',
  'declined',
  'assigned',
  'accepted',
  'in_progress',
  'waiting_for',
  'waiting_for_customer',
  'request_pending',
  'failed',
  'rejected',
  'completed',
  'approved',
  'canceled',
] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const processStatuses = ['being_created', 'registered', 'in_progress', 'progress_halted', 'completed'] as const;
export type ProcessStatus = (typeof processStatuses)[number];

const finished: ReadonlySet<TaskStatus> = new Set(['failed', 'rejected', 'completed', 'approved', 'canceled']);
const releasing: ReadonlySet<TaskStatus> = new Set(['completed', 'approved', 'canceled']);

export const isFinished = (status: TaskStatus) => finished.has(status);
/** Finished in a way that lets successors begin; canceling releases too. */
export const isReleasing = (status: TaskStatus) => releasing.has(status);
export const isHalting = (status: TaskStatus) => status === 'failed' || status === 'rejected';
export const isOpen = (status: TaskStatus) => status !== 'registered' && !isFinished(status);
