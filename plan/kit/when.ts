import type { Duration, Unit } from '../plan.ts';
import { TemplateError } from './error.ts';
import type { CalendarDate, Held, Step } from './values.ts';

/** A length of time that can be laid before or after something. */
export type Span = Duration & {
  before(date: Held<CalendarDate> | Edge): When;
  /** After a date, or after the completion of one or all of several steps; these become predecessors. */
  after(from: Held<CalendarDate> | Edge | Step | readonly Step[]): When;
};

/** One end of a day's working hours. */
export type Edge = { readonly edge: 'start' | 'end'; readonly date: Held<CalendarDate> };

/** A moment as a template writes it; resolved to the plan's `Moment` by the step that uses it. */
export type When = { readonly from: Held<CalendarDate> | Edge | Step | readonly Step[]; readonly offset: Duration };

/** Calendar days. */
export const days = (amount: number) => span(amount, 'days');
/** Days on which the calendar has working hours. */
export const workingDays = (amount: number) => span(amount, 'workingDays');
/** Hours on the wall clock; in a target, hours of the provider's calendar. */
export const hours = (amount: number) => span(amount, 'hours');
/** Minutes on the wall clock; in a target, minutes of the provider's calendar. */
export const minutes = (amount: number) => span(amount, 'minutes');
/** Hours of the calendar in which the process counts. */
export const workingHours = (amount: number) => span(amount, 'workingHours');

/** The day itself: as `notBefore` from the start of its working hours, as `due` until their end. */
export const on = (date: Held<CalendarDate>): When => ({ from: date, offset: { amount: 0, unit: 'days' } });
/** The start of the day's working hours, whatever it is used for. */
export const startOf = (date: Held<CalendarDate>): Edge => ({ edge: 'start', date });
/** The end of the day's working hours, whatever it is used for. */
export const endOf = (date: Held<CalendarDate>): Edge => ({ edge: 'end', date });

function span(amount: number, unit: Unit): Span {
  if (!Number.isFinite(amount) || amount < 0) {
    throw new TemplateError(
      `${unit}(${amount}): give a number of zero or more and say the direction with before or after.`,
    );
  }
  return {
    amount,
    unit,
    before: (from) => ({ from, offset: { amount: amount === 0 ? 0 : -amount, unit } }),
    after: (from) => ({ from, offset: { amount, unit } }),
  };
}
