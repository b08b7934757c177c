import type { TaskStatus } from '../../plan/facts.ts';
import { NotFound } from '../problem.ts';
import type { Door } from '../store.ts';
import { partyOf } from '../task/party.ts';
import { taskOf } from '../task/seen.ts';
import type { Task } from '../task/task.entity.ts';
import type { Grantable } from '../trust/capabilities.ts';
import { disclosing } from '../trust/discloses.ts';

/** A task of the process that another account works for: what its plan says of it. */
export type PlannedTask = {
  readonly title: string;
  readonly status: TaskStatus;
  readonly due: Date | null;
  readonly activatedAt: Date | null;
  readonly finishedAt: Date | null;
};

/**
 * The plan of the process of a task that another account owns, where that shares it (`share_plan`).
 * @throws NotFound when the task is not the viewer's to see, or the plan is not shared
 */
export async function planBeside(door: Door, taskId: string): Promise<PlannedTask[]> {
  const { id } = await sharedTask(door, taskId, 'share_plan', 'plan');
  const rows = await door.em.execute<Row[]>('select * from plan_beside(?, ?)', [id, door.viewer.accountId]);
  const date = (value: string | null) => (value === null ? null : new Date(value));
  return rows.map(({ title, status, due, activated_at, finished_at }) => ({
    title,
    status,
    due: date(due),
    activatedAt: date(activated_at),
    finishedAt: date(finished_at),
  }));
}

export type NoteBeside = {
  readonly id: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly author: { readonly name: string; readonly account: { readonly handle: string; readonly name: string } };
};

/** Public notes on that process, where they are shared (`share_workflow_notes`), the newest first, from the one after `after`. */
export async function notesBeside(
  door: Door,
  taskId: string,
  after: string | undefined,
  most: number,
): Promise<NoteBeside[]> {
  const { id } = await sharedTask(door, taskId, 'share_workflow_notes', 'notes');
  const rows = await door.em.execute<NoteRow[]>('select * from notes_beside(?, ?::uuid, ?, ?)', [
    id,
    after ?? null,
    most,
    door.viewer.accountId,
  ]);
  return rows.map(({ id, text, created_at, author, handle, account }) => ({
    id,
    text,
    createdAt: new Date(created_at),
    author: { name: author, account: { handle, name: account } },
  }));
}

type Row = {
  readonly title: string;
  readonly status: TaskStatus;
  readonly due: string | null;
  readonly activated_at: string | null;
  readonly finished_at: string | null;
};
type NoteRow = {
  readonly id: string;
  readonly text: string;
  readonly created_at: string;
  readonly author: string;
  readonly handle: string;
  readonly account: string;
};

async function sharedTask(door: Door, id: string, capability: Grantable, what: string): Promise<Task> {
  const task = await taskOf(door, id);
  const between = [task.accountId, door.viewer.accountId] as const;
  const party = await partyOf(door, task);
  const shares = await disclosing(door, capability, 'trusting', [between]);
  if (party.as !== 'provider' || !shares(...between)) throw new NotFound(what);
  return task;
}
