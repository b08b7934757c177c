import fc from 'fast-check';

/** A schema as it stands in the document. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};

export type Values = {
  /** What the schema allows, as far as it says so; ids are often those of records that are there. */
  readonly allowed: (schema: Schema) => fc.Arbitrary<unknown>;
  /** The same with something in it that is wrong, or nothing like it. */
  readonly wrong: (schema: Schema) => fc.Arbitrary<unknown>;
};

export function valuesOf(components: { readonly [name: string]: Schema }, ids: readonly string[]): Values {
  const id = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() });

  const allowed = (schema: Schema): fc.Arbitrary<unknown> => {
    if (schema.$ref) return allowed(components[schema.$ref.split('/').at(-1) as string] as Schema);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.const !== undefined) return fc.constant(schema.const);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return fc.oneof(...choices.map(allowed));
    if (schema.allOf) return fc.tuple(...schema.allOf.map(allowed)).map((parts) => Object.assign({}, ...parts));
    const types = [schema.type ?? 'any'].flat();
    return fc.oneof(...types.map((type) => ofType(type, schema)));
  };

  const ofType = (type: string, schema: Schema): fc.Arbitrary<unknown> => {
    if (type === 'null') return fc.constant(null);
    if (type === 'boolean') return fc.boolean();
    if (type === 'string') return texts(schema, id);
    if (type === 'integer' || type === 'number') return numbers(type, schema);
    if (type === 'array') return lists(schema);
    return type === 'object' ? records(schema) : fc.jsonValue();
  };

  const lists = ({ prefixItems, items = {}, minItems = 0, maxItems = 4 }: Schema) =>
    prefixItems
      ? fc.tuple(...prefixItems.map(allowed))
      : fc.array(allowed(items), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) });

  const records = ({ properties = {}, required = [], additionalProperties }: Schema) => {
    const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, allowed(schema)]));
    const known = fc.record(fields, { requiredKeys: [...required] });
    if (typeof additionalProperties !== 'object') return known;
    const more = fc.dictionary(fc.string({ maxLength: 5 }), allowed(additionalProperties), { maxKeys: 2 });
    return fc.tuple(known, more).map(([some, others]) => ({ ...others, ...some }));
  };

  const wrong = (schema: Schema): fc.Arbitrary<unknown> =>
    fc.oneof(
      hostile,
      fc.tuple(allowed(schema), hostile, fc.nat()).map(([value, bad, at]) => spoiled(value, bad, at)),
    );

  return { allowed, wrong };
}

/** One field of it, or one more, is something else. */
function spoiled(value: unknown, bad: unknown, at: number): unknown {
  if (typeof value !== 'object' || value === null) return bad;
  const keys = [...Object.keys(value), 'unheardOf'];
  const key = keys[at % keys.length] as string;
  return Array.isArray(value) ? value.with(0, bad) : { ...value, [key]: bad };
}

function numbers(type: string, { minimum, exclusiveMinimum, maximum }: Schema): fc.Arbitrary<number> {
  const min = minimum ?? (exclusiveMinimum === undefined ? -10 : exclusiveMinimum + 1);
  const max = maximum ?? Math.max(min, 1_000_000);
  return type === 'integer'
    ? fc.integer({ min: Math.max(min, -1e9), max: Math.min(max, 1e9) })
    : fc.double({ min, max, noNaN: true });
}

function texts({ format, pattern, minLength = 0, maxLength = 40 }: Schema, id: fc.Arbitrary<string>) {
  const instants = fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') });
  if (format === 'uuid') return id;
  if (format === 'date-time') return instants.map((date) => date.toISOString());
  if (format === 'date') return instants.map((date) => date.toISOString().slice(0, 10));
  if (format === 'email') return fc.nat(9_999).map((number) => `fuzz${number}@fernhill.example`);
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) };
  return fc.oneof(
    fc.string(length),
    fc.string({ ...length, unit: 'grapheme' }),
    fc.constantFrom(...words.filter((word) => word.length >= minLength && word.length <= maxLength)),
  );
}

const words = ['fernhill-hr', 'oakline', 'Europe/Amsterdam', 'employee-onboarding', 'assigned', 'x'];

/** What no schema here allows anywhere, and what has broken things elsewhere. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    [],
    {},
    '',
    ' ',
    -0,
    1e308,
    2 ** 53 + 1,
    '\u0000',
    '\ud800',
    '\u202egnp.exe',
    "' or 1=1 --",
    '{{7*7}}',
    '%',
    { $ne: null },
    { __proto__: null, constructor: { prototype: {} } },
    'a'.repeat(5_000),
    '+275760-09-13T00:00:00.000Z',
    '0000-01-01',
    '2027-02-30',
    '9999-12-31T23:59:59.999Z',
    '00000000-0000-0000-0000-000000000000',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
