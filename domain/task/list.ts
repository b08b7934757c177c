import type { TaskStatus } from '../../plan/facts.ts';
import type { Door } from '../store.ts';
import { person, seesWork } from '../viewer.ts';
import { askedOf, followedBy, followingParams, openlyOrMine } from './seen.ts';
import { Task } from './task.entity.ts';

export type TaskFilter = {
  readonly status?: readonly TaskStatus[] | undefined;
  readonly category?: readonly Task['category'][] | undefined;
  /** Of a process of the own account: others' processes have no name here. */
  readonly process?: string | undefined;
  readonly overdue?: boolean | undefined;
};

/**
 * The tasks a viewer sees, the newest first, from the one after `after`: those of his account's processes and those
 * shown to it. Asked as two ranges, so that neither other accounts' tasks nor their number play a part.
 */
export async function listTasks(
  door: Door,
  filter: TaskFilter,
  after: string | undefined,
  most: number,
): Promise<Task[]> {
  const { em, viewer } = door;
  const { sql, params } = conditionOf(door, filter, after);
  const wide = seesWork(viewer);
  const mine = openlyOrMine(viewer);
  const own = `select t.id from task t where t.account_id = ? and (not t.confidential or ${followedBy('t')}
      or exists (select 1 from visibility v where v.record_id = t.id and v.account_id = t.account_id and ${mine.sql})) ${sql} order by t.id desc limit ?`;
  const shown = `select distinct t.id from visibility v join task t on t.id = v.record_id
    where v.account_id = ? ${wide ? `and v.owner_id <> v.account_id and ${mine.sql}` : `and ${askedOf}`}
      ${filter.process ? 'and t.account_id = v.account_id' : ''} ${sql} order by t.id desc limit ?`;
  const rows = await em.execute<{ id: string }[]>(
    wide ? `(${own}) union all (${shown}) order by id desc limit ?` : shown,
    wide
      ? [
          ...[viewer.accountId, ...followingParams(viewer), ...mine.params, ...params, most],
          ...[viewer.accountId, ...mine.params, ...params, most],
          most,
        ]
      : [viewer.accountId, person(viewer), ...params, most],
  );
  return em.find(Task, { id: { $in: rows.map(({ id }) => id) } }, { orderBy: { id: 'desc' } });
}

function conditionOf(
  { now, movableClocks }: Door,
  { status, category, process, overdue }: TaskFilter,
  after: string | undefined,
): { sql: string; params: unknown[] } {
  const conditions: [string, ...unknown[]][] = [];
  const clock = movableClocks ? `(?::timestamptz + clock_offset_of(t.process_id) * interval '1 ms')` : '?::timestamptz';
  const late = `(t.finished_at is null and t.activated_at is not null and t.due is not null and t.due < ${clock})`;
  if (status) conditions.push(['t.status in (?)', status]);
  if (category) conditions.push(['t.category in (?)', category]);
  if (process) conditions.push(['t.process_id = ?', process]);
  if (overdue !== undefined) conditions.push([overdue ? late : `not ${late}`, now]);
  if (after) conditions.push(['t.id < ?', after]);
  return {
    sql: conditions.map(([condition]) => `and ${condition}`).join(' '),
    params: conditions.flatMap(([, ...params]) => params),
  };
}
