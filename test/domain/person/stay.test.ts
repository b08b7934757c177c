import { expect, test } from '@jest/globals';
import { officeHours } from '../../../domain/account/hours.ts';
import { instantsOf } from '../../../domain/person/stay.ts';

const amsterdam = officeHours('Europe/Amsterdam');
const ends = (zone: string | null, endsOn: string, endsWith: 'day' | 'working_hours' = 'day') =>
  instantsOf(amsterdam, zone, { startsOn: null, endsOn, endsWith }).endsAt?.toISOString();
const starts = (zone: string | null, startsOn: string) =>
  instantsOf(amsterdam, zone, { startsOn, endsOn: null, endsWith: 'day' }).startsAt?.toISOString();

test.each([
  ['in winter', null, '2027-01-31', '2027-01-31T23:00:00.000Z'],
  ['in summer', null, '2027-06-30', '2027-06-30T22:00:00.000Z'],
  ['the day before clocks go forward', null, '2027-03-27', '2027-03-27T23:00:00.000Z'],
  ['the day clocks go forward, an hour short', null, '2027-03-28', '2027-03-28T22:00:00.000Z'],
  ['the day clocks go back, an hour long', null, '2027-10-31', '2027-10-31T23:00:00.000Z'],
  ['the day before clocks go back', null, '2027-10-30', '2027-10-30T22:00:00.000Z'],
  ['far in the east', 'Pacific/Auckland', '2027-01-31', '2027-01-31T11:00:00.000Z'],
  ['far in the west', 'America/Los_Angeles', '2027-01-31', '2027-02-01T08:00:00.000Z'],
  // In Santiago midnight of that Sunday is skipped: the Saturday ends when its clock shows one.
  ['before a midnight that is skipped', 'America/Santiago', '2027-09-04', '2027-09-05T04:00:00.000Z'],
  // In Havana it is midnight twice that Sunday: the Saturday ends with the first.
  ['before a midnight that comes twice', 'America/Havana', '2027-11-06', '2027-11-07T04:00:00.000Z'],
])('a stay ends at midnight where the person works: %s', (_, zone, day, at) => {
  expect(ends(zone, day)).toBe(at);
});

test('it begins at the first midnight of its first day', () => {
  expect(starts(null, '2027-03-28')).toBe('2027-03-27T23:00:00.000Z');
  expect(starts(null, '2027-03-29')).toBe('2027-03-28T22:00:00.000Z');
  expect(starts('Asia/Tokyo', '2027-03-29')).toBe('2027-03-28T15:00:00.000Z');
  expect(starts('America/Santiago', '2027-09-05')).toBe('2027-09-05T04:00:00.000Z');
});

test('or with the working hours of its last day, of the home and in the zone of the site', () => {
  expect(ends(null, '2027-03-26', 'working_hours')).toBe('2027-03-26T16:00:00.000Z');
  expect(ends(null, '2027-03-29', 'working_hours')).toBe('2027-03-29T15:00:00.000Z');
  expect(ends('America/New_York', '2027-03-29', 'working_hours')).toBe('2027-03-29T21:00:00.000Z');
  // A Sunday: the last working hour was on Friday.
  expect(ends(null, '2027-10-31', 'working_hours')).toBe('2027-10-29T15:00:00.000Z');
});

test('without dates there are no instants', () => {
  expect(instantsOf(amsterdam, null, { startsOn: null, endsOn: null, endsWith: 'day' })).toEqual({
    startsAt: null,
    endsAt: null,
  });
});
