import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isWorkingDay } from '../../plan/calendar.ts';
import { resolveMoment } from '../../plan/moment.ts';
import type { Instant, Moment, PlainDate, Unit } from '../../plan/plan.ts';
import { amsterdam, nights, officeHours } from './offices.ts';

const startDate = { is: 'input', path: ['startDate'] } as const;

const moment = (edge: Moment['edge'], amount: number, unit: Unit): Moment => ({
  from: { is: 'date', date: startDate },
  offset: { amount, unit },
  edge,
});
const resolve = (date: PlainDate | undefined, edge: Moment['edge'], amount: number, unit: Unit, calendar = amsterdam) =>
  resolveMoment(moment(edge, amount, unit), { calendar, date: () => date, completedAt: () => undefined });
const due = (date: PlainDate, amount: number, unit: Unit) => resolve(date, 'end', amount, unit);
const notBefore = (date: PlainDate, amount: number, unit: Unit) => resolve(date, 'start', amount, unit);

// 2027-03-01 is a Monday; Amsterdam is open from 08:00Z to 16:00Z until summer time begins on the 28th.
describe('relative to a date', () => {
  test('due is the end of the working hours of the day, not before their start', () => {
    expect(due('2027-03-01', 0, 'days')).toBe('2027-03-01T16:00:00.000Z');
    expect(notBefore('2027-03-01', 0, 'days')).toBe('2027-03-01T08:00:00.000Z');
    expect(due('2027-03-01', 3, 'days')).toBe('2027-03-04T16:00:00.000Z');
    expect(notBefore('2027-03-31', -30, 'days')).toBe('2027-03-01T08:00:00.000Z');
  });

  test('working days are counted over weekends, holidays and the change to summer time', () => {
    expect(due('2027-03-29', -10, 'workingDays')).toBe('2027-03-15T16:00:00.000Z');
    expect(due('2027-03-26', 1, 'workingDays')).toBe('2027-03-29T15:00:00.000Z');
    expect(due('2027-12-28', -1, 'workingDays')).toBe('2027-12-24T16:00:00.000Z');
  });

  test('a due that falls on a weekend is the end of the Friday before', () => {
    expect(due('2027-03-01', 5, 'days')).toBe('2027-03-05T16:00:00.000Z');
    expect(due('2027-03-09', -3, 'days')).toBe('2027-03-05T16:00:00.000Z');
  });

  test('what may not begin before a weekend begins on the Monday after', () => {
    expect(notBefore('2027-03-01', 5, 'days')).toBe('2027-03-08T08:00:00.000Z');
    expect(notBefore('2027-03-09', -3, 'days')).toBe('2027-03-08T08:00:00.000Z');
  });

  test('neither crosses the date it is relative to', () => {
    expect(due('2027-03-07', 0, 'days')).toBe('2027-03-08T16:00:00.000Z');
    expect(due('2027-03-06', 1, 'days')).toBe('2027-03-08T16:00:00.000Z');
    expect(due('2027-03-07', -1, 'days')).toBe('2027-03-05T16:00:00.000Z');
    expect(notBefore('2027-03-07', -1, 'days')).toBe('2027-03-05T08:00:00.000Z');
    expect(due('2027-03-07', 0, 'workingDays')).toBe('2027-03-08T16:00:00.000Z');
  });

  test('hours and minutes count from that edge of the day', () => {
    expect(due('2027-03-01', -90, 'minutes')).toBe('2027-03-01T14:30:00.000Z');
    expect(notBefore('2027-03-01', 2, 'hours')).toBe('2027-03-01T10:00:00.000Z');
    expect(due('2027-03-01', 1, 'workingHours')).toBe('2027-03-02T09:00:00.000Z');
    expect(due('2027-03-01', -9, 'workingHours')).toBe('2027-02-26T15:00:00.000Z');
    expect(due('2027-03-07', -1, 'hours')).toBe('2027-03-05T15:00:00.000Z');
  });

  test('29 February is a day like others, and Apia has no 30 December 2011', () => {
    expect(due('2028-02-28', 1, 'days')).toBe('2028-02-29T16:00:00.000Z');
    const apia = officeHours('Pacific/Apia');
    expect(resolve('2011-12-30', 'end', 0, 'days', apia)).toBe('2012-01-02T03:00:00.000Z');
    expect(resolve('2011-12-29', 'end', 1, 'days', apia)).toBe('2011-12-30T03:00:00.000Z');
  });

  test('is not known while the date is not, and a date that is none is refused', () => {
    expect(resolve(undefined, 'end', 1, 'days')).toBeUndefined();
    expect(() => due('2027-02-30', 1, 'days')).toThrow(/"2027-02-30" is not a date/);
    expect(() => due('2027-03-01', 1.5, 'days')).toThrow(/whole days/);
  });
});

describe('relative to completions', () => {
  const later = (amount: number, unit: Unit, completions: Readonly<Record<string, Instant>>, of = ['one', 'two']) =>
    resolveMoment(
      { from: { is: 'completion', of }, offset: { amount, unit }, edge: 'end' },
      { calendar: amsterdam, date: () => undefined, completedAt: (node) => completions[node] },
    );
  const both = { one: '2027-03-26T10:30:00.000Z', two: '2027-03-24T10:00:00.000Z' };

  test('counts from the latest of them', () => {
    expect(later(2, 'hours', both)).toBe('2027-03-26T12:30:00.000Z');
    expect(later(6, 'workingHours', both)).toBe('2027-03-29T07:30:00.000Z');
  });

  test('what is due days later is due at the end of that day', () => {
    expect(later(0, 'days', both)).toBe('2027-03-26T16:00:00.000Z');
    expect(later(1, 'workingDays', both)).toBe('2027-03-29T15:00:00.000Z');
  });

  test('two days after a Friday is read as its Friday, and never as a moment before the completion', () => {
    expect(later(2, 'days', both)).toBe('2027-03-26T16:00:00.000Z');
    const evening = { one: '2027-03-26T19:00:00.000Z', two: '2027-03-24T10:00:00.000Z' };
    expect(later(0, 'days', evening)).toBe('2027-03-29T15:00:00.000Z');
    expect(later(2, 'days', evening)).toBe('2027-03-29T15:00:00.000Z');
  });

  test('what may begin days later begins at the same wall time', () => {
    const begin = (amount: number, unit: Unit) =>
      resolveMoment(
        { from: { is: 'completion', of: ['one', 'two'] }, offset: { amount, unit }, edge: 'start' },
        { calendar: amsterdam, date: () => undefined, completedAt: (node) => both[node as 'one' | 'two'] },
      );
    expect(begin(2, 'days')).toBe('2027-03-28T09:30:00.000Z');
    expect(begin(1, 'workingDays')).toBe('2027-03-29T09:30:00.000Z');
  });

  test('is not known before all of them are', () => {
    expect(later(2, 'hours', { one: both.one })).toBeUndefined();
    expect(later(2, 'hours', both, [])).toBeUndefined();
  });
});

describe('whatever the date, offset and calendar', () => {
  const calendar = fc.constantFrom(
    amsterdam,
    officeHours('Pacific/Kiritimati', ['2027-01-01', '2027-01-04']),
    nights('America/New_York'),
    { ...amsterdam, week: [[], [], [], [[600, 720] as const], [], [], []] },
  );
  const date = fc
    .integer({ min: 0, max: 700 })
    .map((day) => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10));
  const amount = fc.integer({ min: -40, max: 40 });
  const unit = fc.constantFrom('days', 'workingDays');
  const edge = fc.constantFrom('start', 'end');
  const wallDate = (instant: Instant | undefined, zone: string) =>
    // One millisecond earlier: closing time at midnight belongs to the day that ends.
    new Date(Date.parse(instant as Instant) - 1).toLocaleDateString('sv-SE', { timeZone: zone });

  test('it lies on a working day, on its own side of the date when there is one', () => {
    fc.assert(
      fc.property(calendar, date, amount, unit, (hours, from, offset, kind) => {
        const end = wallDate(resolve(from, 'end', offset, kind, hours), hours.zone);
        expect(isWorkingDay(hours, end)).toBe(true);
        if (offset >= 0) expect(end >= from).toBe(true);
        else expect(end < from).toBe(true);
      }),
    );
  });

  test('a later date never gives an earlier moment', () => {
    fc.assert(
      fc.property(calendar, date, date, amount, unit, edge, (hours, one, other, offset, kind, side) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const [first, second] = [early, late].map((from) => resolve(from, side, offset, kind, hours) as Instant);
        expect((first as Instant) <= (second as Instant)).toBe(true);
      }),
    );
  });

  test('a larger offset never gives an earlier moment', () => {
    fc.assert(
      fc.property(calendar, date, amount, amount, unit, edge, (hours, from, one, other, kind, side) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)].map((offset) =>
          resolve(from, side, offset, kind, hours),
        );
        expect((first as Instant) <= (second as Instant)).toBe(true);
      }),
    );
  });
});
