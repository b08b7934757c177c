import type { Json, JsonObject, JsonSchema } from '../../plan/plan.ts';
import type { Organisation } from '../support/organisation.ts';

/** The plainest value that a schema takes. */
export function sampleOf(schema: JsonSchema): Json {
  if (Array.isArray(schema.enum)) return schema.enum[0] as Json;
  switch (schema.type) {
    case 'object': {
      const fields = (schema.properties ?? {}) as { [name: string]: JsonSchema };
      const required = (schema.required ?? []) as string[];
      return Object.fromEntries(required.map((name) => [name, sampleOf(fields[name] ?? {})]));
    }
    case 'array':
      return [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1));
    default:
      return schema.format === 'date' ? '2027-03-01' : 'made up';
  }
}

/** The example of a template with people there are, for a day in three weeks. */
export function exampleFor(org: Organisation, example: JsonObject): JsonObject {
  const keys = ['noor', 'marta', 'bao', 'nadia'];
  const day = new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10);
  const known = new Map<Json, string>();
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      if (/^\d{4}-\d\d-\d\d$/.test(value)) return [name, day];
      if (!/^[0-9a-f-]{36}$/.test(value)) return [name, value];
      known.set(value, known.get(value) ?? org.personId(keys[known.size] as string));
      return [name, known.get(value) as string];
    }),
  );
}
