import type { Each, Expr, JsonSchema } from '../plan.ts';
import { TemplateError } from './error.ts';
import { hold, placeOf, type Source, sourceOf } from './ref.ts';
import type { Scope } from './scope.ts';
import { claim, expressionOf, kebab, type Trace, usedBy } from './trace.ts';

/** Plans the steps of every case and returns what they have in common. */
export function planMatch(trace: Trace, on: unknown, cases: { readonly [value: string]: () => unknown }) {
  const source = held(trace, on, 'match');
  checkCases(source, Object.keys(cases));
  const { scope } = trace;
  const first = trace.nodes.length;
  const returned = Object.entries(cases).map(([value, plan]) => {
    const when = [...scope.when, { on: source.expr, equals: value }];
    const words = `happens only when ${source.label} is ${value}`;
    return [value, inside(trace, { parent: scope, when, each: scope.each, words }, plan)] as const;
  });
  const expr: Expr = { is: 'match', on: source.expr, cases: Object.fromEntries(returned) };
  const nodes = [...usedBy(source.expr), ...trace.nodes.slice(first).map((node) => node.id)];
  const label = `match on ${source.label}`;
  return hold({ expr, scope, label }, { nodes: [...new Set(nodes)], scope, label });
}

/** Plans the steps once; they are repeated for every item when a process starts. */
export function planEach(trace: Trace, list: unknown, plan: (item: never) => unknown) {
  const source = held(trace, list, 'each');
  if (source.expr.is !== 'input' && source.expr.is !== 'item') {
    throw new TemplateError(`each over "${source.label}": only a list of the process's input can be repeated over.`);
  }
  if (source.schema && source.schema.type !== 'array') {
    throw new TemplateError(`each over "${source.label}", which is not a list.`);
  }
  const { scope } = trace;
  const each: Each = { id: loopId(trace, source.label), over: source.expr };
  const inner = { parent: scope, when: scope.when, each: [...scope.each, each] };
  const body: Scope = { ...inner, words: `happens once for each of ${source.label}` };
  const items = source.schema?.items as JsonSchema | undefined;
  const label = `item of ${source.label}`;
  const item = hold({
    expr: { is: 'item', each: each.id, path: [] },
    scope: body,
    label,
    ...(items && { schema: items }),
  });
  const first = trace.nodes.length;
  inside(trace, body, () => plan(item as never));
  const nodes = trace.nodes.slice(first).map((node) => node.id);
  return hold(undefined, { nodes, scope, label: `each of ${source.label}` });
}

function inside(trace: Trace, scope: Scope, plan: () => unknown): Expr {
  const outer = trace.scope;
  trace.scope = scope;
  try {
    const returned = plan();
    if (placeOf(returned) && !sourceOf(returned)) return nothing;
    return expressionOf(trace, returned, `What is returned where it ${scope.words}`) ?? nothing;
  } finally {
    trace.scope = outer;
  }
}

const nothing: Expr = { is: 'const', value: null };

function held(trace: Trace, value: unknown, user: string): Source {
  const source = sourceOf(value);
  if (!source) throw new TemplateError(`${user} is given something that is known already: use plain code for that.`);
  expressionOf(trace, value, user);
  return source;
}

function checkCases({ label, schema }: Source, cases: readonly string[]) {
  if (cases.length === 0) throw new TemplateError(`match on "${label}" has no cases.`);
  const values = schema?.type === 'boolean' ? [true, false] : (schema?.enum as readonly unknown[] | undefined);
  if (!values) return;
  const possible = values.map(String);
  const missing = possible.filter((value) => !cases.includes(value));
  const extra = cases.filter((value) => !possible.includes(value));
  if (missing.length > 0) throw new TemplateError(`match on "${label}" leaves out ${missing.join(', ')}.`);
  if (extra.length > 0)
    throw new TemplateError(`match on "${label}" has a case that cannot happen: ${extra.join(', ')}.`);
}

function loopId(trace: Trace, label: string): string {
  const name = kebab(label.split('.').at(-1) ?? label);
  let id = `each-${name}`;
  for (let copy = 2; trace.ids.has(id); copy++) id = `each-${name}-${copy}`;
  return claim(trace, id, label);
}
