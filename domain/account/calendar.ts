import { openingsFrom } from '../../plan/opening.ts';
import type { Instant } from '../../plan/plan.ts';
import { toInstant } from '../../plan/zone.ts';
import { Invalid } from '../problem.ts';
import type { Door } from '../store.ts';
import { Task } from '../task/task.entity.ts';
import { Visibility } from '../task/visibility.entity.ts';
import { person } from '../viewer.ts';
import { ownAccount } from './accounts.ts';

export type CalendarPage = {
  /** IANA zone the account's hours are meant in. */
  readonly zone: string;
  /** When the account works. */
  readonly hours: readonly { readonly from: Instant; readonly to: Instant }[];
  /** Open tasks that the viewer has taken or is asked to decide, by the moment that matters first. */
  readonly dates: readonly CalendarDate[];
};
export type CalendarDate = {
  readonly taskId: string;
  readonly title: string;
  /** `target`: promised by the provider. `due`: needed by the process. */
  readonly what: 'target' | 'due';
  readonly at: Date;
};

/** The working hours of the account one acts in and the viewer's dates in it, in `[from, to)`, a year at most. */
export async function calendarBetween(door: Door, from: Date, to: Date): Promise<CalendarPage> {
  if (from >= to) throw new Invalid('The period is empty.', [{ pointer: '/to', message: 'It must lie after "from".' }]);
  if (to.getTime() - from.getTime() > longest) {
    throw new Invalid('The period is too long.', [{ pointer: '/to', message: 'Ask for a year at most.' }]);
  }
  const { calendar } = await ownAccount(door);
  const hours = [...openingsFrom(calendar, from.getTime(), to.getTime())].map((opening) => ({
    from: toInstant(Math.max(opening.from, from.getTime())),
    to: toInstant(Math.min(opening.to, to.getTime())),
  }));
  return { zone: calendar.zone, hours, dates: await datesBetween(door, from, to) };
}

async function datesBetween({ em, viewer }: Door, from: Date, to: Date): Promise<CalendarDate[]> {
  const mine = await em.find(Visibility, { accountId: viewer.accountId, personId: person(viewer), open: true });
  const tasks = await em.find(Task, { id: { $in: mine.map(({ recordId }) => recordId) } });
  const within = (at: Date | null | undefined): at is Date => !!at && at >= from && at < to;
  return tasks
    .flatMap(({ id: taskId, title, target, due }): CalendarDate[] => [
      ...(within(target) ? [{ taskId, title, what: 'target' as const, at: target }] : []),
      ...(within(due) ? [{ taskId, title, what: 'due' as const, at: due }] : []),
    ])
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.taskId.localeCompare(b.taskId));
}

const longest = 366 * 86_400_000;
