import { at, resolve, UNKNOWN } from './evaluate.ts';
import type { Expr, Json, NodeId } from './plan.ts';

/** What is fixed for one repetition of a node: the item of every `each` around it, and the input. */
export type Fixed = {
  readonly items: ReadonlyMap<string, Json>;
  readonly input: Json;
  /** The id a node inside the same repetition gets. */
  readonly idOf: (node: NodeId) => NodeId;
};

/** The expression with items replaced by their values and cases chosen where the input decides; undefined if missing. */
export function substitute(expr: Expr, fixed: Fixed): Expr | undefined {
  switch (expr.is) {
    case 'const':
    case 'input':
      return expr;
    case 'item':
      return constant(at(fixed.items.get(expr.each), expr.path));
    case 'output':
      return { ...expr, node: fixed.idOf(expr.node) };
    case 'object':
      return { is: 'object', fields: substituteAll(expr.fields, fixed) };
    case 'list':
      return { is: 'list', items: expr.items.map((item) => substitute(item, fixed) ?? { is: 'const', value: null }) };
    case 'match': {
      const on = substitute(expr.on, fixed);
      const value = on && resolve(on, { input: fixed.input, outputs: new Map() });
      if (on && value === UNKNOWN) return { is: 'match', on, cases: substituteAll(expr.cases, fixed) };
      const key = String(value);
      const chosen = Object.hasOwn(expr.cases, key) ? expr.cases[key] : undefined;
      return chosen && substitute(chosen, fixed);
    }
  }
}

function substituteAll(parts: { readonly [key: string]: Expr }, fixed: Fixed): { readonly [key: string]: Expr } {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([key, part]) => {
      const expr = substitute(part, fixed);
      return expr ? [[key, expr]] : [];
    }),
  );
}

const constant = (value: Json | undefined): Expr | undefined =>
  value === undefined ? undefined : { is: 'const', value };
