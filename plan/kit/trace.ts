import type { Expr, NodeId, PlanNode } from '../plan.ts';
import { limit } from './check.ts';
import { TemplateError } from './error.ts';
import { placeOf, sourceOf } from './ref.ts';
import { type Scope, within } from './scope.ts';

/** What is remembered while a process is composed. */
export type Trace = {
  /** Where the step being planned stands; changed by `match` and `each` while their cases run. */
  scope: Scope;
  readonly nodes: PlanNode[];
  readonly ids: Set<string>;
  readonly takesFrom: ReadonlySet<string>;
};

/** @throws TemplateError at the step that is one too many, so that a runaway template ends at once */
export function add(trace: Trace, node: PlanNode) {
  if (trace.nodes.length >= limit) {
    throw new TemplateError(`It plans more than ${limit.toLocaleString('en')} steps. Split it into several processes.`);
  }
  trace.nodes.push(node);
}

/** Ids are unique over steps and loops. */
export function claim(trace: Trace, id: string, title: string): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new TemplateError(`"${title}" makes no usable id (${id}): an id is made of a-z, 0-9 and hyphens.`);
  }
  if (trace.ids.has(id))
    throw new TemplateError(`Two steps are called "${title}": give the second one a name of its own.`);
  trace.ids.add(id);
  return id;
}

export const kebab = (words: string) =>
  words
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/**
 * The expression for a value handed on, or undefined for one left out.
 * @throws TemplateError for a value from a scope `user` is not in, or one that cannot be stored
 */
export function expressionOf(trace: Trace, value: unknown, user: string): Expr | undefined {
  if (value === undefined) return undefined;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return { is: 'const', value };
  if (typeof value === 'number' && Number.isFinite(value)) return { is: 'const', value };
  const source = sourceOf(value);
  if (source) {
    within(trace.scope, source.scope, user, source.label);
    return source.expr;
  }
  const place = placeOf(value);
  if (place)
    throw new TemplateError(`${user} hands on "${place.label}", which has no outputs: name it in after instead.`);
  if (Array.isArray(value)) {
    return { is: 'list', items: value.map((item) => expressionOf(trace, item, user) ?? { is: 'const', value: null }) };
  }
  if (isPlainObject(value)) {
    const fields = Object.entries(value).map(([key, part]) => [key, expressionOf(trace, part, user)] as const);
    return { is: 'object', fields: Object.fromEntries(fields.filter(([, expr]) => expr)) as { [key: string]: Expr } };
  }
  const what = value instanceof Promise ? 'a promise: composing is synchronous' : `a ${kindOf(value)}`;
  throw new TemplateError(`${user} hands on ${what}. Only text, numbers, booleans, lists and objects can be stored.`);
}

/** The steps `after` names. */
export function nodesOf(trace: Trace, step: unknown, user: string): readonly NodeId[] {
  const place = placeOf(step);
  if (!place) throw new TemplateError(`${user} should wait for something that is not a step of this process.`);
  within(trace.scope, place.scope, user, place.label);
  return place.nodes;
}

/** The steps whose outputs `expr` needs. */
export function usedBy(expr: Expr): readonly NodeId[] {
  switch (expr.is) {
    case 'output':
      return [expr.node];
    case 'object':
      return Object.values(expr.fields).flatMap(usedBy);
    case 'list':
      return expr.items.flatMap(usedBy);
    case 'match':
      return [...usedBy(expr.on), ...Object.values(expr.cases).flatMap(usedBy)];
    default:
      return [];
  }
}

const kindOf = (value: unknown) =>
  typeof value === 'object' ? (value?.constructor?.name ?? 'object') : `${typeof value} (${String(value)})`;

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
