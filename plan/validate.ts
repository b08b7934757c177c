import { z } from 'zod';
import { resolve } from './evaluate.ts';
import { expand } from './expand.ts';
import type { Expr, Json, JsonObject, JsonSchema, Plan, PlanNode } from './plan.ts';

/** What is wrong with a value: where (a JSON pointer, empty for the whole) and what, as the rest of a sentence. */
export type Problem = { readonly pointer: string; readonly message: string };

/** Everything in which `value` departs from a schema of a plan; empty when it fits. */
export function problemsOf(schema: JsonSchema, value: unknown): Problem[] {
  return problemsIn(compiled(schema), value);
}

/**
 * Everything that keeps `plan` from starting with `input`: fields that are wrong or unknown, optional fields that a
 * step which happens needs, lists too long.
 * @param schema the template's own, where it is at hand: it may say more than the plan can store
 */
export function validateInput(plan: Plan, input: unknown, schema?: z.ZodType): Problem[] {
  const problems = schema ? problemsIn(schema, input) : problemsOf(plan.input, input);
  if (problems.length > 0) return problems;
  try {
    return neededBy(expand(plan, input as JsonObject), input as JsonObject);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'TemplateError')) throw error;
    return [{ pointer: '', message: error.message }];
  }
}

const schemas = new Map<string, z.ZodType>();

/** By content: a schema read with every task is a new object each time, and making one costs far more than using it. */
function compiled(schema: JsonSchema): z.ZodType {
  const key = JSON.stringify(schema);
  const known = schemas.get(key);
  if (known) return known;
  if (schemas.size >= mostSchemas) schemas.clear();
  const made = z.fromJSONSchema(withUuids(schema) as Parameters<typeof z.fromJSONSchema>[0]);
  schemas.set(key, made);
  return made;
}

const mostSchemas = 1_000;

/** Plans write `person-id`, which the validator knows as `uuid`. */
function withUuids(part: Json): Json {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map(withUuids);
  const fields = Object.entries(part).map(([key, of]) => [key, withUuids(of)] as const);
  const object = Object.fromEntries(fields);
  return object.format === 'person-id' ? { ...object, format: 'uuid' } : object;
}

function problemsIn(schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success ? [] : result.error.issues.flatMap(problemsOfIssue);
}

function problemsOfIssue(issue: z.core.$ZodIssue): Problem[] {
  const pointer = pointerTo(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), message: 'is not a known field' }));
  }
  if (issue.input === undefined && issue.code !== 'custom') return [{ pointer, message: 'is missing' }];
  if (issue.code === 'invalid_format' && issue.format === 'date') {
    return [{ pointer, message: 'must be a date such as 2027-03-01' }];
  }
  if (issue.code === 'invalid_format' && issue.format === 'uuid')
    return [{ pointer, message: 'must be the id of a person' }];
  return [{ pointer, message: issue.message.replace(/^Invalid \w+: expected/, 'must be') }];
}

const pointerTo = (path: readonly PropertyKey[]) =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Optional fields are given freely to steps; whether one is missing shows only once it is known which steps happen. */
function neededBy(nodes: readonly PlanNode[], input: JsonObject): Problem[] {
  const problems = new Map<string, Problem>();
  for (const node of nodes) {
    for (const expr of needs(node)) {
      if (expr && (expr.is !== 'input' || resolve(expr, { input, outputs: new Map() }) !== undefined)) continue;
      const pointer = expr ? pointerTo(expr.path) : '';
      const message = expr ? `is missing, and "${node.title}" needs it` : `lacks a field that "${node.title}" needs`;
      if (!problems.has(pointer)) problems.set(pointer, { pointer, message });
    }
  }
  return [...problems.values()];
}

/** What the node cannot do without; undefined for what the item it is repeated for does not have. */
function needs(node: PlanNode): readonly (Expr | undefined)[] {
  const dates = [node.due, node.notBefore].flatMap((moment) => (moment?.from.is === 'date' ? moment.from.date : []));
  if (node.kind === 'milestone') return dates;
  if (node.kind === 'approval') return [...dates, ...node.approvers];
  const by = node.kind === 'task' && node.by ? [node.by] : [];
  return [...dates, ...by, ...required(node.with, node.input)];
}

function required(expr: Expr, schema: JsonSchema | undefined): readonly (Expr | undefined)[] {
  if (expr.is !== 'object') return [expr];
  const properties = (schema?.properties ?? {}) as { readonly [field: string]: JsonSchema };
  const fields = (schema?.required ?? []) as readonly string[];
  return fields.flatMap((field) =>
    expr.fields[field] ? required(expr.fields[field], properties[field]) : [undefined],
  );
}
