import type { Activation } from '../../plan/advance.ts';
import { newId } from '../id.ts';
import type { Process } from '../process/process.entity.ts';
import { type Door, tell } from '../store.ts';
import { uuids } from '../uuids.ts';
import { Approval } from './approval.entity.ts';
import { addressOf } from './notices.ts';
import type { Task } from './task.entity.ts';
import { showTo } from './visibility.ts';

/** In which account somebody is asked: the own one, or another that lets it ask its people, by that trust. */
export type Asked = { readonly personId: string; readonly accountId: string; readonly trustId: string | null };

/** Those of these people who may be asked for an approval of the viewer's account at this moment. */
export async function askedOf({ em }: Door, people: readonly string[]): Promise<ReadonlyMap<string, Asked>> {
  if (people.length === 0) return new Map();
  const rows = await em.execute<{ person_id: string; account_id: string; trust_id: string | null }[]>(
    'select * from asked_in(?::uuid[])',
    [uuids([...new Set(people)])],
  );
  return new Map(
    rows.map(({ person_id, account_id, trust_id }) => [
      person_id,
      { personId: person_id, accountId: account_id, trustId: trust_id },
    ]),
  );
}

/** Asks for an approval whoever may be asked; too few of them, and it cannot go on. */
export function ask(
  door: Door,
  process: Process,
  activation: Activation,
  task: Task,
  known: ReadonlyMap<string, Asked>,
  at: Date,
): void {
  const asked = activation.people.flatMap((id) => known.get(id) ?? []);
  const required = task.requiredApprovals ?? 1;
  if (asked.length < required) {
    task.cannotGoOn(`Approvals required: ${required}. People who can be asked: ${asked.length}.`, at);
    return;
  }
  task.activate('assigned', at);
  for (const { personId, accountId, trustId } of asked) {
    door.em.create(Approval, {
      id: newId(),
      accountId: process.accountId,
      taskId: task.id,
      approverId: personId,
      status: 'assigned',
    });
    showTo(door, task, { accountId, trustId, why: 'approver', personId }, at);
  }
  tell(door, 'notice', process.accountId, process.id, {
    notice: 'approval',
    to: asked.map(({ personId }) => personId),
    tasks: [addressOf(task)],
  });
}
