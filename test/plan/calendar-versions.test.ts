import { describe, expect, test } from '@jest/globals';
import {
  addWorking,
  addWorkingDays,
  checkCalendar,
  endOfWorkingDay,
  isWorkingDay,
  shiftDate,
  startOfWorkingDay,
  subtractWorking,
  workingMinutesBetween,
} from '../../plan/calendar.ts';
import { correctClock, startClock } from '../../plan/clock.ts';
import type { Calendar, Week } from '../../plan/plan.ts';
import { amsterdam } from './offices.ts';

const daily = (...ranges: Week[number]): Week => Array.from({ length: 7 }, () => ranges);
/** Nine to five; from Monday, 8 March 2027 on half past seven to one, Saturdays too. */
const mornings: Week = [...Array.from({ length: 6 }, () => [[450, 780] as const]), []];
const edited: Calendar = { ...amsterdam, later: [{ from: '2027-03-08', week: mornings }] };

describe('a calendar with other hours from a date on', () => {
  test('counts each day in the week that holds on it', () => {
    const counted = (from: string, to: string) => workingMinutesBetween(edited, `${from}T00:00:00Z`, `${to}T00:00:00Z`);
    expect(counted('2027-03-01', '2027-03-08')).toBe(5 * 480);
    expect(counted('2027-03-08', '2027-03-15')).toBe(6 * 330);
    expect(counted('2027-03-05', '2027-03-09')).toBe(480 + 330);
    expect(startOfWorkingDay(edited, '2027-03-05')).toBe('2027-03-05T08:00:00.000Z');
    expect(endOfWorkingDay(edited, '2027-03-08')).toBe('2027-03-08T12:00:00.000Z');
  });

  test('is added to and subtracted from across the change', () => {
    const friday = '2027-03-05T15:00:00.000Z';
    expect(addWorking(edited, friday, 60)).toBe('2027-03-05T16:00:00.000Z');
    expect(addWorking(edited, friday, 61)).toBe('2027-03-08T06:31:00.000Z');
    expect(subtractWorking(edited, '2027-03-08T06:31:00.000Z', 61)).toBe(friday);
  });

  test('has working days of its own on either side', () => {
    expect(isWorkingDay(edited, '2027-03-06')).toBe(false);
    expect(isWorkingDay(edited, '2027-03-13')).toBe(true);
    expect(shiftDate(edited, '2027-03-05', 6, 'workingDays')).toBe('2027-03-13');
    expect(shiftDate(edited, '2027-03-13', -6, 'workingDays')).toBe('2027-03-05');
    // At 15:00 it is closed from then on: the last working moment before it.
    expect(addWorkingDays(edited, '2027-03-05T14:00:00.000Z', 1)).toBe('2027-03-08T12:00:00.000Z');
  });

  test('holds the last of several that has begun, and none before the first', () => {
    const three = { ...edited, later: [...edited.later!, { from: '2027-04-01', week: daily([0, 60]) }] };
    const on = (date: string) => startOfWorkingDay(three, date);
    expect([on('1999-03-08'), on('2027-03-31'), on('2027-04-01'), on('2099-01-01')]).toEqual([
      '1999-03-08T08:00:00.000Z',
      '2027-03-31T05:30:00.000Z',
      '2027-03-31T22:00:00.000Z',
      '2098-12-31T23:00:00.000Z',
    ]);
  });

  test('lets the last night before the change last to its end', () => {
    const shifts = {
      ...amsterdam,
      week: daily([1320, 1800]),
      later: [{ from: '2027-03-08', week: daily([480, 960]) }],
    };
    expect(checkCalendar(shifts)).toBeUndefined();
    expect(addWorking(shifts, '2027-03-07T21:00:00.000Z', 480)).toBe('2027-03-08T05:00:00.000Z');
    expect(addWorking(shifts, '2027-03-07T21:00:00.000Z', 481)).toBe('2027-03-08T07:01:00.000Z');
  });

  test('has holidays in all its weeks', () => {
    const free = { ...edited, holidays: ['2027-03-05', '2027-03-08'] };
    expect(addWorking(free, '2027-03-04T15:00:00.000Z', 61)).toBe('2027-03-09T06:31:00.000Z');
  });

  test('lets no shift of a later week last from a day that the zone skips: Apia had no 30 December 2011', () => {
    const apia = { ...amsterdam, zone: 'Pacific/Apia', later: [{ from: '2011-12-20', week: daily([1320, 1800]) }] };
    // Thursday 22:00 to midnight, then Saturday 22:00 on.
    expect(addWorking(apia, '2011-12-30T08:00:00.000Z', 121)).toBe('2011-12-31T08:01:00.000Z');
  });
});

test('hours that change next Monday move only the deadlines beyond it', () => {
  const now = '2027-03-04T08:00:00.000Z';
  const promise = (amount: number) => startClock(amsterdam, now, { amount, unit: 'workingHours' });
  const [before, onTheEve, beyond] = [promise(10), promise(16), promise(17)];
  expect(correctClock(before, edited, now)).toEqual({ clock: before, events: [] });
  expect(correctClock(onTheEve, edited, now)).toEqual({ clock: onTheEve, events: [] });
  expect(beyond.breachesAt).toBe('2027-03-08T09:00:00.000Z');
  expect(correctClock(beyond, edited, now).clock).toEqual({ ...beyond, breachesAt: '2027-03-08T07:30:00.000Z' });
});

test.each<[string, Calendar['later'], RegExp]>([
  ['a date that does not exist', [{ from: '2027-02-29', week: mornings }], /^"2027-02-29" is not a date from which/],
  [
    'dates out of order',
    [
      { from: '2027-04-01', week: mornings },
      { from: '2027-03-08', week: mornings },
    ],
    /from 2027-03-08 stand after those from 2027-04-01/,
  ],
  [
    'a date twice',
    [
      { from: '2027-03-08', week: mornings },
      { from: '2027-03-08', week: daily([0, 60]) },
    ],
    /each date once/,
  ],
  ['six days', [{ from: '2027-03-08', week: mornings.slice(1) }], /^The week from 2027-03-08: A week has 7 days/],
  ['no hours', [{ from: '2027-03-08', week: daily() }], /^The week from 2027-03-08: .* at least one weekday/],
  [
    'impossible hours',
    [{ from: '2027-03-08', week: [[[600, 540]], ...mornings.slice(1)] }],
    /^The week from 2027-03-08: Monday: .*end before they begin/,
  ],
])('later hours are refused with %s', (_, later, sentence) => {
  expect(checkCalendar({ ...amsterdam, later: later! })).toMatch(sentence);
});

test('later hours are refused where the night before lasts into them, between any two weeks', () => {
  const nightly = daily([1320, 1801]);
  const early = (from: string) => ({ from, week: daily([360, 720]) });
  const sentence = "The week from 2027-03-08: Sunday's working hours before it last into those of its Monday.";
  expect(checkCalendar({ ...amsterdam, week: nightly, later: [early('2027-03-08')] })).toBe(sentence);
  const between = [{ from: '2027-03-07', week: nightly }, early('2027-03-08')];
  expect(checkCalendar({ ...amsterdam, later: between })).toBe(sentence);
  expect(checkCalendar({ ...amsterdam, week: daily([1320, 1800]), later: [early('2027-03-08')] })).toBeUndefined();
});
