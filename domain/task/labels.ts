import type { Calendar } from '../../plan/plan.ts';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';

/** Names beside a task. Who works it is named only where it is worked. */
export type Labels = {
  readonly owner: { readonly handle: string; readonly name: string };
  readonly assigned: { readonly handle: string; readonly name: string } | null;
  readonly team: string | null;
  readonly member: string | null;
  readonly forPerson: string | null;
};

/** What is beside a task, each another's record. */
export type Surroundings = {
  readonly labels: Labels;
  /** In which its clocks count. */
  readonly calendar: Calendar | undefined;
  /** ms by which the clock of its process is ahead of the wall clock. */
  readonly ahead: number;
};

/** What is beside tasks that the viewer has been given already, asked at once. */
export async function surroundingsOf(door: Door, ids: readonly string[]): Promise<ReadonlyMap<string, Surroundings>> {
  if (ids.length === 0) return new Map();
  const rows = await door.em.execute<(LabelRow & { task_id: string; calendar: Calendar | null; ahead: string })[]>(
    'select * from beside_tasks(?::uuid[], ?)',
    [uuids(ids), door.viewer.accountId],
  );
  return new Map(
    rows.map((row) => [
      row.task_id,
      {
        labels: toLabels(row),
        calendar: row.calendar ?? undefined,
        ahead: door.movableClocks ? Number(row.ahead) : 0,
      },
    ]),
  );
}

export type LabelRow = {
  readonly owner_handle: string;
  readonly owner_name: string;
  readonly assigned_handle: string | null;
  readonly assigned_name: string | null;
  readonly team_name: string | null;
  readonly member_name: string | null;
  readonly for_name: string | null;
};

export function toLabels(row: LabelRow): Labels {
  const { owner_handle, owner_name, assigned_handle, assigned_name, team_name, member_name, for_name } = row;
  return {
    owner: { handle: owner_handle, name: owner_name },
    assigned: assigned_handle === null ? null : { handle: assigned_handle, name: assigned_name as string },
    team: team_name,
    member: member_name,
    forPerson: for_name,
  };
}
