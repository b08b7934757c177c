import { expect, test } from '@jest/globals';
import { formatIn } from '../../web/parts/format.ts';

test.each([
  [0, '0 mins'],
  [45, '45 mins'],
  [200, '3 hrs 20 mins'],
  [120, '2 hrs'],
  [-200, '-3 hrs 20 mins'],
  [-120, '-2 hrs'],
  [-45, '-45 mins'],
  [-0.2, '0 mins'],
])('%d minutes are written as %s', (minutes, written) => {
  expect(formatIn('en').minutes(minutes)).toBe(written);
});

const now = new Date('2027-03-01T15:00:00').getTime();

test.each([
  ['2027-03-01T15:45:00', 'in 45 minutes'],
  ['2027-03-01T09:00:00', '6 hours ago'],
  ['2027-03-02T20:00:00', 'in 29 hours'],
  // Far less than two days away, and yet not tomorrow.
  ['2027-03-03T05:00:00', 'in 2 days'],
  ['2027-03-04T09:00:00', 'in 3 days'],
  ['2027-02-27T23:00:00', '2 days ago'],
])('%s is %s away', (at, away) => {
  expect(formatIn('en').away(at, now)).toBe(away);
});

test.each([
  ['2027-03-01', 'today'],
  ['2027-03-02', 'tomorrow'],
  ['2027-02-28', 'yesterday'],
  ['2027-03-03', 'in 2 days'],
  // Summer time begins in between.
  ['2027-03-31', 'in 30 days'],
])('the day %s is %s', (day, away) => {
  expect(formatIn('en').awayDay(day, now)).toBe(away);
  expect(formatIn('en').awayDay(day, new Date('2027-03-01T00:01:00').getTime())).toBe(away);
});

test.each(['12027-03-01', '2027-02', '', 'soon'])('what is no day (%s) stays as it was written', (text) => {
  expect([formatIn('en').day(text), formatIn('en').awayDay(text, now)]).toEqual([text, '']);
  expect(formatIn('nl').dateTime('soon')).toBe('soon');
});
