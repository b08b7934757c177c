import type { Calendar, Instant, Plan, PlanNode, RoleName } from '../plan.ts';
import type { Schedule, Scheduled } from '../schedule.ts';
import { labelOf } from './edges.ts';
import { laneOf } from './mermaid.ts';

/** A schedule for people to read: a lane per account with its steps in the order of their start, in its own time. */
export function text(plan: Plan, { rows, endsAt }: Schedule, calendars: (role: RoleName) => Calendar): string {
  const day = workingDay(calendars(plan.account));
  const width = Math.max(...rows.map(({ node }) => titleOf(node).length), 0);
  const lanes = plan.roles.flatMap((role) => {
    const { zone } = calendars(role);
    const mine = rows.filter(({ node }) => laneOf(plan, node) === role);
    const lines = [...mine].sort(byStart).map((row) => line(row, zone, width, day));
    return lines.length === 0 ? [] : ['', `${role} (${zone})`, ...lines];
  });
  const late = rows.filter((row) => row.late).length;
  return [
    ...lanes,
    '',
    `ends ${when(endsAt, calendars(plan.account).zone)}, ${late === 0 ? 'everything in time' : `${count(late, 'step')} late`}`,
    '* decides when the process ends   ? happens only if an earlier step turns out so   slack: working time of the owner',
    'Drawn as if every target were just met; a step without a target takes no time.',
    '',
  ].join('\n');
}

const byStart = (a: Scheduled, b: Scheduled) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0);

function line(row: Scheduled, zone: string, width: number, day: number): string {
  const mark = `${row.critical ? '*' : ' '}${row.conditional ? '?' : ' '}`;
  const span = `${when(row.startsAt, zone)} – ${when(row.finishesAt, zone)}`;
  const due = row.due ? `due ${when(row.due, zone)}` : '';
  const spare = row.late ? 'LATE' : row.slack === undefined ? '' : `slack ${length(row.slack, day)}`;
  return `${mark} ${span}  ${titleOf(row.node).padEnd(width)}  ${due.padEnd(26)}  ${spare}`.trimEnd();
}

/** With the field of the input that names who does it, where one person does. */
const titleOf = (node: PlanNode) =>
  node.kind === 'task' && node.by ? `${node.title} (${labelOf(node.by, (id) => id)})` : node.title;

/** `Mon 01 Mar 2027 09:00`, on the wall clock of `zone`. */
function when(instant: Instant, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = new Map(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const [weekday, dayOfMonth, month, year] = ['weekday', 'day', 'month', 'year'].map((part) =>
    parts.get(part as never),
  );
  return `${weekday} ${dayOfMonth} ${month?.slice(0, 3)} ${year} ${parts.get('hour')}:${parts.get('minute')}`;
}

/** Working minutes as days and hours; `day` is the owner's longest working day in minutes. */
function length(minutes: number, day: number): string {
  const whole = Math.round(Math.abs(minutes));
  const [days, rest] = [Math.floor(whole / day), whole % day];
  const hours = Math.floor(rest / 60);
  const parts = [days && `${days} d`, hours && `${hours} h`, rest % 60 && `${rest % 60} min`].filter(Boolean);
  return `${minutes < 0 && parts.length > 0 ? '-' : ''}${parts.join(' ') || '0'}`;
}

const workingDay = ({ week, later = [] }: Calendar) =>
  Math.max(
    ...[week, ...later.map((version) => version.week)]
      .flat()
      .map((ranges) => ranges.reduce((sum, [from, to]) => sum + to - from, 0)),
    60,
  );

const count = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? '' : 's'}`;
