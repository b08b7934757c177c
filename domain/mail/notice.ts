import type { Goal } from '../../plan/facts.ts';
import type { Told } from '../service/scheme.ts';
import type { Hindrance } from '../task/escalate.ts';
import type { Notice as Kind } from '../task/notices.ts';

/** Word that something needs somebody, in ids. Who gets it, and what it says to him, is decided when it is delivered. */
export type Notice = {
  readonly kind: Kind;
  /** Owns the process. */
  readonly account: string;
  readonly process: string;
  readonly tasks: readonly string[];
  /** Approvers, or the manager of a process that has come to a halt. */
  readonly to: readonly string[];
  /** Which promise a clock has come to. */
  readonly goal?: Goal;
  /** How much of its time is used; absent: all. */
  readonly percent?: number;
  /** Who is told of a clock; absent in what an older version put in the queue: who does the work, and those in `to`. */
  readonly roles?: readonly Told[];
  /** Who of them is told within the working hours of his account. */
  readonly held?: readonly Told[];
  /** Who had a task before it was escalated. */
  readonly from?: Holder;
  /** Why it was not. */
  readonly hindrance?: Hindrance;
};
export type Holder = { readonly team: string | null; readonly member: string | null };

/** Every kind there is; a queue may hold others, put there by another version. */
export const noticeKinds: readonly Kind[] = [
  'assigned',
  'approval',
  'due_soon',
  'warned',
  'breached',
  'escalated',
  'not_escalated',
  'halted',
  'canceled',
];
