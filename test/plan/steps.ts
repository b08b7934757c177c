import type { Duration, Expr, Guard, Moment, NodeId, PlanNode } from '../../plan/plan.ts';
import { type Course, schedule } from '../../plan/schedule.ts';
import { amsterdam, officeHours } from './offices.ts';

const newYork = officeHours('America/New_York');
// A Monday; Amsterdam is open from 08:00Z to 16:00Z, New York from 14:00Z to 22:00Z.
export const startedAt = '2027-03-01T08:00:00.000Z';
export const course: Course = {
  ownerCalendar: amsterdam,
  calendars: (role) => (role === 'it' ? newYork : amsterdam),
  startedAt,
};
const startDate: Expr = { is: 'input', path: ['startDate'] };
export const input = { startDate: '2027-03-10' };
export const nothing = { is: 'object', fields: {} } as const;

export const base = (id: NodeId, after: readonly NodeId[]) => ({ id, title: id, after, when: [] as Guard[], each: [] });
type Timing = { readonly due?: Moment; readonly notBefore?: Moment; readonly when?: readonly Guard[] };
export const task = (
  id: NodeId,
  after: readonly NodeId[],
  complete?: Duration,
  more: Timing & { account?: string } = {},
): PlanNode => ({
  ...base(id, after),
  kind: 'task',
  account: 'hr',
  service: 'people',
  offer: id,
  with: nothing,
  input: {},
  output: {},
  target: complete ? { complete } : {},
  ...more,
});
export const workingHours = (amount: number): Duration => ({ amount, unit: 'workingHours' });
export const relative = (amount: number, unit: Duration['unit'], edge: Moment['edge']): Moment => ({
  from: { is: 'date', date: startDate },
  offset: { amount, unit },
  edge,
});
export const rowsOf = (nodes: readonly PlanNode[], given: Course = course) => {
  const { rows, endsAt } = schedule(nodes, input, given);
  return { endsAt, ...Object.fromEntries(rows.map(({ node, ...row }) => [node.id, row])) } as Record<string, never> & {
    endsAt: string;
  };
};
