import { addDuration, endOfWorkingDay, nearestWorkingDay, shiftDate, startOfWorkingDay } from './calendar.ts';
import type { Calendar, Duration, Expr, Instant, Moment, NodeId, PlainDate } from './plan.ts';
import { toInstant, toLocal, toMs } from './zone.ts';

/** What a moment is relative to, so far as it is known. */
export type Bearings = {
  /** Of the account that owns the process. */
  readonly calendar: Calendar;
  readonly date: (expr: Expr) => PlainDate | null | undefined;
  readonly completedAt: (node: NodeId) => Instant | undefined;
};

/**
 * When a moment is; undefined while the date or one of the completions it is relative to is not known.
 *
 * Relative to a date, an offset of days or working days leads to another date, which stands for its working hours:
 * their start (`edge: 'start'`, as `notBefore` has it) or their end (`edge: 'end'`, as `due` has it). A date without
 * working hours is read on the safe side: something due on it is due at the end of the last working day before, and
 * what may not begin before it begins on the first working day after. Neither crosses the date it is relative to,
 * though: due on a Sunday that is the start date itself, or 1 day after a Saturday, is the end of Monday, and what may
 * begin 1 day before a Sunday may begin on Friday. Offsets of minutes and hours count from that edge of the date itself.
 *
 * Relative to completions, the offset counts from the latest of them: what is due some days or working days later is due
 * at the end of that date, read as above, though not before the completion itself (what follows a completion after hours
 * is due at the end of the next working day); everything else counts to the same wall time.
 */
export const resolveMoment = (moment: Moment, bearings: Bearings): Instant | undefined => {
  const { from, offset } = moment;
  const { calendar } = bearings;
  if (from.is === 'completion') {
    const latest = latestCompletion(from.of, bearings);
    if (!latest) return undefined;
    return moment.edge === 'end' && isDays(offset)
      ? dueAfter(moment, calendar, latest)
      : addDuration(calendar, latest, offset);
  }
  const anchor = bearings.date(from.date);
  if (!anchor) return undefined;
  if (isDays(offset)) {
    return edgeOf(moment, calendar, anchor, shiftDate(calendar, anchor, offset.amount, offset.unit));
  }
  const base = edgeOf(moment, calendar, anchor, anchor);
  return base && addDuration(calendar, base, offset);
};

const isDays = (offset: Duration): offset is Duration & { readonly unit: 'days' | 'workingDays' } =>
  offset.unit === 'days' || offset.unit === 'workingDays';

const dueAfter = (moment: Moment, calendar: Calendar, completion: Instant): Instant | undefined => {
  const { amount, unit } = moment.offset as Duration & { readonly unit: 'days' | 'workingDays' };
  const day = toInstant(toLocal(calendar.zone, toMs(completion))).slice(0, 10);
  const due = edgeOf(moment, calendar, day, shiftDate(calendar, day, amount, unit));
  if (due === undefined || amount < 0 || due >= completion) return due;
  return endOfWorkingDay(calendar, nearestWorkingDay(calendar, shiftDate(calendar, day, 1, 'days'), 'after'));
};

const latestCompletion = (nodes: readonly NodeId[], { completedAt }: Bearings): Instant | undefined => {
  let latest: Instant | undefined;
  for (const node of nodes) {
    const at = completedAt(node);
    if (!at) return undefined;
    if (!latest || at > latest) latest = at;
  }
  return latest;
};

const edgeOf = ({ edge, offset }: Moment, calendar: Calendar, anchor: PlainDate, date: PlainDate) => {
  const [safe, other] = edge === 'start' ? (['after', 'before'] as const) : (['before', 'after'] as const);
  const nearest = nearestWorkingDay(calendar, date, safe);
  const crossed = offset.amount < 0 ? nearest > anchor : nearest < anchor;
  const working = crossed ? nearestWorkingDay(calendar, date, other) : nearest;
  return edge === 'start' ? startOfWorkingDay(calendar, working) : endOfWorkingDay(calendar, working);
};
