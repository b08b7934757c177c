import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { account, date, personId, TemplateError } from '../../../plan/kit/index.ts';

const hr = account('hr');
const offer = (checklist?: readonly string[]) =>
  hr.service('people').offers('welcome', {
    input: z.object({ person: personId() }),
    output: z.object({}),
    ...(checklist ? { checklist } : {}),
  });
const about = {
  input: z.object({ person: personId(), day: date() }),
  subject: 'person',
  externalTitle: 'A colleague',
  example: { person: '', day: '2027-03-01' },
} as const;
/** A process of one such task. */
const made = (offered?: readonly string[], own?: readonly string[]) =>
  hr.process('made', about, ({ person }, { task }) => {
    task(offer(offered), { with: { person }, ...(own ? { checklist: own } : {}) });
  });

describe('the checklist of a task', () => {
  test('is what its offer says, unless the task has its own, in the order given', () => {
    expect(made(['b', 'a']).plan.nodes[0]).toMatchObject({ checklist: ['b', 'a'] });
    expect(made(['b', 'a'], ['c']).plan.nodes[0]).toMatchObject({ checklist: ['c'] });
    expect(made(undefined, ['c']).plan.nodes[0]).toMatchObject({ checklist: ['c'] });
  });

  test('is in the plan only where there is one, so that plans without keep their name', () => {
    expect(made().plan.nodes[0]).not.toHaveProperty('checklist');
    expect(made(['a']).hash).not.toBe(made().hash);
    expect(made(['a', 'b']).hash).not.toBe(made(['b', 'a']).hash);
  });

  test.each([
    [[], 'an empty checklist'],
    [['a', 'b', 'a'], 'the same item to tick twice: "a"'],
    [['a '], 'ends with a space'],
    [[''], 'is empty'],
    [['x'.repeat(201)], 'more than 200 characters'],
    [Array.from({ length: 31 }, (_, n) => `item ${n}`), 'has 31 items to tick; the limit is 30'],
  ])('%j is refused', (items, message) => {
    const compose = () => made(undefined, items).plan;
    expect(compose).toThrow(TemplateError);
    expect(compose).toThrow(message);
  });

  test('may have 30 items of 200 characters', () => {
    const items = Array.from({ length: 30 }, (_, n) => `${n}`.padEnd(200, 'x'));
    expect(made(items).plan.nodes[0]).toMatchObject({ checklist: items });
  });
});
