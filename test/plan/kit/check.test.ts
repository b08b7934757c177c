import { describe, expect, test } from '@jest/globals';
import { checkPlan, TemplateError } from '../../../plan/kit/index.ts';
import type { ApprovalNode, MilestoneNode, Plan } from '../../../plan/plan.ts';
import { right } from '../../types/right.ts';

const step = (id: string, ...after: string[]): MilestoneNode => ({
  kind: 'milestone',
  id,
  title: id,
  after,
  when: [],
  each: [],
});
const asking = (required: number, approvers: ApprovalNode['approvers']): ApprovalNode => ({
  ...step('ask'),
  kind: 'approval',
  approvers,
  required,
  show: { is: 'const', value: null },
});
const planned = (nodes: Plan['nodes']): Plan => ({ ...right.plan, name: 'by-hand', nodes });
const fault = (nodes: Plan['nodes']) => {
  try {
    checkPlan(planned(nodes));
  } catch (error) {
    expect(error).toBeInstanceOf(TemplateError);
    return (error as Error).message;
  }
  throw new Error('It was not refused.');
};
const manager = { is: 'input', path: ['manager'] } as const;
const seconds = { is: 'input', path: ['seconds'] } as const;

describe('a plan made by hand', () => {
  test('is taken when it can be carried out', () => {
    expect(() => checkPlan(right.plan)).not.toThrow();
    expect(() => checkPlan(planned([step('a'), step('b', 'a'), step('c', 'a', 'b')]))).not.toThrow();
    expect(() => checkPlan(planned([asking(3, [manager, seconds])]))).not.toThrow();
  });

  test('is refused when a step waits for one that is not there, or stands later', () => {
    expect(fault([step('a', 'ghost')])).toBe(
      'The plan "by-hand" cannot be carried out: a waits for ghost, which is not a step of it.',
    );
    expect(fault([step('a', 'b'), step('b')])).toContain('a waits for b, which must stand before it.');
    const fork = [step('r', 'x', 'y'), step('x', 'z'), step('y', 'z'), step('z')];
    expect(fault(fork)).toContain('r waits for x, which must stand before it.');
  });

  test('is refused when steps wait for each other', () => {
    expect(fault([step('z'), step('a', 'c'), step('b', 'a'), step('c', 'b')])).toContain(
      'a waits for c waits for b waits for a',
    );
    expect(fault([step('a', 'a')])).toContain('a waits for a: they wait for each other');
  });

  test('is refused when an id is used twice', () => {
    expect(fault([step('a'), step('a')])).toContain('The id a is used twice.');
  });

  test('is refused when more approvals are required than people can be asked', () => {
    expect(fault([asking(2, [manager])])).toContain('ask requires 2 approvals, but asks no more than 1.');
    expect(fault([asking(3, [manager, { is: 'const', value: 'x' }])])).toContain('no more than 2');
    expect(fault([asking(0.5, [manager])])).toContain('requires no approval');
  });

  test('is refused at once when it has a hundred thousand steps, and quickly when all of two thousand are chained', () => {
    const started = performance.now();
    const many = Array.from({ length: 100_000 }, (_, at) => step(`s${at}`, `s${(at + 1) % 100_000}`));
    expect(fault(many)).toContain('It has 100,000 steps; the limit is 2,000.');
    const ids = Array.from({ length: 2_000 }, (_, at) => `s${at}`);
    const dense = ids.map((id, at) => step(id, ...ids.slice(0, at)));
    expect(() => checkPlan(planned(dense))).not.toThrow();
    const ring = ids.map((id, at) => step(id, ids[(at + 1) % 2_000]!));
    expect(fault(ring)).toContain('they wait for each other');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('is refused with the first few of many faults', () => {
    expect(fault(Array.from({ length: 9 }, (_, at) => step(`s${at}`, 'ghost')))).toMatch(
      /s4 waits .* And 4 more faults\.$/,
    );
  });
});
