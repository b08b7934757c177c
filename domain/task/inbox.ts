import type { TaskStatus } from '../../plan/facts.ts';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import { person, seesWork } from '../viewer.ts';
import { type LabelRow, type Labels, toLabels } from './labels.ts';
import { askedOf } from './seen.ts';
import type { Task } from './task.entity.ts';

/** Where the next page begins: after this row. */
export type After = { readonly due: string; readonly id: string };
/** `mine`: taken by or asked of the viewer. `team`: free to be taken by his teams. */
export type InboxPart = 'mine' | 'team' | 'all';

/** A task that waits for the viewer. */
export type InboxRow = {
  /** What the inbox is sorted by: the next promise, else when the process needs it. */
  readonly due: Date;
  readonly part: 'mine' | 'team';
  /** The vote that is asked of the viewer. */
  readonly approvalId: string | null;
  readonly task: InboxTask;
  readonly labels: Labels;
};
export type InboxTask = Pick<Task, 'id' | 'version' | 'category' | 'title' | 'processTitle'> & {
  readonly status: TaskStatus;
  readonly due: Date | null;
  readonly target: Date | null;
  readonly activatedAt: Date | null;
  readonly waitingUntil: Date | null;
  readonly overdue: boolean;
  readonly breached: boolean;
};

/**
 * What waits for the viewer in the account he acts in, the next promise first: a range of the visibility index and the
 * tasks of one page, in one question.
 */
export async function inbox(door: Door, part: InboxPart, after: After | undefined, most: number): Promise<InboxRow[]> {
  const { viewer, now, movableClocks } = door;
  const me = person(viewer);
  // Who was left in a team without doing the account's work is shown none of it.
  const teams = uuids(seesWork(viewer) ? viewer.teamIds : []);
  const clock = movableClocks ? movedClock : fixedClock;
  const rows = await door.em.execute<Row[]>(
    `with page as materialized (
       select v.record_id, v.due, v.person_id from visibility v
       where v.account_id = ? and v.open and ${conditions(part, seesWork(viewer))} ${after ? 'and (v.due, v.record_id) > (?, ?)' : ''}
       order by v.due, v.record_id limit ?)
     select v.due as sorted_by, v.person_id, t.*, t.due < ${clock} as overdue, t.missed or coalesce(t.target < ${clock}, false) as breached
     from page v join inbox_rows((select array_agg(record_id) from page)) t on t.id = v.record_id
     order by v.due, v.record_id`,
    [
      viewer.accountId,
      ...{ mine: [me], team: [teams], all: [me, teams] }[part],
      ...(after ? [after.due, after.id] : []),
      most,
      now,
      now,
    ],
  );
  return rows.map(toRow);
}

type Row = LabelRow & {
  readonly sorted_by: string;
  readonly person_id: string | null;
  readonly id: string;
  readonly version: number;
  readonly category: Task['category'];
  readonly title: string;
  readonly process_title: string;
  readonly status: TaskStatus;
  readonly due: string | null;
  readonly target: string | null;
  readonly activated_at: string | null;
  readonly waiting_until: string | null;
  readonly overdue: boolean | null;
  readonly breached: boolean;
  readonly approval_id: string | null;
};

function toRow(row: Row): InboxRow {
  return {
    due: new Date(row.sorted_by),
    part: row.person_id === null ? 'team' : 'mine',
    approvalId: row.approval_id,
    labels: toLabels(row),
    task: {
      id: row.id,
      version: row.version,
      category: row.category,
      title: row.title,
      processTitle: row.process_title,
      status: row.status,
      due: dateOf(row.due),
      target: dateOf(row.target),
      activatedAt: dateOf(row.activated_at),
      waitingUntil: dateOf(row.waiting_until),
      overdue: row.overdue === true,
      breached: row.breached,
    },
  };
}

const fixedClock = '?::timestamptz';
const movedClock = "(?::timestamptz + clock_offset_of(t.process_id) * interval '1 ms')";
const dateOf = (value: string | null) => (value === null ? null : new Date(value));

function conditions(part: InboxPart, works: boolean): string {
  const mine = works ? 'v.person_id = ?' : askedOf;
  const free = 'v.person_id is null and v.team_id = any (?::uuid[])';
  return { mine, team: free, all: `((${mine}) or (${free}))` }[part];
}
