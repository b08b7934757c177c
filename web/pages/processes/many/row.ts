import { type Field, isList } from '../../../parts/form/fields.ts';
import type { Written } from './table.ts';

/** What is wrong with a row: of our own finding, or in the API's words. */
export type Fault =
  | {
      readonly bad: 'missing' | 'nobody' | 'date' | 'choice' | 'number' | 'flag';
      readonly field: Field;
      readonly text: string;
    }
  | { readonly bad: 'twin' | 'again'; readonly line: number }
  | { readonly said: string; readonly field?: Field | undefined };

export type Row = Written & {
  readonly input: { readonly [field: string]: unknown };
  readonly faults: readonly Fault[];
  /** `unchecked`: it could not be found out. `has-one` and `again` start only if that is wanted: something goes on about the person, or an earlier row is about the same. */
  readonly state:
    | 'wrong'
    | 'checking'
    | 'unchecked'
    | 'ready'
    | 'has-one'
    | 'again'
    | 'starting'
    | 'started'
    | 'failed';
  readonly late: boolean;
  readonly process?: { readonly id: string; readonly title: string };
};

/** Rows of which nothing is known yet. */
export const unchecked = (written: readonly Written[]): readonly Row[] =>
  written.map((one) => ({ ...one, input: {}, faults: [], state: 'checking', late: false }));

/** The mail addresses in the rows, each once. */
export function addressesIn(written: readonly Written[], fields: readonly Field[]): readonly string[] {
  const people = fields.filter(({ kind }) => kind === 'person');
  const all = written.flatMap(({ record }) => people.map(({ name }) => (record[name] ?? '').toLowerCase()));
  return [...new Set(all)].filter((address) => address !== '');
}

/**
 * Rows with the input they make, as far as that can be told without asking whether each could start.
 * @param people ids by mail address
 */
export function rowsOf(
  written: readonly Written[],
  fields: readonly Field[],
  people: ReadonlyMap<string, string>,
): readonly Row[] {
  const seen = new Map<string, number>();
  return unchecked(written).map((row) => {
    const input: { [field: string]: unknown } = {};
    const faults: Fault[] = [];
    for (const field of fields) {
      const text = row.record[field.name] ?? '';
      if (text === '' && !(isList(field.kind) && field.name in row.record)) {
        if (field.required) faults.push({ bad: 'missing', field, text });
        continue;
      }
      const value = field.kind === 'person' ? people.get(text.toLowerCase()) : valueIn(text, field);
      const wrong = value === undefined ? ('nobody' as const) : wrongWith(value, field);
      if (wrong) faults.push({ bad: wrong, field, text });
      else input[field.name] = value;
    }
    const key = JSON.stringify(input);
    const twin = seen.get(key);
    if (faults.length === 0 && twin !== undefined) faults.push({ bad: 'twin', line: twin });
    else seen.set(key, row.line);
    return { ...row, input, faults, state: faults.length > 0 ? 'wrong' : 'checking' };
  });
}

function valueIn(text: string, { kind }: Field): unknown {
  switch (kind) {
    case 'choices':
    case 'list':
      return text === '' ? [] : text.split(';').map((item) => item.trim());
    case 'flag':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    default:
      return text;
  }
}

function wrongWith(value: unknown, { kind, options }: Field): 'date' | 'choice' | 'number' | 'flag' | undefined {
  if (kind === 'date') return isDate(String(value)) ? undefined : 'date';
  if (kind === 'choice') return options.includes(String(value)) ? undefined : 'choice';
  if (kind === 'choices') return (value as string[]).every((one) => options.includes(one)) ? undefined : 'choice';
  if (kind === 'number') return typeof value === 'number' ? undefined : 'number';
  return kind === 'flag' && typeof value !== 'boolean' ? 'flag' : undefined;
}

/** A day that there is, written the one way that is the same everywhere. */
function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
