import { describe, expect, test } from '@jest/globals';
import {
  addCalendarDays,
  addWorking,
  addWorkingDays,
  checkCalendar,
  nextOpening,
  shiftDate,
  subtractWorking,
  workingMinutesBetween,
} from '../../plan/calendar.ts';
import type { Calendar } from '../../plan/plan.ts';
import { amsterdam, nights, officeHours } from './offices.ts';

describe('a calendar that cannot be counted in', () => {
  test.each<[string, Partial<Calendar>, RegExp]>([
    ['an unknown zone', { zone: 'Europe/Atlantis' }, /"Europe\/Atlantis" is not a time zone/],
    ['a bare offset', { zone: '+01:00' }, /is not a time zone/],
    ['six days', { week: amsterdam.week.slice(1) }, /7 days/],
    ['no hours at all', { week: Array.from({ length: 7 }, () => []) }, /at least one weekday/],
    ['hours from the next day', { week: [[[1500, 1560]], ...amsterdam.week.slice(1)] }, /^Monday: .*0 to 1439/],
    ['hours before midnight', { week: [...amsterdam.week.slice(1), [[-60, 60]]] }, /^Sunday: .*0 to 1439/],
    ['hours longer than a day', { week: [[[600, 2041]], [], [], [], [], [], []] }, /^Monday: .*longer than a day/],
    ['hours into the next', { week: [[[1320, 1981]], ...amsterdam.week.slice(1)] }, /^Monday: .*those of Tuesday/],
    [
      'hours into the next week',
      { week: [[[0, 60]], [], [], [], [], [], [[1380, 1501]]] },
      /^Sunday: .*those of Monday/,
    ],
    ['fractions', { week: [[[540.5, 600]], ...amsterdam.week.slice(1)] }, /whole minutes/],
    ['hours back to front', { week: [[[1020, 540]], ...amsterdam.week.slice(1)] }, /end before they begin/],
    [
      'overlapping hours',
      {
        week: [
          [
            [540, 720],
            [700, 800],
          ],
          ...amsterdam.week.slice(1),
        ],
      },
      /overlap/,
    ],
    [
      'unsorted hours',
      {
        week: [
          [
            [780, 1020],
            [540, 720],
          ],
          ...amsterdam.week.slice(1),
        ],
      },
      /out of order/,
    ],
    ['a holiday that does not exist', { holidays: ['2027-12-25', '2027-02-29'] }, /"2027-02-29" is not a date/],
    ['a holiday written otherwise', { holidays: ['25-12-2027'] }, /"25-12-2027" is not a date/],
  ])('is refused with %s', (_, change, sentence) => {
    expect(checkCalendar({ ...amsterdam, ...change })).toMatch(sentence);
  });

  test('is none of those in use', () => {
    expect(checkCalendar(amsterdam)).toBeUndefined();
    expect(checkCalendar({ ...amsterdam, week: [[[1320, 1980]], ...amsterdam.week.slice(1)] })).toBeUndefined();
    expect(checkCalendar(nights('Pacific/Apia'))).toBeUndefined();
    expect(
      checkCalendar({
        ...amsterdam,
        week: [
          [
            [0, 720],
            [720, 1440],
          ],
          ...amsterdam.week.slice(1),
        ],
      }),
    ).toBeUndefined();
  });

  test('says so when its holidays leave nothing open for two years', () => {
    const start = Date.parse('2027-01-01T00:00:00Z');
    const holidays = Array.from({ length: 1100 }, (_, day) =>
      new Date(start + day * 86_400_000).toISOString().slice(0, 10),
    );
    const never = officeHours('Europe/Amsterdam', holidays);
    const sentence = /two years without working hours/;
    expect(() => addWorking(never, '2027-01-01T12:00:00.000Z', 1)).toThrow(sentence);
    expect(() => subtractWorking(never, '2029-12-30T12:00:00.000Z', 1)).toThrow(sentence);
    expect(() => addWorkingDays(never, '2027-01-01T12:00:00.000Z', 1)).toThrow(sentence);
    expect(() => addWorkingDays(never, '2029-12-30T12:00:00.000Z', -1)).toThrow(sentence);
    expect(() => shiftDate(never, '2026-12-31', 1, 'workingDays')).toThrow(sentence);
    expect(() => nextOpening(never, '2027-01-01T12:00:00.000Z')).toThrow(sentence);
    expect(workingMinutesBetween(never, '2027-01-01T12:00:00.000Z', '2029-12-30T12:00:00.000Z')).toBe(0);
  });

  test('and amounts that are none are refused', () => {
    expect(() => addWorking(amsterdam, '2027-03-01T08:00:00.000Z', -1)).toThrow(/must not be negative/);
    expect(() => addWorking(amsterdam, '2027-03-01T08:00:00.000Z', Number.NaN)).toThrow(/not a number/);
    expect(() => addWorkingDays(amsterdam, '2027-03-01T08:00:00.000Z', 0.5)).toThrow(/whole days/);
    expect(() => addWorking(amsterdam, 'tomorrow', 1)).toThrow(/"tomorrow" is not an instant/);
    expect(() => shiftDate(amsterdam, '2027-13-01', 1, 'days')).toThrow(/"2027-13-01" is not a date/);
    expect(() => addCalendarDays(amsterdam, '9999-12-31T12:00:00.000Z', 2)).toThrow(/beyond the years/);
  });
});
