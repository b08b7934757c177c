import type { RoleName } from '../words.ts';
import type { Id, Instant, Values } from './parties.ts';

/** `cost` stands for whatever is internal to the provider: cost, owner, underpinning contracts. */
export type Service = {
  readonly type: 'service';
  readonly id: Id;
  readonly accountId: Id;
  readonly name: string;
  readonly description: string;
  readonly hours: string;
  readonly teamId: Id;
  readonly confidential: boolean;
  readonly cost: string;
};

export type Offering = {
  readonly type: 'offering';
  readonly id: Id;
  readonly accountId: Id;
  readonly serviceId: Id;
  readonly name: string;
  readonly target: string;
  readonly calendar: string;
  /** By account that is charged. */
  readonly charges: Values;
  readonly from: Instant;
  /** The first instant at which it is over. */
  readonly until: Instant | null;
};

export type Process = {
  readonly type: 'process';
  readonly id: Id;
  readonly accountId: Id;
  readonly templateId: Id;
  readonly title: string;
  /** What accounts that hold a task of it may read. */
  readonly externalTitle: string;
  readonly subjectId: Id;
  readonly managerId: Id;
  readonly teamId: Id | null;
  readonly confidential: boolean;
  readonly input: Values;
  readonly status: 'in_progress' | 'progress_halted' | 'completed';
  readonly completionReason: 'complete' | 'withdrawn' | null;
  readonly reason: string;
  readonly due: Instant;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
};

export type TaskStatus =
  | 'registered'
  | 'assigned'
  | 'accepted'
  | 'in_progress'
  | 'waiting_for'
  | 'waiting_for_customer'
  | 'failed'
  | 'rejected'
  | 'completed'
  | 'approved'
  | 'canceled';

/** Under which trust another account got the task, and how far it came with it there. */
export type Share = {
  readonly accountId: Id;
  readonly trustId: Id;
  readonly since: Instant;
  readonly startedAt: Instant | null;
  /** When that account's own people brought it to a final state. */
  readonly finalAt: Instant | null;
  readonly asCompleted: { readonly owner: string; readonly forPerson: string | null } | null;
};

export type Task = {
  readonly type: 'task';
  readonly id: Id;
  readonly accountId: Id;
  readonly processId: Id;
  readonly node: string;
  readonly round: number;
  readonly category: 'implementation' | 'approval' | 'automation';
  readonly title: string;
  readonly instructions: string;
  readonly after: readonly string[];
  readonly status: TaskStatus;
  readonly reason: string;
  readonly assignedAccountId: Id | null;
  readonly trustId: Id | null;
  readonly offeringId: Id | null;
  readonly teamId: Id | null;
  readonly memberId: Id | null;
  readonly forPersonId: Id | null;
  /** Whom an approval is to ask; in no mask, for it is shown by the vote. */
  readonly approverId: Id | null;
  /** The fields its node shares (G12); nothing else of the process's input. */
  readonly input: Values;
  /** Organizations and sites its node shares. */
  readonly handsOver: readonly Id[];
  readonly onSite: boolean;
  readonly output: Values;
  readonly timeCost: string;
  readonly due: Instant;
  readonly activatedAt: Instant | null;
  readonly waitingUntil: Instant | null;
  readonly finishedAt: Instant | null;
  readonly shares: readonly Share[];
};

/** One approver's vote. `askedInId`: the account in which the person is asked. */
export type Approval = {
  readonly type: 'approval';
  readonly id: Id;
  readonly accountId: Id;
  readonly taskId: Id;
  readonly approverId: Id;
  readonly askedInId: Id;
  /** Null: asked in the account of the process or in its directory. */
  readonly trustId: Id | null;
  readonly status: 'assigned' | 'approved' | 'rejected' | 'canceled';
  readonly reason: string;
  readonly decidedAt: Instant | null;
};

/** `accountId`: the account in which it was written. */
export type Note = {
  readonly type: 'note';
  readonly id: Id;
  readonly accountId: Id;
  readonly authorId: Id;
  readonly parentType: 'task' | 'process';
  readonly parentId: Id;
  readonly kind: 'public' | 'internal';
  readonly text: string;
  readonly at: Instant;
  readonly redactedAt: Instant | null;
};

/** A step of a template. `share`: fields of the process's input that may leave the account with it (G12). */
export type Node = {
  readonly name: string;
  readonly kind: 'implementation' | 'approval';
  readonly accountId: Id;
  readonly teamId: Id | null;
  readonly offeringId: Id | null;
  readonly after: readonly string[];
  readonly share: readonly string[];
  readonly title: string;
  /** `{field}` stands for the value of a field of the process's input. */
  readonly instructions: string;
};

export type Template = {
  readonly type: 'template';
  readonly id: Id;
  readonly accountId: Id;
  readonly name: string;
  readonly title: string;
  readonly externalTitle: string;
  readonly starts: readonly RoleName[];
  readonly fields: readonly string[];
  readonly nodes: readonly Node[];
};
