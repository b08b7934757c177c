import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { expand } from '../../plan/expand.ts';
import { date, days, personId } from '../../plan/kit/index.ts';
import type { Expr, JsonObject, PlanNode } from '../../plan/plan.ts';
import { example, hr, people } from '../types/cast.ts';
import { right } from '../types/right.ts';

const input = example as JsonObject;
const nodes = expand(right.plan, input);
const ids = nodes.map(({ id }) => id);
const node = (id: string, among = nodes) =>
  among.find((other) => other.id === id) as Extract<PlanNode, { kind: 'task' }>;
const field = (of: PlanNode, name: string) => 'with' in of && of.with.is === 'object' && of.with.fields[name];
const constant = (value: string): Expr => ({ is: 'const', value });

describe('expanding a plan', () => {
  test('repeats the steps of each for every item, numbered and named', () => {
    expect(ids.filter((id) => id.startsWith('grant'))).toEqual(['grant-access[0]', 'grant-access[1]']);
    expect(node('grant-access[1]').title).toBe('grant access: chat');
    expect(field(node('grant-access[1]'), 'application')).toEqual(constant('chat'));
    expect(ids.filter((id) => id.startsWith('hand'))).toEqual([
      'hand-over-key[0][0]',
      'hand-over-key[0][1]',
      'hand-over-key[1][0]',
    ]);
    expect(node('hand-over-key[0][1]').title).toBe('hand over key: 1, b');
    expect(field(node('hand-over-key[0][1]'), 'username')).toEqual(constant('b'));
    expect(field(node('hand-over-key[0][1]'), 'application')).toEqual(constant('lab'));
    expect(nodes.every(({ each }) => each.length === 0)).toBe(true);
  });

  test('lets a step wait for its own repetition inside the loop, and for all of them outside', () => {
    expect(node('hand-over-key[1][0]').after).toEqual(['open-door[1]']);
    expect(node('ready').after.slice(0, 2)).toEqual(['grant-access[0]', 'grant-access[1]']);
  });

  test('leaves out what the input rules out, with every mention of it', () => {
    const remote = expand(right.plan, { ...input, workplace: 'remote' });
    expect(remote.some(({ id }) => id === 'assign-desk')).toBe(false);
    expect(remote.every(({ after }) => !after.includes('assign-desk'))).toBe(true);
    expect(field(node('welcome', remote), 'place')).toEqual(constant('home'));
    expect(field(node('welcome'), 'place')).toEqual({ is: 'output', node: 'assign-desk', path: ['desk'] });
  });

  test('keeps guards that hang on outputs, and drops those the input has decided', () => {
    expect(node('pension').when).toEqual([]);
    expect(expand(right.plan, { ...input, contractor: true }).some(({ id }) => id === 'pension')).toBe(false);
    expect(node('check-again').when).toEqual([
      { on: { is: 'output', node: 'check-papers', path: ['result'] }, equals: 'open' },
    ]);
    expect(node('welcome').by?.is).toBe('match');
  });

  test('an empty list yields no step, and nothing waits for it', () => {
    const none = expand(right.plan, { ...input, applications: [], rooms: [] });
    expect(none.some(({ id }) => id.startsWith('grant-access') || id.startsWith('open-door'))).toBe(false);
    expect(node('ready', none).after).toEqual(['check-papers', 'check-again', 'exception', 'assign-desk']);
  });

  test('cases inside a loop are decided item by item, and so are times', () => {
    const template = hr.process(
      'items',
      {
        input: zObject(),
        subject: 'person',
        externalTitle: 'x',
        example: { person: example.person, guests: [{ kind: 'vip', name: 'Ada', on: '2027-03-01' }] },
      },
      (hire, { task, each, match, milestone }) => {
        const all = each(hire.guests, (guest) =>
          match(guest.kind, {
            vip: () =>
              task(people.welcome, { with: { person: hire.person, place: guest.name }, due: days(1).before(guest.on) }),
            guest: () => {},
          }),
        );
        milestone('done', { after: [all], due: days(1).after(all) });
      },
    );
    const guests = ['vip', 'guest', 'vip'].map((kind, at) => ({ kind, name: `n${at}`, on: `2027-03-0${at + 1}` }));
    const made = expand(template.plan, { person: example.person, guests });
    expect(made.map(({ id }) => id)).toEqual(['welcome[0]', 'welcome[2]', 'done']);
    expect(made[1]?.due?.from).toEqual({ is: 'date', date: constant('2027-03-03') });
    expect(made[2]?.due?.from).toEqual({ is: 'completion', of: ['welcome[0]', 'welcome[2]'] });
    const nobody = expand(template.plan, { person: example.person, guests: [] });
    expect(nobody[0]).toMatchObject({ id: 'done', after: [] });
    expect(nobody[0]).not.toHaveProperty('due');
  });

  test('refuses more than 2,000 steps at once, however long the lists are', () => {
    const started = performance.now();
    const many = (count: number) => Array.from({ length: count }, () => 'mail');
    expect(() => expand(right.plan, { ...input, applications: many(1_000_000) })).toThrow(/more than 2,000 steps/);
    const rooms = Array.from({ length: 1_000 }, () => ({ name: 'r', keys: many(1_000) }));
    expect(() => expand(right.plan, { ...input, rooms })).toThrow('"all is right" would have more than 2,000 steps');
    expect(expand(right.plan, { ...input, applications: many(1_900), rooms: [] }).length).toBeGreaterThan(1_900);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  test('names only what is an own field of the input', () => {
    expect(expand(right.plan, { ...input, workplace: 'constructor' }).some(({ id }) => id === 'assign-desk')).toBe(
      false,
    );
  });
});

function zObject() {
  return z.object({
    person: personId(),
    guests: z.array(z.object({ kind: z.enum(['vip', 'guest']), name: z.string(), on: date() })),
  });
}
