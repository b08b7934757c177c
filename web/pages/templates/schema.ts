/** A field of an input, as far as people are told of it. */
export type Field = Described & {
  readonly name: string;
  readonly required: boolean;
  readonly description: string | undefined;
};

type Described = {
  readonly type: 'text' | 'date' | 'person' | 'number' | 'truth' | 'list' | 'object';
  readonly values?: readonly string[];
  readonly items?: Described;
};
type Schema = { readonly [key: string]: unknown };

/** Those that must be given come first. */
export function fieldsOf(schema: Schema): Field[] {
  const required = new Set((schema.required as readonly string[] | undefined) ?? []);
  return Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {})
    .map(([name, field]) => ({
      name,
      required: required.has(name),
      description: field.description as string | undefined,
      ...described(field),
    }))
    .sort((a, b) => Number(b.required) - Number(a.required));
}

function described({ type, format, enum: values, items }: Schema): Described {
  if (Array.isArray(values)) return { type: 'text', values: values.map(String) };
  if (format === 'date') return { type: 'date' };
  if (format === 'person-id') return { type: 'person' };
  if (type === 'array') return { type: 'list', items: described((items as Schema | undefined) ?? {}) };
  if (type === 'number' || type === 'integer') return { type: 'number' };
  if (type === 'boolean') return { type: 'truth' };
  return { type: type === 'object' ? 'object' : 'text' };
}
