import { canonical } from '../kit/hash.ts';
import type { Json, JsonObject, JsonSchema } from '../plan.ts';

/** Sentences that say in what two schemas of an object differ, `of` being what they describe; at least one if they do. */
export function changesOfFields(from: JsonSchema, to: JsonSchema, of: string): readonly string[] {
  if (equal(from, to)) return [];
  const [old, now] = [fieldsOf(from), fieldsOf(to)];
  const said = [...new Set([...Object.keys(now), ...Object.keys(old)])].flatMap((name) => {
    const words = changeOf(
      { schema: old[name], required: isRequired(from, name) },
      { schema: now[name], required: isRequired(to, name) },
    );
    return words.map((change) => `Field "${name}" of ${of} ${change}.`);
  });
  return said.length > 0 ? said : [`${of[0]?.toUpperCase()}${of.slice(1)} is described otherwise.`];
}

type Field = { readonly schema: JsonSchema | undefined; readonly required: boolean };

function changeOf(from: Field, to: Field): string[] {
  if (!to.schema) return from.schema ? ['is gone'] : [];
  if (!from.schema) return [to.required ? 'is new and required' : 'is new'];
  const required = from.required === to.required ? [] : [to.required ? 'is required now' : 'is optional now'];
  return [...required, ...valuesOf(from.schema, to.schema)];
}

function valuesOf(from: JsonSchema, to: JsonSchema): string[] {
  if (equal(from, to)) return [];
  const [{ enum: old, ...rest }, { enum: now, ...others }] = [from, to];
  if (!Array.isArray(old) || !Array.isArray(now) || !equal(rest, others)) return ['takes other values than before'];
  const more = now.filter((value) => !old.includes(value));
  const less = old.filter((value) => !now.includes(value));
  const list = (values: readonly Json[]) => values.map((value) => `"${String(value)}"`).join(', ');
  return [
    ...(more.length > 0 ? [`takes ${list(more)} as well`] : []),
    ...(less.length > 0 ? [`no longer takes ${list(less)}`] : []),
    ...(more.length + less.length > 0 ? [] : ['takes the same values in another order']),
  ];
}

const fieldsOf = (schema: JsonSchema) => (schema.properties ?? {}) as { readonly [name: string]: JsonObject };
const isRequired = ({ required }: JsonSchema, name: string) => Array.isArray(required) && required.includes(name);
const equal = (one: JsonSchema, other: JsonSchema) => canonical(one) === canonical(other);
