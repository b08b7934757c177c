import { expect, test } from '@jest/globals';
import { compareReports } from './compare.ts';

test('in random worlds both parties read the same figures, which are right and stand up to being counted anew', async () => {
  const { divergences, worlds, reports, withheld, decided, closed } = await compareReports({ seed: 1, worlds: 50 });
  expect(divergences).toEqual([]);
  expect({ worlds, reports: reports >= 50 * 3 * 5 }).toEqual({ worlds: 50, reports: true });
  // Of each kind enough that a fault would show.
  expect(withheld).toBeGreaterThan(100);
  expect(decided).toBeGreaterThan(100);
  expect(closed).toBeGreaterThan(10);
}, 300_000);
