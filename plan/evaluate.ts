import type { Expr, Guard, Json, JsonObject, NodeId } from './plan.ts';

/** What has become known of a process: its input and the outputs of finished nodes. */
export type Known = { readonly input: Json; readonly outputs: ReadonlyMap<NodeId, Json> };

/** The answer for a value whose node has not finished yet. */
export const UNKNOWN: unique symbol = Symbol('unknown');
export type Unknown = typeof UNKNOWN;

/**
 * The value of an expression, or `UNKNOWN` while it needs an output that is not there yet. A field that is missing
 * (an optional one, or one of a node finished without output, to be put into `outputs` as null) is left out of
 * objects and is null elsewhere.
 */
export function evaluate(expr: Expr, known: Known): Json | Unknown {
  return resolve(expr, known) ?? null;
}

/** Like `evaluate`, but undefined for a missing field. */
export function resolve(expr: Expr, known: Known): Json | Unknown | undefined {
  switch (expr.is) {
    case 'const':
      return expr.value;
    case 'input':
      return at(known.input, expr.path);
    case 'output':
      return known.outputs.has(expr.node) ? at(known.outputs.get(expr.node), expr.path) : UNKNOWN;
    case 'item':
      return UNKNOWN;
    case 'object':
      return objectOf(expr.fields, known);
    case 'list': {
      const items = expr.items.map((item) => evaluate(item, known));
      return items.includes(UNKNOWN) ? UNKNOWN : (items as Json[]);
    }
    case 'match': {
      const on = resolve(expr.on, known);
      if (on === UNKNOWN) return UNKNOWN;
      const value = textOf(on);
      const of = value !== undefined && Object.hasOwn(expr.cases, value) ? expr.cases[value] : undefined;
      return of && resolve(of, known);
    }
  }
}

/** Whether the guard lets its node happen; undefined while that is open. */
export function decide({ on, equals }: Guard, known: Known): boolean | undefined {
  const value = resolve(on, known);
  return value === UNKNOWN ? undefined : textOf(value) === equals;
}

/** Whether all guards let their node happen: false as soon as one does not, undefined while that is open. */
export function decideAll(guards: readonly Guard[], known: Known): boolean | undefined {
  const decisions = guards.map((guard) => decide(guard, known));
  if (decisions.includes(false)) return false;
  return decisions.includes(undefined) ? undefined : true;
}

/** The value at the end of a path; undefined where there is none. Only own fields count. */
export function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  let part = value;
  for (const key of path) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    part = (part as JsonObject)[key];
  }
  return part;
}

function objectOf(fields: { readonly [key: string]: Expr }, known: Known): Json | Unknown {
  const values: [string, Json][] = [];
  for (const [key, field] of Object.entries(fields)) {
    const value = resolve(field, known);
    if (value === UNKNOWN) return UNKNOWN;
    if (value !== undefined) values.push([key, value]);
  }
  return Object.fromEntries(values);
}

/** A scalar as the cases of `match` are written. */
function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    ? String(value)
    : undefined;
}
