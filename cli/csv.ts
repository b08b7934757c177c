import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { Json, JsonObject, JsonSchema } from '../plan/plan.ts';
import { problemsOf } from '../plan/validate.ts';

/** A row that can become a process; `line` is where it begins in the file, the header being line 1. */
export type Row = { readonly line: number; readonly input: JsonObject };
export type BadRow = { readonly line: number; readonly reason: string };
/** Looks a person up by mail address. */
export type FindPerson = (email: string) => Promise<string | undefined>;

/**
 * Reads one hire a row: a column a field of the template's input, people by their mail address, lists separated by
 * semicolons. Everything wrong is found before anything is started.
 * @param schema of the template's input
 */
export async function readHires(
  file: Uint8Array,
  schema: JsonSchema,
  find: FindPerson,
): Promise<{ rows: Row[]; bad: BadRow[] }> {
  const undecodable = firstBadLine(file);
  if (undecodable)
    return {
      rows: [],
      bad: [{ line: undecodable, reason: 'is not written in UTF-8. Save the file as "CSV UTF-8" and try again.' }],
    };
  const records = recordsOf(new TextDecoder('utf-8').decode(file));
  if ('reason' in records) return { rows: [], bad: [records] };
  const fields = (schema.properties ?? {}) as { readonly [field: string]: JsonSchema };
  const unknown = records.columns.filter((column) => !(column in fields));
  if (unknown.length) {
    return {
      rows: [],
      bad: [
        {
          line: 1,
          reason: `has columns the template does not know: ${unknown.join(', ')}. It knows ${Object.keys(fields).join(', ')}.`,
        },
      ],
    };
  }
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  const seen = new Map<string, number>();
  for (const { line, record } of records.records) {
    const { input, reasons } = await inputOf(record, fields, find);
    reasons.push(
      ...problemsOf(schema, input)
        .filter(({ pointer }) => !reasons.some((reason) => reason.startsWith(`${pointer.slice(1)} `)))
        .map(({ pointer, message }) => `${pointer.slice(1) || 'the row'} ${message}`),
    );
    const key = JSON.stringify(input);
    const twin = seen.get(key);
    if (twin) reasons.push(`is the same as line ${twin}`);
    else seen.set(key, line);
    if (reasons.length) bad.push({ line, reason: reasons.join('; ') });
    else rows.push({ line, input });
  }
  if (records.records.length === 0) bad.push({ line: 1, reason: 'is followed by no row: there is nobody to start.' });
  return { rows, bad };
}

type Records = {
  readonly columns: string[];
  readonly records: { readonly line: number; readonly record: Record<string, string> }[];
};

function recordsOf(text: string): Records | BadRow {
  let columns: string[] = [];
  try {
    const parsed = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: false,
      columns: (header: string[]) => (columns = header.map((name) => name.trim())),
    }) as unknown as { info: Info; record: Record<string, string> }[];
    const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
    if (repeated !== undefined) return { line: 1, reason: `names the column "${repeated}" twice.` };
    // csv-parse counts the line a record ends on; a quoted line break makes it begin earlier.
    return { columns, records: parsed.map(({ info, record }) => ({ line: info.lines - lineBreaks(record), record })) };
  } catch (error) {
    if (error instanceof CsvError)
      return {
        line: Number((error as { lines?: number }).lines ?? 1),
        reason: `cannot be read as CSV: ${error.message}.`,
      };
    throw error;
  }
}

const lineBreaks = (record: Record<string, string>) => Object.values(record).join('').split('\n').length - 1;

async function inputOf(
  record: Record<string, string>,
  fields: { readonly [field: string]: JsonSchema },
  find: FindPerson,
): Promise<{ input: { [field: string]: Json }; reasons: string[] }> {
  const input: { [field: string]: Json } = {};
  const reasons: string[] = [];
  for (const [field, text] of Object.entries(record)) {
    const schema = fields[field] as JsonSchema;
    if (text === '' && schema.type !== 'array') continue;
    if (schema.format === 'person-id') {
      const id = await find(text.toLowerCase());
      if (id) input[field] = id;
      else reasons.push(`${field} "${text}" is nobody in your account or its directory`);
    } else input[field] = valueIn(text, schema);
  }
  return { input, reasons };
}

function valueIn(text: string, schema: JsonSchema): Json {
  if (schema.type === 'array')
    return text === '' ? [] : text.split(';').map((item) => valueIn(item.trim(), (schema.items ?? {}) as JsonSchema));
  if (schema.type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if ((schema.type === 'number' || schema.type === 'integer') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}

/** The first line that is not UTF-8, or undefined. */
function firstBadLine(file: Uint8Array): number | undefined {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let from = 0; from < file.length; line++) {
    const end = file.indexOf(10, from);
    const to = end === -1 ? file.length : end;
    try {
      strict.decode(file.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return undefined;
}
