import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, hashOf } from '../../../plan/kit/index.ts';
import type { Json, Plan } from '../../../plan/plan.ts';
import { right } from '../../types/right.ts';

const shuffled = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(shuffled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, part]) => [key, shuffled(part)]),
        )
      : value;

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonical(shuffled(value as Json))).toBe(canonical(value as Json));
      expect(JSON.parse(canonical(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(hashOf(shuffled(right.plan as unknown as Json) as unknown as Plan)).toBe(right.hash);
});

test('any change of the plan changes the hash', () => {
  expect(hashOf({ ...right.plan, title: 'another' })).not.toBe(right.hash);
  expect(hashOf({ ...right.plan, nodes: [...right.plan.nodes].reverse() })).not.toBe(right.hash);
});
