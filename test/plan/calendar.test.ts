import { describe, expect, test } from '@jest/globals';
import {
  addCalendarDays,
  addDuration,
  addWorking,
  addWorkingDays,
  endOfWorkingDay,
  isWorkingDay,
  nearestWorkingDay,
  nextOpening,
  shiftDate,
  startOfWorkingDay,
  subtractWorking,
  workingMinutesBetween,
} from '../../plan/calendar.ts';
import type { Calendar } from '../../plan/plan.ts';
import { amsterdam, nights, officeHours, roundTheClock } from './offices.ts';

describe('an office in Amsterdam', () => {
  test('opens at 9 and closes at 17 on its own wall clock, summer and winter', () => {
    expect(startOfWorkingDay(amsterdam, '2027-03-26')).toBe('2027-03-26T08:00:00.000Z');
    expect(startOfWorkingDay(amsterdam, '2027-03-29')).toBe('2027-03-29T07:00:00.000Z');
    expect(endOfWorkingDay(amsterdam, '2027-03-29')).toBe('2027-03-29T15:00:00.000Z');
  });

  test('has no hours at the weekend and on a holiday', () => {
    expect(startOfWorkingDay(amsterdam, '2027-03-27')).toBeUndefined();
    expect(endOfWorkingDay(amsterdam, '2027-12-27')).toBeUndefined();
    expect(isWorkingDay(amsterdam, '2027-12-27')).toBe(false);
    expect(isWorkingDay(amsterdam, '2027-12-28')).toBe(true);
  });

  test('is done at closing time when the work fills the day', () => {
    expect(addWorking(amsterdam, '2027-03-01T15:00:00.000Z', 60)).toBe('2027-03-01T16:00:00.000Z');
    expect(addWorking(amsterdam, '2027-03-01T15:00:00.001Z', 60)).toBe('2027-03-02T08:00:00.001Z');
    expect(subtractWorking(amsterdam, '2027-03-02T09:00:00.000Z', 60)).toBe('2027-03-02T08:00:00.000Z');
  });

  test('counts nothing while it is closed', () => {
    expect(addWorking(amsterdam, '2027-03-05T20:00:00.000Z', 1)).toBe('2027-03-08T08:01:00.000Z');
    expect(workingMinutesBetween(amsterdam, '2027-03-05T16:00:00.000Z', '2027-03-08T08:00:00.000Z')).toBe(0);
    expect(addWorking(amsterdam, '2027-03-06T12:00:00.000Z', 0)).toBe('2027-03-06T12:00:00.000Z');
    expect(subtractWorking(amsterdam, '2027-03-06T12:00:00.000Z', 0)).toBe('2027-03-06T12:00:00.000Z');
    expect(nextOpening(amsterdam, '2027-03-05T16:00:00.000Z')).toBe('2027-03-08T08:00:00.000Z');
    expect(nextOpening(amsterdam, '2027-03-05T15:59:59.999Z')).toBe('2027-03-05T15:59:59.999Z');
  });

  test('keeps fractions of minutes', () => {
    expect(addWorking(amsterdam, '2027-03-01T08:00:00.000Z', 0.5)).toBe('2027-03-01T08:00:30.000Z');
    expect(workingMinutesBetween(amsterdam, '2027-03-01T08:00:00.000Z', '2027-03-01T08:00:00.001Z')).toBe(1 / 60_000);
  });

  test('counts working days around weekends and holidays', () => {
    expect(shiftDate(amsterdam, '2027-03-07', -1, 'workingDays')).toBe('2027-03-05');
    expect(shiftDate(amsterdam, '2027-03-08', -1, 'workingDays')).toBe('2027-03-05');
    expect(shiftDate(amsterdam, '2027-12-24', 1, 'workingDays')).toBe('2027-12-28');
    expect(shiftDate(amsterdam, '2027-03-06', 0, 'workingDays')).toBe('2027-03-06');
    expect(shiftDate(amsterdam, '2028-02-29', 1, 'days')).toBe('2028-03-01');
    expect(shiftDate(amsterdam, '2028-03-01', -1, 'workingDays')).toBe('2028-02-29');
    expect(nearestWorkingDay(amsterdam, '2027-03-07', 'before')).toBe('2027-03-05');
    expect(nearestWorkingDay(amsterdam, '2027-03-07', 'after')).toBe('2027-03-08');
    expect(nearestWorkingDay(amsterdam, '2027-03-08', 'before')).toBe('2027-03-08');
  });

  test('keeps the wall time over working days, across the change to summer time', () => {
    expect(addWorkingDays(amsterdam, '2027-03-26T10:30:00.000Z', 1)).toBe('2027-03-29T09:30:00.000Z');
    expect(addWorkingDays(amsterdam, '2027-03-29T09:30:00.000Z', -1)).toBe('2027-03-26T10:30:00.000Z');
    expect(addWorkingDays(amsterdam, '2027-03-28T10:00:00.000Z', 0)).toBe('2027-03-28T10:00:00.000Z');
  });

  test('begins counting working days at the next opening, or backwards at the last closing', () => {
    expect(addWorkingDays(amsterdam, '2027-03-06T12:00:00.000Z', 1)).toBe('2027-03-09T08:00:00.000Z');
    expect(addWorkingDays(amsterdam, '2027-03-06T12:00:00.000Z', -1)).toBe('2027-03-04T16:00:00.000Z');
    expect(addWorkingDays(amsterdam, '2027-03-05T16:00:00.000Z', 1)).toBe('2027-03-08T16:00:00.000Z');
    expect(addWorkingDays(amsterdam, '2027-03-05T08:00:00.000Z', -1)).toBe('2027-03-04T08:00:00.000Z');
    expect(addWorkingDays(amsterdam, '2027-03-05T07:59:59.999Z', -1)).toBe('2027-03-03T16:00:00.000Z');
  });

  test('counts on for years', () => {
    // 2,610 weekdays less one holiday.
    const end = '2037-01-01T16:00:00.000Z';
    const minutes = workingMinutesBetween(amsterdam, '2027-01-01T08:00:00.000Z', end);
    expect(minutes).toBe(2609 * 480);
    expect(addWorking(amsterdam, '2027-01-01T08:00:00.000Z', minutes)).toBe(end);
    expect(subtractWorking(amsterdam, end, minutes)).toBe('2027-01-01T08:00:00.000Z');
  });

  test('clamps the wall time into shorter hours', () => {
    const short: Calendar = {
      ...amsterdam,
      week: [
        [[540, 1020]],
        [
          [600, 720],
          [780, 840],
        ],
        [],
        [],
        [],
        [],
        [],
      ],
    };
    expect(addWorkingDays(short, '2027-03-01T15:30:00.000Z', 1)).toBe('2027-03-02T13:00:00.000Z');
    expect(addWorkingDays(short, '2027-03-01T11:30:00.000Z', 1)).toBe('2027-03-02T11:00:00.000Z');
    expect(addWorkingDays(short, '2027-03-01T08:30:00.000Z', 1)).toBe('2027-03-02T09:00:00.000Z');
  });
});

describe('clocks that jump', () => {
  test('a night shift lasts an hour less in spring and an hour more in autumn', () => {
    const shift = nights('Europe/Amsterdam');
    expect(workingMinutesBetween(shift, '2027-03-27T20:00:00.000Z', '2027-03-28T10:00:00.000Z')).toBe(7 * 60);
    expect(workingMinutesBetween(shift, '2027-10-30T12:00:00.000Z', '2027-10-31T10:00:00.000Z')).toBe(9 * 60);
    expect(addWorking(shift, '2027-03-28T00:00:00.000Z', 120)).toBe('2027-03-28T02:00:00.000Z');
    // Three o'clock is when the clock shows three, not when it is set back to two.
    expect(addWorkingDays(shift, '2027-10-30T01:00:00.000Z', 1)).toBe('2027-10-31T02:00:00.000Z');
  });

  test('Lord Howe shifts by half an hour', () => {
    const shift = nights('Australia/Lord_Howe');
    expect(workingMinutesBetween(shift, '2027-10-02T11:30:00.000Z', '2027-10-03T01:00:00.000Z')).toBe(8 * 60 - 30);
    expect(workingMinutesBetween(shift, '2027-04-03T11:00:00.000Z', '2027-04-04T11:30:00.000Z')).toBe(8 * 60 + 30);
  });

  test('Kiritimati begins its day 14 hours before UTC does', () => {
    const office = officeHours('Pacific/Kiritimati');
    expect(startOfWorkingDay(office, '2028-02-29')).toBe('2028-02-28T19:00:00.000Z');
    expect(addWorkingDays(office, '2028-02-28T20:00:00.000Z', 1)).toBe('2028-02-29T20:00:00.000Z');
  });

  test('Apia never had a 30 December 2011', () => {
    const office = officeHours('Pacific/Apia');
    expect(isWorkingDay(office, '2011-12-30')).toBe(false);
    expect(isWorkingDay(roundTheClock('Pacific/Apia'), '2011-12-30')).toBe(false);
    expect(shiftDate(office, '2011-12-29', 1, 'workingDays')).toBe('2012-01-02');
    expect(addWorking(office, '2011-12-30T03:00:00.000Z', 1)).toBe('2012-01-01T19:01:00.000Z');
    expect(addCalendarDays(office, '2011-12-29T20:00:00.000Z', 1)).toBe('2011-12-30T10:00:00.000Z');
  });

  test('calendar days keep the wall time, and a skipped time is the moment it is skipped at', () => {
    expect(addCalendarDays(amsterdam, '2027-03-27T09:00:00.000Z', 1)).toBe('2027-03-28T08:00:00.000Z');
    expect(addCalendarDays(amsterdam, '2027-03-27T01:30:00.000Z', 1)).toBe('2027-03-28T01:00:00.000Z');
    expect(addCalendarDays(amsterdam, '2027-10-30T00:30:00.000Z', 1)).toBe('2027-10-31T00:30:00.000Z');
    expect(addCalendarDays(amsterdam, '2027-11-01T01:30:00.000Z', -1)).toBe('2027-10-31T00:30:00.000Z');
  });

  test('a calendar open around the clock counts every minute', () => {
    const always = roundTheClock('America/New_York');
    expect(workingMinutesBetween(always, '2027-01-01T00:00:00.000Z', '2028-01-01T00:00:00.000Z')).toBe(365 * 1440);
    expect(addWorking(always, '2027-11-06T12:00:00.000Z', 1440)).toBe('2027-11-07T12:00:00.000Z');
  });

  test('durations count in their unit, back when negative', () => {
    const add = (amount: number, unit: Parameters<typeof addDuration>[2]['unit']) =>
      addDuration(amsterdam, '2027-03-26T15:30:00.000Z', { amount, unit });
    expect(add(2, 'hours')).toBe('2027-03-26T17:30:00.000Z');
    expect(add(-30, 'minutes')).toBe('2027-03-26T15:00:00.000Z');
    expect(add(2, 'days')).toBe('2027-03-28T14:30:00.000Z');
    expect(add(1, 'workingHours')).toBe('2027-03-29T07:30:00.000Z');
    expect(add(-8, 'workingHours')).toBe('2027-03-25T15:30:00.000Z');
    expect(add(-30, 'workingMinutes')).toBe('2027-03-26T15:00:00.000Z');
    expect(add(1, 'workingDays')).toBe('2027-03-29T14:30:00.000Z');
  });
});

describe('a shift from 22 to 6, Monday to Friday', () => {
  const shift: Calendar = {
    zone: 'Europe/Amsterdam',
    week: [...Array.from({ length: 5 }, () => [[1320, 1800] as const]), [], []],
    holidays: ['2027-12-27'],
  };

  test('lasts past midnight, and is the working day on which it begins', () => {
    expect(startOfWorkingDay(shift, '2027-03-05')).toBe('2027-03-05T21:00:00.000Z');
    expect(endOfWorkingDay(shift, '2027-03-05')).toBe('2027-03-06T05:00:00.000Z');
    expect(isWorkingDay(shift, '2027-03-06')).toBe(false);
    expect(workingMinutesBetween(shift, '2027-03-05T21:00:00.000Z', '2027-03-08T21:00:00.000Z')).toBe(480);
    expect(addWorking(shift, '2027-03-06T04:00:00.000Z', 90)).toBe('2027-03-08T21:30:00.000Z');
    expect(subtractWorking(shift, '2027-03-08T21:30:00.000Z', 90)).toBe('2027-03-06T04:00:00.000Z');
  });

  test('a working day later it is the same time of the next shift', () => {
    expect(addWorkingDays(shift, '2027-03-06T02:00:00.000Z', 1)).toBe('2027-03-09T02:00:00.000Z');
    expect(addWorkingDays(shift, '2027-03-09T02:00:00.000Z', -1)).toBe('2027-03-06T02:00:00.000Z');
  });

  test('is an hour shorter in the night in which clocks are put forward', () => {
    const sundays = { ...shift, week: [[], [], [], [], [], [[1320, 1800] as const], []] };
    expect(workingMinutesBetween(sundays, '2027-03-27T12:00:00.000Z', '2027-03-28T12:00:00.000Z')).toBe(420);
    expect(workingMinutesBetween(sundays, '2027-10-30T12:00:00.000Z', '2027-10-31T12:00:00.000Z')).toBe(540);
  });

  test('is off to its end when it begins on a holiday, and lasts into one', () => {
    const friday = { ...shift, holidays: ['2027-12-24'] };
    const [before, after] = ['2027-12-23T12:00:00.000Z', '2027-12-26T12:00:00.000Z'];
    expect(workingMinutesBetween(friday, before, after)).toBe(480);
    expect(endOfWorkingDay(friday, '2027-12-23')).toBe('2027-12-24T05:00:00.000Z');
    expect(isWorkingDay(friday, '2027-12-24')).toBe(false);
  });
});

test('no shift lasts from a day that a zone skips: in Apia there was no Friday, 30 December 2011', () => {
  const shift: Calendar = {
    zone: 'Pacific/Apia',
    week: [...Array.from({ length: 5 }, () => [[1320, 1800] as const]), [], []],
    holidays: [],
  };
  expect(isWorkingDay(shift, '2011-12-30')).toBe(false);
  // Of Thursday's shift there are the two hours up to midnight; then it is Saturday.
  expect(workingMinutesBetween(shift, '2011-12-30T00:00:00.000Z', '2012-01-01T00:00:00.000Z')).toBe(120);
});
