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
