import { describe, expect, test } from '@jest/globals';
import { decide, decideAll, evaluate, UNKNOWN } from '../../plan/evaluate.ts';
import type { Expr, Json } from '../../plan/plan.ts';

const known = (outputs: { [node: string]: Json } = {}) => ({
  input: { person: 'ada', place: { city: 'Delft' }, flag: true, count: 3, nothing: null },
  outputs: new Map(Object.entries(outputs)),
});
const input = (...path: string[]): Expr => ({ is: 'input', path });
const output = (node: string, ...path: string[]): Expr => ({ is: 'output', node, path });
const constant = (value: Json): Expr => ({ is: 'const', value });
const object = (fields: { [key: string]: Expr }): Expr => ({ is: 'object', fields });
const match = (on: Expr, cases: { [value: string]: Expr }): Expr => ({ is: 'match', on, cases });

describe('the value of an expression', () => {
  test('comes from the input, from outputs and from constants', () => {
    expect(evaluate(input('place', 'city'), known())).toBe('Delft');
    expect(evaluate(output('a', 'tag'), known({ a: { tag: 'T1' } }))).toBe('T1');
    expect(evaluate(constant([1]), known())).toEqual([1]);
  });

  test('is unknown as long as any output it needs is not there', () => {
    expect(evaluate(output('a', 'tag'), known())).toBe(UNKNOWN);
    expect(evaluate(object({ x: input('person'), y: output('a') }), known())).toBe(UNKNOWN);
    expect(evaluate({ is: 'list', items: [input('person'), output('a')] }, known())).toBe(UNKNOWN);
    expect(evaluate({ is: 'item', each: 'e', path: [] }, known())).toBe(UNKNOWN);
  });

  test('leaves missing fields out of objects, and is null for them elsewhere', () => {
    const expr = object({ gone: input('ghost'), none: input('nothing'), of: output('a', 'ghost') });
    expect(evaluate(expr, known({ a: null }))).toEqual({ none: null });
    expect(evaluate(input('ghost'), known())).toBeNull();
    expect(evaluate({ is: 'list', items: [input('ghost'), input('person')] }, known())).toEqual([null, 'ada']);
  });

  test('of a match is that of the case, and needs no other', () => {
    const cases = { true: constant('yes'), false: output('never') };
    expect(evaluate(match(input('flag'), cases), known())).toBe('yes');
    expect(evaluate(match(input('count'), { 3: constant('three') }), known())).toBe('three');
    expect(evaluate(match(output('a'), { x: constant(1) }), known())).toBe(UNKNOWN);
    expect(evaluate(match(input('person'), { bob: constant(1) }), known())).toBeNull();
  });

  test('looks at own fields only', () => {
    for (const key of ['constructor', 'toString', '__proto__']) expect(evaluate(input(key), known())).toBeNull();
    expect(evaluate(match(constant('constructor'), {}), known())).toBeNull();
    expect(evaluate(object(JSON.parse('{"__proto__":{"is":"const","value":{"a":1}}}')), known())).not.toHaveProperty(
      'a',
    );
  });
});

describe('a guard', () => {
  const guard = (on: Expr, equals: string) => ({ on, equals });

  test('compares as cases are written', () => {
    expect(decide(guard(input('flag'), 'true'), known())).toBe(true);
    expect(decide(guard(input('count'), '3'), known())).toBe(true);
    expect(decide(guard(input('person'), 'bob'), known())).toBe(false);
  });

  test('is open while its output is not there, and false when that has no such field', () => {
    expect(decide(guard(output('a', 'is'), 'x'), known())).toBeUndefined();
    expect(decide(guard(output('a', 'is'), 'undefined'), known({ a: {} }))).toBe(false);
    expect(decide(guard(input('nothing'), 'null'), known())).toBe(false);
  });

  test('among several: one that fails decides, else one that is open leaves it open', () => {
    const open = guard(output('a'), 'x');
    const yes = guard(input('flag'), 'true');
    const no = guard(input('flag'), 'false');
    expect(decideAll([open, no, yes], known())).toBe(false);
    expect(decideAll([open, yes], known())).toBeUndefined();
    expect(decideAll([yes, yes], known())).toBe(true);
    expect(decideAll([], known())).toBe(true);
  });
});
