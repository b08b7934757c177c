import type { Goal } from '../task/goals.ts';
import type { Notice as Kind } from '../task/notices.ts';

/** Word that something needs somebody, in ids. Who gets it, and what it says to him, is decided when it is delivered. */
export type Notice = {
  readonly kind: Kind;
  /** Owns the process. */
  readonly account: string;
  readonly process: string;
  readonly tasks: readonly string[];
  /** People told besides those who hold the tasks: approvers, the manager of the process. */
  readonly to: readonly string[];
  /** Which promise a clock has come to. */
  readonly goal?: Goal;
};

/** Every kind there is; a queue may hold others, put there by another version. */
export const noticeKinds: readonly Kind[] = [
  'assigned',
  'approval',
  'due_soon',
  'warned',
  'breached',
  'halted',
  'canceled',
];
