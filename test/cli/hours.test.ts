import { expect, test } from '@jest/globals';
import { changed, yearsOf } from '../../cli/calendar-change.ts';
import { calendarText } from '../../cli/calendar-text.ts';
import { weekOf, weekText } from '../../cli/hours.ts';
import type { Calendar } from '../../plan/plan.ts';
import { amsterdam } from '../plan/offices.ts';

const now = new Date('2027-02-01T12:00:00.000Z');

test('hours of a week are read as people write them, and written as they are read', () => {
  const week = weekOf(['Mon-Thu 9-12:30 13:00-17:00', 'fri,sat 22:00-6:00', 'sun 0:00-24:00']);
  const day = [
    [540, 750],
    [780, 1020],
  ];
  expect(week).toEqual([day, day, day, day, [[1320, 1800]], [[1320, 1800]], [[0, 1440]]]);
  const lines = weekText(week);
  expect(lines).toEqual([
    ['mon-thu', '9:00-12:30 13:00-17:00'],
    ['fri-sat', '22:00-6:00'],
    ['sun', '0:00-24:00'],
  ]);
  expect(weekOf(lines.map((line) => line.join(' ')))).toEqual(week);
  expect(weekText(amsterdam.week)).toEqual([
    ['mon-fri', '9:00-17:00'],
    ['sat-sun', 'closed'],
  ]);
});

test.each([
  'mon-fri',
  'mon-fri 9:00',
  'mon-fri 9:60-17:00',
  'mon 24:00-25:00',
  'mon 9:00-24:30',
  'weekdays 9:00-17:00',
  'fri-mon 9:00-17:00',
  'mon-wed-fri 9:00-17:00',
  '',
])('"%s" is no hours of a week', (line) => {
  expect(() => weekOf([line])).toThrow(/is not hours of a week/);
});

test('a day is named once', () => {
  expect(() => weekOf(['mon-fri 9:00-17:00', 'wed 9:00-12:00'])).toThrow('The hours of wed are given twice');
});

test('hours hold from a day on beside those there are, or always', () => {
  const spring = { from: '2027-03-08', week: weekOf(['mon 9:00-10:00']) };
  const summer = { from: '2027-07-01', week: weekOf(['mon 8:00-10:00']) };
  const planned: Calendar = { ...amsterdam, later: [spring, summer] };
  const said = { hours: ['tue 9:00-10:00'] };
  const week = weekOf(said.hours);
  expect(changed(planned, { ...said, from: '2027-05-01' }, now)).toEqual({
    ...amsterdam,
    later: [spring, { from: '2027-05-01', week }, summer],
  });
  expect(changed(planned, { ...said, from: '2027-03-08' }, now)).toEqual({
    ...amsterdam,
    later: [{ from: '2027-03-08', week }, summer],
  });
  expect(changed(planned, said, now)).toEqual({ ...amsterdam, week });
  expect(changed(planned, { zone: 'Europe/Paris' }, now)).toEqual({ ...planned, zone: 'Europe/Paris' });
});

test('holidays are added and taken off; those of a country are left to the API', () => {
  const holidaysAfter = (change: object) => changed(amsterdam, change, now).holidays;
  expect(holidaysAfter({ free: '2027-12-24, 2027-12-27' })).toEqual(['2027-12-24', '2027-12-27']);
  expect(holidaysAfter({ working: '2027-12-27' })).toEqual([]);
  expect(holidaysAfter({ clear: true, free: '2027-12-24' })).toEqual(['2027-12-24']);
  expect(changed(amsterdam, { holidaysOf: 'NL', working: '2027-04-27', clear: true }, now)).toEqual({
    ...amsterdam,
    holidays: [],
    holidaysOf: { country: 'NL', from: 2027, to: 2029, except: ['2027-04-27'] },
  });
  expect(yearsOf('2028', now)).toEqual({ from: 2028, to: 2028 });
});

test.each([
  [{}, /Nothing would change/],
  [{ from: '2027-03-08' }, /Say with --hours/],
  [{ region: 'BY', clear: true }, /Say with --holidays-of/],
  [{ working: '2027-12-28' }, /2027-12-28 is no holiday/],
  [{ holidaysOf: 'NL', years: 'next year' }, /"next year" is not years/],
])('%j is refused', (change, sentence) => {
  expect(() => changed(amsterdam, change, now)).toThrow(sentence);
});

test('a calendar is shown with the days from which its hours hold', () => {
  const calendar = { ...amsterdam, later: [{ from: '2027-03-08', week: weekOf(['sat 10:00-14:00']) }] };
  expect(calendarText({ ...calendar, holidays: ['2026-12-25', '2027-01-01', '2027-04-27'] })).toBe(
    [
      '  zone     Europe/Amsterdam',
      '  mon-fri  9:00-17:00',
      '  sat-sun  closed',
      '  from 2027-03-08',
      '  mon-fri  closed',
      '  sat      10:00-14:00',
      '  sun      closed',
      '  holidays',
      '  2026     12-25',
      '  2027     01-01 04-27',
    ].join('\n'),
  );
});
