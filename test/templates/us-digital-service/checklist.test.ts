import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { canonical } from '../../../plan/kit/index.ts';
import type { TaskNode } from '../../../plan/plan.ts';
import { entriesOf, type Item } from '../../../templates/us-digital-service/checklist.ts';
import { buddy, newHire } from '../../../templates/us-digital-service/lists.ts';
import { usDigitalServiceNewHire } from '../../../templates/us-digital-service-new-hire.ts';

const nodes = usDigitalServiceNewHire.plan.nodes as readonly TaskNode[];
const items = [...Object.entries(newHire.items), ...Object.entries(buddy.items)].filter(
  ([key]) => key !== 'dayZero',
) as [string, Item][];
const hash = (list: object) =>
  createHash('sha256')
    .update(canonical(list as never))
    .digest('hex')
    .slice(0, 12);

describe('the checklists of the US digital service', () => {
  test('are as they were published: 42 and 10 items', () => {
    expect([Object.keys(newHire.items).length, Object.keys(buddy.items).length]).toEqual([42, 10]);
    expect([hash(newHire), hash(buddy)]).toEqual(['6d1e3821f06a', 'd76ea43b720b']);
  });

  test('become one task per item, the two start dates aside, in the order of the lists', () => {
    expect(nodes.map(({ title }) => title)).toEqual(items.map(([, { displayName }]) => displayName));
    expect(nodes.every(({ kind }) => kind === 'task')).toBe(true);
    expect(nodes.map(({ id }) => id.replaceAll('-', ''))).toEqual(items.map(([key]) => key.toLowerCase()));
  });

  test('keep their predecessors and their offsets', () => {
    const idOf = new Map(items.map(([key], at) => [key, nodes[at]!.id]));
    for (const [at, [key, { dependsOn, daysToComplete }]] of items.entries()) {
      const after = dependsOn.filter((other) => other !== 'dayZero').map((other) => idOf.get(other));
      const from =
        after.length > 0 ? { is: 'completion', of: after } : { is: 'date', date: { is: 'input', path: ['startDate'] } };
      expect([key, nodes[at]!.after, nodes[at]!.due]).toEqual([
        key,
        after,
        { from, offset: { amount: daysToComplete, unit: 'days' }, edge: 'end' },
      ]);
    }
  });

  test('are shown without markup, every link readable', () => {
    for (const [at, [, { description }]] of items.entries()) {
      const { instructions = '' } = nodes[at]!;
      expect(instructions).not.toMatch(/<|>|&\w+;/);
      for (const [, address] of description.matchAll(/href="([^"]*)"/g)) expect(instructions).toContain(`(${address})`);
    }
  });

  test('are done by the new hire, the buddy, HR, IT and Facilities', () => {
    const by = (node: TaskNode) => (node.by?.is === 'input' ? node.by.path[0]! : node.account);
    const counts = new Map<string, number>();
    for (const node of nodes) counts.set(by(node), (counts.get(by(node)) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ hr: 4, it: 4, facilities: 2, person: 31, buddy: 9 });
  });

  test('keys of any style make ids', () => {
    const item = { displayName: 'n', description: '', daysToComplete: 0, dependsOn: [] };
    const keys = ['setUp2FA', 'changeENT', 'checkTTSEmail', 'onboardingsurvey', 'setupPhone2FA'];
    const entries = entriesOf({ items: Object.fromEntries(keys.map((key) => [key, item])) });
    expect(entries.map(({ id }) => id)).toEqual([
      'set-up-2fa',
      'change-ent',
      'check-tts-email',
      'onboardingsurvey',
      'setup-phone-2fa',
    ]);
  });

  test('are put in an order that can be followed, or refused', () => {
    const item = (...dependsOn: string[]) => ({ displayName: 'n', description: '', daysToComplete: 0, dependsOn });
    const order = (list: Record<string, Item>) => entriesOf({ items: list }).map(({ key }) => key);
    expect(order({ b: item('a'), dayZero: item(), a: item('dayZero') })).toEqual(['a', 'b']);
    expect(() => order({ a: item('b'), b: item('a') })).toThrow('a, b: these depend on each other');
    expect(() => order({ a: item('ghost') })).toThrow('or on an item that is not there');
  });
});
