import type { Json } from '../../plan/plan.ts';

/** JSON in which the same content is always the same text: RFC 8785, for what PostgreSQL's `jsonb` can hold. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // Default sorting compares UTF-16 code units, as the RFC asks for.
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field as Json)}`).join(',')}}`;
}
