import { describe, expect, test } from '@jest/globals';
import type { PlanNode } from '../../../plan/plan.ts';
import { right } from '../../types/right.ts';

const { plan } = right;
const node = (id: string) => plan.nodes.find((other) => other.id === id) as PlanNode & Record<string, unknown>;
const output = (id: string, ...path: string[]) => ({ is: 'output', node: id, path });
const input = (...path: string[]) => ({ is: 'input', path });

describe('composing', () => {
  test('yields plain JSON', () => {
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(plan).toMatchObject({ format: 1, name: 'all-is-right', account: 'hr', roles: ['hr', 'it', 'facilities'] });
    expect(plan).toMatchObject({ subject: 'person', manager: 'manager', anchor: 'startDate' });
  });

  test('tells person ids and dates in schemas by their format', () => {
    const fields = plan.input.properties as Record<string, object>;
    expect(fields.person).toEqual({ type: 'string', format: 'person-id' });
    expect(fields.startDate).toEqual({ type: 'string', format: 'date' });
    expect(plan.input.additionalProperties).toBe(false);
  });

  test('makes every used output a predecessor, beside those named in after', () => {
    expect(node('prepare-laptop').after).toEqual(['budget', 'create-login']);
    expect(node('prepare-laptop').with).toEqual({
      is: 'object',
      fields: { username: output('create-login', 'username'), model: input('model') },
    });
    expect(node('grant-access').due).toEqual({
      from: { is: 'date', date: output('prepare-laptop', 'readyOn') },
      offset: { amount: 0, unit: 'days' },
      edge: 'end',
    });
    expect(node('grant-access').after).toEqual(['create-login', 'prepare-laptop']);
  });

  test('writes moments with their direction and the end of the day that is meant', () => {
    expect(node('create-login').notBefore).toMatchObject({ offset: { amount: -30, unit: 'days' }, edge: 'start' });
    expect(node('create-login').due).toMatchObject({ offset: { amount: -10, unit: 'workingDays' }, edge: 'end' });
    expect(node('prepare-laptop').due).toEqual({
      from: { is: 'completion', of: ['budget', 'create-login'] },
      offset: { amount: 8, unit: 'hours' },
      edge: 'end',
    });
    expect(node('exception').due).toMatchObject({ offset: { amount: -1, unit: 'workingHours' }, edge: 'end' });
    expect(node('ready').notBefore).toMatchObject({ offset: { amount: 1, unit: 'workingHours' }, edge: 'start' });
    expect(node('check-papers').after).toEqual(['create-login']);
  });

  test('counts the hours of a target in the calendar of the provider', () => {
    expect(node('create-login').target).toEqual({
      respond: { amount: 4, unit: 'workingHours' },
      complete: { amount: 2, unit: 'workingDays' },
    });
  });

  test('guards the steps of a case, and waits for what decides it', () => {
    const denied = { on: output('check-papers', 'result'), equals: 'denied' };
    expect(node('exception').when).toEqual([denied]);
    expect(node('exception').after).toEqual(['check-papers']);
    expect(node('pension').when).toEqual([{ on: input('contractor'), equals: 'false' }]);
  });

  test('merges what cases return', () => {
    expect(node('welcome').by).toEqual({
      is: 'match',
      on: output('check-papers', 'result'),
      cases: { clear: output('check-papers', 'by'), open: output('check-again', 'by'), denied: input('manager') },
    });
    expect(node('welcome').after).toEqual(
      expect.arrayContaining(['ready', 'count', 'check-papers', 'check-again', 'assign-desk']),
    );
  });

  test('lets a step wait for all of a match or of an each', () => {
    expect(node('ready').after).toEqual(['grant-access', 'check-papers', 'check-again', 'exception', 'assign-desk']);
  });

  test('nests loops, the inner list belonging to the outer item', () => {
    const [outer, inner] = node('hand-over-key').each;
    expect(outer).toEqual({ id: 'each-rooms', over: input('rooms') });
    expect(inner).toEqual({ id: 'each-keys', over: { is: 'item', each: 'each-rooms', path: ['keys'] } });
    expect(node('hand-over-key').after).toEqual(['open-door']);
  });

  test('asks everybody named in an approval unless told how many suffice', () => {
    expect(node('budget')).toMatchObject({ required: 2, approvers: [input('manager'), input('seconds')] });
    expect(node('pension').required).toBe(1);
  });

  test('happens once: the plan and its hash are kept', () => {
    expect(right.plan).toBe(plan);
    expect(right.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});
