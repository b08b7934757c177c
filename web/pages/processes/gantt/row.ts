import type { ReactNode } from 'react';
import type { Schemas } from '../../../client/api.ts';

/** One step on the timeline; instants in ms since the epoch. */
export type GanttRow = {
  readonly key: string;
  readonly title: string;
  readonly kind: Schemas['Step']['kind'];
  readonly account: { readonly handle: string; readonly name: string } | null;
  readonly state: 'done' | 'now' | 'foreseen' | 'halted' | 'off';
  readonly from: number;
  readonly to: number;
  readonly due: number | null;
  readonly target: number | null;
  readonly late: boolean;
  readonly critical: boolean;
  readonly conditional: boolean;
  /** Working minutes. */
  readonly slack: number | null;
  /** Its task, where there is one to open. */
  readonly task: string | null;
  /** How it stands, where it is more than foreseen. */
  readonly standing: ReactNode;
};

export type GanttGroup = { readonly key: string; readonly rows: readonly GanttRow[] } & Pick<
  GanttRow,
  'account' | 'kind'
>;

type Forecast = Pick<
  Schemas['PlanPreview']['rows'][number],
  'startsAt' | 'finishesAt' | 'due' | 'late' | 'critical' | 'conditional' | 'slack'
>;

export const foreseen = ({ startsAt, finishesAt, due, late, critical, conditional, slack }: Forecast) => ({
  from: Date.parse(startsAt),
  to: Date.parse(finishesAt),
  due: due === null ? null : Date.parse(due),
  late,
  critical,
  conditional,
  slack,
});

/** By the account that does them; what no account does, by what it is. Whoever begins first stands first. */
export function groupsOf(rows: readonly GanttRow[]): GanttGroup[] {
  const groups = new Map<string, GanttRow[]>();
  for (const row of [...rows].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const key = row.account?.handle ?? (row.kind === 'approval' ? 'approval' : 'automation');
    const group = groups.get(key) ?? [];
    groups.set(key, [...group, row]);
  }
  return [...groups].map(([key, of]) => {
    const { account, kind } = of[0] as GanttRow;
    return { key, account, kind, rows: of };
  });
}
