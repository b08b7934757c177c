import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { difference } from '../../plan/difference/index.ts';
import { hashOf } from '../../plan/kit/index.ts';
import type { Duration, JsonSchema, Plan, PlanNode } from '../../plan/plan.ts';
import { composeOutline, outlines } from './advance-plans.ts';
import { base, relative, task } from './steps.ts';

const schema: JsonSchema = {
  type: 'object',
  properties: { person: { type: 'string' }, startDate: { type: 'string' }, site: { type: 'string' } },
  required: ['person', 'startDate'],
};
const planOf = (nodes: readonly PlanNode[], more: Partial<Plan> = {}): Plan => ({
  format: 1,
  name: 'small',
  title: 'small',
  externalTitle: 'A colleague',
  account: 'hr',
  roles: ['hr', 'it'],
  input: schema,
  subject: 'person',
  anchor: 'startDate',
  nodes,
  output: { is: 'const', value: null },
  ...more,
});
const due = (amount: number, unit: Duration['unit'] = 'workingDays') => ({ due: relative(amount, unit, 'end') });
const approval = (id: string, required = 1): PlanNode => ({
  ...base(id, []),
  kind: 'approval',
  approvers: [{ is: 'input', path: ['manager'] }],
  required,
  show: { is: 'object', fields: {} },
});
const only = (value: string) => ({ when: [{ on: { is: 'input', path: ['place'] } as const, equals: value }] });
const words = (from: readonly PlanNode[], to: readonly PlanNode[], more: Partial<Plan> = {}) =>
  difference(planOf(from), planOf(to, more)).words;

describe('what changed is said in sentences', () => {
  const a = task('a', []);
  const cases: readonly [string, readonly PlanNode[], readonly PlanNode[], readonly string[]][] = [
    ['a new step', [a], [a, task('b', ['a'])], ['Task "b" is new and waits for "a".']],
    ['one that waits for nothing', [], [approval('budget')], ['Approval "budget" is new.']],
    ['one that is gone', [a, task('b', [])], [a], ['Task "b" is gone.']],
    [
      'a date that moved',
      [task('a', [], undefined, due(-10))],
      [task('a', [], undefined, due(-6))],
      ['Task "a" is due 6 working days before the start date instead of 10.'],
    ],
    [
      'a date that counts otherwise',
      [task('a', [], undefined, due(-1, 'days'))],
      [task('a', [], undefined, due(0))],
      ['Task "a" is due on the start date instead of 1 day before the start date.'],
    ],
    [
      'a date that there was not, and one that there is no more',
      [a, task('b', [], undefined, due(2))],
      [task('a', [], undefined, due(1, 'workingHours')), task('b', [])],
      [
        'Task "a" is due 1 working hour after the end of the start date now.',
        'Task "b" has no due date any more; it was due 2 working days after the start date.',
      ],
    ],
    [
      'order',
      [a, task('b', []), task('c', ['a'])],
      [a, task('b', ['a']), task('c', ['a', 'b'])],
      ['Task "b" waits for "a".', 'Task "c" waits for "b" as well.'],
    ],
    ['order given up', [a, task('b', ['a'])], [a, task('b', [])], ['Task "b" no longer waits for "a".']],
    [
      'when it happens',
      [a],
      [task('a', [], undefined, only('onsite'))],
      ['Task "a" happens only if "place" is "onsite" instead of always.'],
    ],
    [
      'who does it, by when',
      [task('a', [], { amount: 4, unit: 'hours' })],
      [task('a', [], { amount: 2, unit: 'workingDays' }, { account: 'it' })],
      [
        'Task "a" is done by the account "it" instead of "hr".',
        'Task "a" is promised otherwise: completed within 2 working days instead of completed within 4 hours.',
      ],
    ],
    ['votes', [approval('a')], [approval('a', 2)], ['Approval "a" needs 2 to approve instead of 1.']],
    [
      'its kind',
      [a],
      [approval('a')],
      ['Approval "a" was a task.', 'Approval "a" asks "manager" instead of the team.'],
    ],
    [
      'the order in which steps are listed',
      [a, task('b', [])],
      [task('b', []), a],
      ['The steps are listed in another order.'],
    ],
  ];
  test.each(cases)('%s', (_, from, to, said) => {
    expect(words(from, to)).toEqual(said);
  });

  test('what a step is given', () => {
    const given = (fields: string[]): PlanNode => ({
      ...(task('a', []) as Extract<PlanNode, { kind: 'task' }>),
      with: {
        is: 'object',
        fields: Object.fromEntries(fields.map((name) => [name[0], { is: 'input', path: [name] }])),
      },
    });
    expect(words([given(['b', 'cat', 'd'])], [given(['cow', 'd', 'e'])])).toEqual([
      'Task "a" is given "c" from elsewhere.',
      'Task "a" is given "e" as well.',
      'Task "a" is no longer given "b".',
    ]);
  });

  test('what must be ticked, and what the person it is about is told', () => {
    const a = task('a', []) as Extract<PlanNode, { kind: 'task' }>;
    const listed = { ...a, checklist: ['one', 'two'], public: 'Your desk' };
    expect(words([listed], [{ ...a, checklist: ['two', 'three'] }], { publicTitle: 'Your start' })).toEqual([
      'The title that the person it is about reads is "Your start" instead of none.',
      'Task "a" has "three" to be ticked now.',
      'Task "a" has "one" to be ticked no more.',
      'Task "a" is told to the person it is about no more.',
    ]);
    expect(words([listed], [{ ...listed, checklist: ['two', 'one'] }])).toHaveLength(1);
    expect(words([], [], { later: 1 } as object)).toEqual(['The plan is not what it was.']);
  });

  test('fields of the input, and what is about the whole', () => {
    const properties = { person: { type: 'string' }, startDate: { type: 'integer' }, place: { enum: ['a'] } };
    const input = { type: 'object', properties, required: ['person', 'place'] };
    expect(words([], [], { input, title: 'big', roles: ['hr', 'facilities'] })).toEqual([
      'The title is "big" instead of "small".',
      'The account "facilities" takes part now.',
      'The account "it" no longer takes part.',
      'Field "startDate" of the input is optional now.',
      'Field "startDate" of the input takes other values than before.',
      'Field "place" of the input is new and required.',
      'Field "site" of the input is gone.',
    ]);
    const required = { ...schema, required: ['person', 'startDate', 'site'] };
    expect(words([], [], { input: required })).toEqual(['Field "site" of the input is required now.']);
  });
});

test('steps come in the order of the new version, those removed where they stood', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => task(id, [])) as [PlanNode, PlanNode, PlanNode, PlanNode];
  const { nodes } = difference(planOf([a, b, c]), planOf([a, d, { ...c, title: 'sea' }]));
  expect(nodes.map(({ id, change }) => [id, change])).toEqual([
    ['a', 'same'],
    ['b', 'removed'],
    ['d', 'added'],
    ['c', 'changed'],
  ]);
});

describe('of any two processes', () => {
  const composed = fc.tuple(outlines, fc.array(fc.boolean())).map(([parts, left]): Plan => {
    const { plan } = composeOutline(parts);
    return { ...plan, nodes: plan.nodes.filter((_, index) => !left[index]) };
  });

  test('something is said if and only if they are not the same', () => {
    fc.assert(
      fc.property(composed, composed, (one, other) => {
        expect(difference(one, one).words).toEqual([]);
        expect(difference(one, one).nodes.every(({ change }) => change === 'same')).toBe(true);
        expect(difference(one, other).words.length > 0).toBe(hashOf(one) !== hashOf(other));
      }),
    );
  });

  test('every step is accounted for once, and nobody else', () => {
    fc.assert(
      fc.property(composed, composed, (one, other) => {
        const { nodes } = difference(one, other);
        const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id);
        expect(new Set(ids(nodes)).size).toBe(nodes.length);
        expect(ids(nodes.filter(({ change }) => change !== 'removed'))).toEqual(ids(other.nodes));
        expect(ids(nodes.filter(({ change }) => change !== 'added')).sort()).toEqual(ids(one.nodes).sort());
        expect(ids(nodes)).toEqual(expect.arrayContaining([...ids(one.nodes), ...ids(other.nodes)]));
      }),
    );
  });
});
