import type { Clocks, TaskStatus } from '../../plan/facts.ts';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import { person, seesWork } from '../viewer.ts';
import { type NextTarget, targetShown } from './goals.ts';
import { type LabelRow, type Labels, toLabels } from './labels.ts';
import { askedOf } from './seen.ts';
import type { Task } from './task.entity.ts';

/** Where the next page begins: after this row. */
export type After = { readonly due: string; readonly id: string };
/** `mine`: taken by or asked of the viewer. `team`: free to be taken by his teams. */
export type InboxPart = 'mine' | 'team' | 'all';
/** What is shown of it; absent: whatever it is. */
export type InboxFilter = {
  /** Part of the task's title, of what its process is called outside its account, or of the name of whom it is for. */
  readonly search?: string | undefined;
  readonly status?: readonly TaskStatus[] | undefined;
  readonly category?: readonly Task['category'][] | undefined;
  /** It is not done although it was due, or a promise was not kept. */
  readonly overdue?: boolean | undefined;
  readonly task?: string | undefined;
};

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
export type InboxTask = Pick<Task, 'id' | 'version' | 'category' | 'title' | 'processTitle' | 'impact'> & {
  readonly status: TaskStatus;
  readonly due: Date | null;
  readonly target: Date | null;
  readonly nextTarget: NextTarget;
  readonly activatedAt: Date | null;
  readonly waitingUntil: Date | null;
  readonly overdue: boolean;
  readonly breached: boolean;
};

/**
 * What waits for the viewer in the account he acts in, the next promise first: a range of the visibility index and the
 * tasks of one page, in one question.
 */
export async function inbox(
  door: Door,
  part: InboxPart,
  after: After | undefined,
  most: number,
  filter: InboxFilter = {},
): Promise<InboxRow[]> {
  const { now, movableClocks } = door;
  const clock = movableClocks ? movedClock : fixedClock;
  const waiting = waitingFor(door, part, after, filter.task);
  const page = narrows(filter)
    ? `waiting as materialized (${waiting.sql}),
       page as materialized (select * from waiting where record_id in (select ${matching('waiting')}) order by due, record_id limit ?)`
    : `page as materialized (${waiting.sql} order by v.due, v.record_id limit ?)`;
  const rows = await door.em.execute<Row[]>(
    `with ${page}
     select v.due as sorted_by, v.person_id, t.*, t.due < ${clock} as overdue, t.missed or coalesce(t.target < ${clock}, false) as breached
     from page v join inbox_rows((select array_agg(record_id) from page)) t on t.id = v.record_id
     order by v.due, v.record_id`,
    [...waiting.params, ...(narrows(filter) ? matchingParams(door, filter) : []), most, now, now],
  );
  return rows.map(toRow);
}

/** How much waits for the viewer in the account he acts in: `mine` and `team` as the parts of the inbox, `overdue` of both. */
export type InboxCount = { readonly mine: number; readonly team: number; readonly overdue: number };

export async function countInbox(door: Door): Promise<InboxCount> {
  const waiting = waitingFor(door, 'all');
  const rows = await door.em.execute<InboxCount[]>(
    `with waiting as materialized (${waiting.sql}), late as materialized (select ${matching('waiting')} as id)
     select count(person_id)::int as mine, (count(*) - count(person_id))::int as team,
       (count(*) filter (where record_id in (select id from late)))::int as overdue from waiting`,
    [...waiting.params, ...matchingParams(door, { overdue: true })],
  );
  return rows[0] as InboxCount;
}

/** The rows of the visibility index, `v`, that wait for the viewer. */
function waitingFor({ viewer }: Door, part: InboxPart, after?: After, task?: string) {
  const me = person(viewer);
  // Who was left in a team without doing the account's work is shown none of it.
  const teams = uuids(seesWork(viewer) ? viewer.teamIds : []);
  return {
    sql: `select v.record_id, v.due, v.person_id from visibility v
       where v.account_id = ? and v.open and ${conditions(part, seesWork(viewer))}
         ${task ? 'and v.record_id = ?' : ''} ${after ? 'and (v.due, v.record_id) > (?, ?)' : ''}`,
    params: [
      viewer.accountId,
      ...{ mine: [me], team: [teams], all: [me, teams] }[part],
      ...(task ? [task] : []),
      ...(after ? [after.due, after.id] : []),
    ],
  };
}

const narrows = ({ search, status, category, overdue }: InboxFilter) =>
  [search, status, category, overdue].some((wanted) => wanted !== undefined);

const matching = (table: string) =>
  `inbox_matching((select array_agg(record_id) from ${table}), ?, ?::text[], ?::text[], ?, ?::timestamptz, ?)`;

function matchingParams({ now, movableClocks }: Door, { search, status, category, overdue }: InboxFilter) {
  const list = (names: readonly string[] | undefined) => (names ? `{${names.join(',')}}` : null);
  return [search ?? null, list(status), list(category), overdue ?? null, now, movableClocks];
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
  readonly holder_id: string | null;
  readonly impact: Task['impact'];
  readonly clocks: Clocks | null;
};

function toRow(row: Row): InboxRow {
  const due = dateOf(row.due);
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
      due,
      target: dateOf(row.target),
      nextTarget: targetShown({ finished: false, assignedAccountId: row.holder_id, due, clocks: row.clocks }),
      impact: row.impact,
      activatedAt: dateOf(row.activated_at),
      waitingUntil: dateOf(row.waiting_until),
      overdue: row.overdue === true,
      breached: row.breached,
    },
  };
}

const fixedClock = '?::timestamptz';
const movedClock = "(?::timestamptz + t.ahead * interval '1 ms')";
const dateOf = (value: string | null) => (value === null ? null : new Date(value));

function conditions(part: InboxPart, works: boolean): string {
  const mine = works ? 'v.person_id = ?' : askedOf;
  const free = 'v.person_id is null and v.team_id = any (?::uuid[])';
  return { mine, team: free, all: `((${mine}) or (${free}))` }[part];
}
