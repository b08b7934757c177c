import { expect, test } from '@jest/globals';
import { graphOf } from '../../../plan/draw/index.ts';
import { templates } from '../../../templates/index.ts';
import { right } from '../../types/right.ts';

const { nodes, gateways, edges } = graphOf(right.plan);
const node = (id: string) => nodes.find((one) => one.id === id);

test('a node says whose it is, who is asked, when and how often it happens', () => {
  expect(node('create-login')).toMatchObject({
    kind: 'task',
    account: 'it',
    service: 'workplace',
    offer: 'create login',
    people: [],
    conditional: null,
    target: 'answered within 4 working hours, completed within 2 working days',
    due: {
      words: '10 working days before the start date',
      amount: -10,
      unit: 'workingDays',
      date: 'startDate',
      edge: 'end',
    },
    notBefore: { words: '30 days before the start date', steps: [] },
  });
  expect(node('budget')).toMatchObject({
    kind: 'approval',
    account: 'hr',
    people: ['manager', 'seconds'],
    required: 2,
  });
  expect(node('count')).toMatchObject({ kind: 'automation', account: 'hr', automation: 'count', service: null });
  expect(node('hand-over-key')?.each).toEqual(['rooms', 'keys']);
  expect(node('pension')?.conditional).toBe('only if "contractor" is "false"');
});

test('moments are said as people say them', () => {
  expect(node('prepare-laptop')?.due?.words).toBe('8 hours after "budget" and "create login"');
  expect(node('prepare-laptop')?.due?.steps).toEqual(['budget', 'create-login']);
  expect(node('grant-access')?.due?.words).toBe('on the ready on of "prepare laptop"');
  expect(node('exception')?.due?.words).toBe('1 working hour before the end of the start date');
  expect(node('exception')?.conditional).toBe('only if "check papers: result" is "denied"');
  expect(node('ready')?.notBefore?.words).toBe('1 working hour after the start of the start date');
});

test('gateways and edges are those of the drawing', () => {
  expect(gateways[0]).toEqual({ id: 'way 1', title: 'check papers: result?', after: 'check-papers' });
  expect(edges).toContainEqual({ from: 'way 1', to: 'exception', value: 'denied' });
  expect(edges).not.toContainEqual({ from: 'check-papers', to: 'exception' });
});

test.each([...templates.values()])(
  'every edge of $name connects what is there, each node standing behind those it waits for',
  ({ plan }) => {
    const drawn = graphOf(plan);
    const ends = new Set([...drawn.nodes, ...drawn.gateways].map(({ id }) => id));
    expect(drawn.edges.length).toBeGreaterThan(0);
    for (const { from, to } of drawn.edges) expect([ends.has(from), ends.has(to)]).toEqual([true, true]);
    const seen = new Set<string>();
    for (const { id, after, account } of drawn.nodes) {
      expect(after.every((before) => seen.has(before))).toBe(true);
      expect(plan.roles).toContain(account);
      seen.add(id);
    }
  },
);
