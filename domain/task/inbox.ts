import type { Door } from '../store.ts';
import { person } from '../viewer.ts';
import { Task } from './task.entity.ts';

/** Where the next page begins: after this row. */
export type After = { readonly due: string; readonly id: string };
/** `mine`: taken by or asked of the viewer. `team`: free to be taken by his teams. */
export type InboxPart = 'mine' | 'team' | 'all';
export type InboxRow = { readonly task: Task; readonly due: Date; readonly why: 'assigned' | 'approver' };

/** What waits for the viewer in the account he acts in, the next promise first. A range of the visibility index. */
export async function inbox(door: Door, part: InboxPart, after: After | undefined, most: number): Promise<InboxRow[]> {
  const me = person(door.viewer);
  const teams = door.viewer.teamIds.length ? [...door.viewer.teamIds] : [nobody];
  const rows = await door.em.execute<{ record_id: string; due: Date; why: InboxRow['why'] }[]>(
    `select record_id, due, why from visibility
     where account_id = ? and open and ${conditions[part]} ${after ? 'and (due, record_id) > (?, ?)' : ''}
     order by due, record_id limit ?`,
    [
      door.viewer.accountId,
      ...{ mine: [me], team: [teams], all: [me, teams] }[part],
      ...(after ? [after.due, after.id] : []),
      most,
    ],
  );
  const tasks = await door.em.find(Task, { id: { $in: rows.map((row) => row.record_id) } });
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return rows.flatMap(({ record_id, due, why }) => {
    const task = byId.get(record_id);
    return task ? [{ task, due: new Date(due), why }] : [];
  });
}

const nobody = '00000000-0000-0000-0000-000000000000';
const conditions: Record<InboxPart, string> = {
  mine: 'person_id = ?',
  team: 'person_id is null and team_id in (?)',
  all: '(person_id = ? or (person_id is null and team_id in (?)))',
};
