import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate, UNKNOWN } from '../../plan/evaluate.ts';
import { expand } from '../../plan/expand.ts';
import { checkPlan } from '../../plan/kit/index.ts';
import type { Each, Expr, Guard, Json, JsonObject, MilestoneNode, NodeId, Plan } from '../../plan/plan.ts';
import { right } from '../types/right.ts';

/**
 * Plans of any shape: two lists, the second nested or not, guards on the input, on items and on outputs, any
 * predecessors. What expanding yields is compared with a slow reading of the same plan.
 */
const loops: readonly (readonly Each[])[] = (() => {
  const outer: Each = { id: 'outer', over: { is: 'input', path: ['rows'] } };
  const inner: Each = { id: 'inner', over: { is: 'item', each: 'outer', path: ['cells'] } };
  const flat: Each = { id: 'flat', over: { is: 'input', path: ['flags'] } };
  return [[], [outer], [outer, inner], [flat]];
})();

const inputs = fc.record({
  mode: fc.constantFrom('a', 'b'),
  flags: fc.array(fc.boolean(), { maxLength: 3 }),
  rows: fc.array(fc.record({ on: fc.boolean(), cells: fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 }) }), {
    maxLength: 3,
  }),
});

const shapes = fc.array(
  fc.record({
    loop: fc.nat(3),
    after: fc.array(fc.nat(20), { maxLength: 3 }),
    mode: fc.option(fc.constantFrom('a', 'b')),
    item: fc.option(fc.boolean()),
    output: fc.option(fc.nat(20)),
  }),
  { minLength: 1, maxLength: 10 },
);

type Shape = typeof shapes extends fc.Arbitrary<(infer S)[]> ? S : never;

function planOf(all: readonly Shape[]): Plan {
  const nodes: MilestoneNode[] = [];
  for (const [at, shape] of all.entries()) {
    const each = loops[shape.loop]!;
    const when: Guard[] = [];
    if (shape.mode) when.push({ on: { is: 'input', path: ['mode'] }, equals: shape.mode });
    if (shape.item !== null && each[0]) {
      const path = each[0].id === 'outer' ? ['on'] : [];
      when.push({ on: { is: 'item', each: each[0].id, path }, equals: String(shape.item) });
    }
    const visible = nodes.filter((node) => node.each.every((loop, depth) => each[depth]?.id === loop.id));
    const decider = shape.output === null ? undefined : visible[shape.output % Math.max(visible.length, 1)];
    if (decider) when.push({ on: { is: 'output', node: decider.id, path: ['is'] }, equals: 'yes' });
    const after = [
      ...shape.after.flatMap((to) => nodes[to % Math.max(at, 1)]?.id ?? []),
      ...(decider ? [decider.id] : []),
    ];
    nodes.push({ kind: 'milestone', id: `n${at}`, title: `n${at}`, after: [...new Set(after)], when, each });
  }
  return { ...right.plan, nodes };
}

/** Which repetitions a node has, found by trying every index. */
function slowly(plan: Plan, input: JsonObject): ReadonlyMap<NodeId, readonly string[]> {
  const rows = input.rows as { on: boolean; cells: string[] }[];
  const flags = input.flags as boolean[];
  return new Map(
    plan.nodes.map((node) => {
      const cells = (row: { on: boolean; cells: string[] }, at: number) =>
        row.cells.map((_, cell) => ({ at: `[${at}][${cell}]`, item: row.on }));
      const places: readonly { at: string; item?: Json }[] = {
        '': [{ at: '' }],
        flat: flags.map((item, at) => ({ at: `[${at}]`, item })),
        outer: rows.map(({ on }, at) => ({ at: `[${at}]`, item: on })),
        'outer,inner': rows.flatMap(cells),
      }[node.each.map(({ id }) => id).join()]!;
      const happens = ({ item }: { item?: Json }) =>
        node.when.every(({ on, equals }) =>
          on.is === 'input' ? input.mode === equals : on.is === 'item' ? String(item) === equals : true,
        );
      return [node.id, places.filter(happens).map(({ at }) => node.id + at)] as const;
    }),
  );
}

const plain = (id: string) => id.replace(/\[.*/, '');
const index = (id: string) => id.slice(plain(id).length);

test('expanding any plan yields the repetitions that a slow reading finds, in an order that can be carried out', () => {
  fc.assert(
    fc.property(shapes, inputs, (all, input) => {
      const plan = planOf(all);
      const nodes = expand(plan, input);
      const expected = slowly(plan, input);
      for (const { id } of plan.nodes) {
        expect(nodes.flatMap((node) => (plain(node.id) === id ? node.id : []))).toEqual(expected.get(id));
      }
      expect(() => checkPlan({ ...plan, nodes })).not.toThrow();
      for (const node of nodes) {
        expect(node.each).toEqual([]);
        expect(node.when.every(({ on }) => on.is === 'output')).toBe(true);
        const original = plan.nodes.find(({ id }) => id === plain(node.id))!;
        for (const before of original.after) {
          const theirs = plan.nodes.find(({ id }) => id === before)!;
          const common = theirs.each.filter((loop, depth) => original.each[depth]?.id === loop.id).length;
          const prefix = (index(node.id).match(/\[\d+\]/g) ?? []).slice(0, common).join('');
          const wanted = expected.get(before)!.filter((id) => index(id).startsWith(prefix));
          expect(node.after.filter((id) => plain(id) === before)).toEqual(wanted);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('an expression means the same before and after expanding', () => {
  const exprs = fc.letrec<{ expr: Expr }>((tie) => ({
    expr: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('a', 'b', 1, true, null).map((value): Expr => ({ is: 'const', value })),
      fc.constantFrom(['mode'], ['rows'], ['ghost']).map((path): Expr => ({ is: 'input', path })),
      fc.constantFrom(['is'], ['ghost']).map((path): Expr => ({ is: 'output', node: 'n0', path })),
      fc.array(tie('expr'), { maxLength: 2 }).map((items): Expr => ({ is: 'list', items })),
      fc
        .dictionary(fc.constantFrom('p', 'q'), tie('expr'))
        .map((fields): Expr => ({ is: 'object', fields: { ...fields } })),
      fc
        .tuple(tie('expr'), tie('expr'))
        .map(([a, b]): Expr => ({ is: 'match', on: { is: 'input', path: ['mode'] }, cases: { a, b } })),
      tie('expr').map((yes): Expr => ({ is: 'match', on: { is: 'output', node: 'n0', path: ['is'] }, cases: { yes } })),
    ),
  })).expr;
  const outcomes = fc.option(fc.constantFrom('yes', 'no'));
  fc.assert(
    fc.property(exprs, inputs, outcomes, (expr, input, is) => {
      const base = { title: 't', after: [], when: [], each: [] };
      const plan: Plan = {
        ...right.plan,
        nodes: [
          { ...base, kind: 'milestone', id: 'n0' },
          {
            ...base,
            kind: 'automation',
            id: 'n1',
            automation: 'x',
            with: { is: 'list', items: [expr] },
            input: {},
            output: {},
          },
        ],
      };
      const outputs = new Map(is ? [['n0', { is }]] : []);
      const node = expand(plan, input)[1];
      if (node?.kind !== 'automation') throw new Error('no automation');
      const before = evaluate({ is: 'list', items: [expr] }, { input, outputs });
      expect(evaluate(node.with, { input, outputs })).toEqual(before);
      if (is) expect(before).not.toBe(UNKNOWN);
    }),
    { numRuns: 500 },
  );
});
