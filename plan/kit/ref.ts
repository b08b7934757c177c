import type { Expr, JsonSchema, NodeId } from '../plan.ts';
import { TemplateError } from './error.ts';
import type { Scope } from './scope.ts';

/** What stands behind a value that templates hold: where it will come from and where it may be used. */
export type Source = {
  readonly expr: Expr;
  readonly scope: Scope;
  /** As the author would say it: `prepare laptop.assetTag`. */
  readonly label: string;
  readonly schema?: JsonSchema;
};

/** What stands behind a step that templates hold. */
export type Place = { readonly nodes: readonly NodeId[]; readonly scope: Scope; readonly label: string };

const sources = new WeakMap<object, Source>();
const places = new WeakMap<object, Place>();

/** The value templates hold for `source` and, given a `place`, for the step it comes from. */
export function hold(source: Source | undefined, place?: Place): object {
  const target = Object.freeze({});
  const handle = new Proxy(target, {
    get: (_, key) => (typeof key === 'string' ? field(source, place, key) : symbol(source, place, key)),
    set: (_, key) => refuse(source, place, `cannot be given a field (${String(key)})`),
    ownKeys: () => refuse(source, place, 'cannot be spread or listed: hand on its fields by name'),
  });
  if (source) sources.set(handle, source);
  if (place) places.set(handle, place);
  return handle;
}

export const sourceOf = (value: unknown) => (isObject(value) ? sources.get(value) : undefined);
export const placeOf = (value: unknown) => (isObject(value) ? places.get(value) : undefined);

/** The expression for the field `key` of `expr`; undefined when `expr` certainly has none. */
function project(expr: Expr, key: string): Expr | undefined {
  switch (expr.is) {
    case 'input':
    case 'output':
    case 'item':
      return { ...expr, path: [...expr.path, key] };
    case 'object':
      return Object.hasOwn(expr.fields, key) ? expr.fields[key] : undefined;
    case 'match': {
      const cases = Object.entries(expr.cases).map(([value, of]) => [value, project(of, key)] as const);
      if (cases.some(([, of]) => of === undefined)) return undefined;
      return { is: 'match', on: expr.on, cases: Object.fromEntries(cases) as { [value: string]: Expr } };
    }
    case 'const':
    case 'list':
      return undefined;
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const computing = new Set(['toString', 'valueOf', 'toJSON', 'toLocaleString']);

function field(source: Source | undefined, place: Place | undefined, key: string) {
  if (computing.has(key))
    return refuse(source, place, 'is not known while the process is composed: hand it on, or use match');
  // A promise would be asked for `then`, and so may a step by those who wonder whether it is one.
  if (key === 'then' && !source?.schema?.properties) return undefined;
  if (!source) return refuse(source, place, `has no outputs, so no "${key}"`);
  const properties = source.schema?.properties as { [key: string]: JsonSchema } | undefined;
  if (key === 'then' && !properties?.then) return undefined;
  const known = source.schema?.type === 'object' && properties;
  const expr = known && !Object.hasOwn(properties, key) ? undefined : project(source.expr, key);
  if (!expr || isPlain(source.schema)) {
    const names = known ? ` (it has ${Object.keys(properties).join(', ') || 'no fields'})` : '';
    return refuse(source, place, `has no field "${key}"${names}`);
  }
  const schema = properties?.[key];
  return hold({
    expr,
    scope: source.scope,
    label: source.label === 'input' ? key : `${source.label}.${key}`,
    ...(schema && { schema }),
  });
}

const isPlain = (schema: JsonSchema | undefined) => typeof schema?.type === 'string' && schema.type !== 'object';

function symbol(source: Source | undefined, place: Place | undefined, key: symbol) {
  if (key === Symbol.toPrimitive) {
    return refuse(source, place, 'is not known while the process is composed: hand it on, or use match');
  }
  if (key === Symbol.iterator) return refuse(source, place, 'cannot be looped over: use each');
  return undefined;
}

function refuse(source: Source | undefined, place: Place | undefined, why: string): never {
  throw new TemplateError(`"${source?.label ?? place?.label}" ${why}.`);
}
