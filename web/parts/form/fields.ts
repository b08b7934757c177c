/** A value as the form holds it; what is empty is not sent. */
export type Value = string | number | boolean | string[] | undefined;
export type Values = { readonly [field: string]: Value };

export type Field = {
  readonly name: string;
  readonly kind: 'person' | 'date' | 'site' | 'choice' | 'choices' | 'list' | 'flag' | 'number' | 'json' | 'text';
  readonly required: boolean;
  readonly options: readonly string[];
  /** What the template itself says of it, if it does. */
  readonly title?: string;
  readonly description?: string;
  readonly least?: number;
  readonly most?: number;
};

type Schema = { readonly [key: string]: unknown };

/** The fields of a template's input, in the order in which the template names them. */
export function fieldsOf(input: Schema): Field[] {
  const required = (input.required ?? []) as readonly string[];
  return Object.entries((input.properties ?? {}) as { [name: string]: Schema }).map(([name, schema]) => ({
    name,
    kind: kindOf(name, schema),
    required: required.includes(name),
    options: optionsOf(schema),
    ...words(schema),
    ...(typeof schema.minimum === 'number' ? { least: schema.minimum } : {}),
    ...(typeof schema.maximum === 'number' ? { most: schema.maximum } : {}),
  }));
}

/** The input as the API takes it: without what is empty, but with lists that may be. */
export function inputOf(fields: readonly Field[], values: Values): { [field: string]: unknown } {
  return Object.fromEntries(
    fields.flatMap(({ name, kind, required }) => {
      const value = values[name];
      if (isList(kind)) return required || (value as string[] | undefined)?.length ? [[name, value ?? []]] : [];
      if (value === undefined || value === '') return [];
      return [[name, kind === 'json' ? parsed(value as string) : typeof value === 'string' ? value.trim() : value]];
    }),
  );
}

/** Required fields that are still empty. */
export const missingIn = (fields: readonly Field[], values: Values): Field[] =>
  fields.filter(
    ({ name, kind, required }) =>
      required && !isList(kind) && (values[name] === undefined || String(values[name]).trim() === ''),
  );

export const isList = (kind: Field['kind']) => kind === 'choices' || kind === 'list';

function kindOf(name: string, schema: Schema): Field['kind'] {
  if (schema.format === 'person-id') return 'person';
  if (schema.format === 'date') return 'date';
  if (Array.isArray(schema.enum)) return 'choice';
  if (schema.type === 'boolean') return 'flag';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (schema.type === 'array') {
    const items = (schema.items ?? {}) as Schema;
    return Array.isArray(items.enum) ? 'choices' : items.type === 'string' && !items.format ? 'list' : 'json';
  }
  if (schema.type !== 'string') return 'json';
  return name === 'site' ? 'site' : 'text';
}

function optionsOf(schema: Schema): readonly string[] {
  const choices = (schema.type === 'array' ? (schema.items as Schema | undefined)?.enum : schema.enum) ?? [];
  return (choices as readonly unknown[]).map(String);
}

const words = ({ title, description }: Schema) => ({
  ...(typeof title === 'string' ? { title } : {}),
  ...(typeof description === 'string' ? { description } : {}),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Sent as it stands, the API says at this field what is wrong with it.
    return text;
  }
}
