import { CsvError, parse } from 'csv-parse/browser/esm/sync';

/** A row as it was written; `line` is where it begins, the first row being line 1. */
export type Written = { readonly line: number; readonly record: Readonly<Record<string, string>> };
/** What keeps the rows from being read at all. */
export type Unreadable = {
  readonly bad:
    | 'utf8'
    | 'large'
    | 'nothing'
    | 'csv'
    | 'quote'
    | 'cells'
    | 'twice'
    | 'unnamed'
    | 'unknown'
    | 'lacks'
    | 'empty';
  readonly line?: number;
  readonly reason?: string;
  readonly column?: string | number;
  readonly columns?: string;
  readonly has?: number;
  readonly wants?: number;
};
export type Table = { readonly columns: readonly string[]; readonly rows: readonly Written[] };
export type Column = { readonly name: string; readonly required: boolean };

/** The text of a file, or the line at which it is not UTF-8: names would be spoilt without anybody noticing. */
export function decode(file: Uint8Array): string | Unreadable {
  const strict = new TextDecoder('utf-8', { fatal: true });
  try {
    const text = strict.decode(file);
    // Letters of two bytes each look like UTF-8 with nothing between them.
    return text.includes('\0') ? { bad: 'utf8', line: 1 } : text;
  } catch {
    let line = 1;
    for (let from = 0; from < file.length; line++) {
      const end = file.indexOf(10, from);
      const to = end === -1 ? file.length : end;
      try {
        strict.decode(file.subarray(from, to));
      } catch {
        break;
      }
      from = to + 1;
    }
    return { bad: 'utf8', line };
  }
}

/**
 * Reads rows as `accord processes start --csv` does; besides, what spreadsheets put between cells in other countries, and when rows
 * are copied, the rows and columns without a letter that they leave at the end, and names of columns in capitals.
 */
export function tableOf(text: string, known: readonly Column[]): Table | Unreadable {
  if (text.trim() === '') return { bad: 'nothing' };
  // Rows are kept by the window until they have started; it keeps no more.
  if (text.length > mostText) return { bad: 'large' };
  let columns: string[] = [];
  try {
    // Within quotes the parser takes the two letters of a Windows line break for two lines.
    const parsed = parse(text.replaceAll('\r\n', '\n'), {
      bom: true,
      info: true,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      relax_column_count: false,
      columns: (header: string[]) => {
        columns = header.map((cell, index) => nameOf(cell.trim(), known) || `${unnamed}${index + 1}`);
        return columns;
      },
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[];
    const named = columns.filter((name) => !name.startsWith(unnamed));
    const filled = columns.find((name) => name.startsWith(unnamed) && parsed.some(({ record }) => record[name]));
    if (filled) return { bad: 'unnamed', column: Number(filled.slice(unnamed.length)) };
    const twice = named.find((name, index) => named.indexOf(name) !== index);
    if (twice !== undefined) return { bad: 'twice', column: twice };
    const unknown = named.filter((name) => known.every((column) => column.name !== name));
    if (unknown.length > 0) return { bad: 'unknown', columns: unknown.join(', ') };
    const lacks = known.filter(({ name, required }) => required && !named.includes(name));
    if (lacks.length > 0) return { bad: 'lacks', columns: lacks.map(({ name }) => name).join(', ') };
    if (parsed.length === 0) return { bad: 'empty' };
    // The parser counts the line a record ends on; a quoted line break makes it begin earlier.
    return {
      columns: named,
      rows: parsed.map(({ info, record }) => ({ line: info.lines - lineBreaks(record), record })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return unreadable(error as CsvError & Where);
  }
}

type Where = { readonly lines?: number; readonly record?: readonly string[]; readonly columns?: readonly unknown[] };

function unreadable({ code, message, lines = 1, record = [], columns = [] }: CsvError & Where): Unreadable {
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS')
    return { bad: 'cells', line: lines, has: record.length, wants: columns.length };
  return { bad: code.includes('QUOTE') ? 'quote' : 'csv', line: lines, reason: message };
}

/** Rows as a file that can be chosen again. */
export function csvFile(columns: readonly string[], records: readonly Readonly<Record<string, string>>[]): Blob {
  const cell = (text: string) => (/[",;\n\r\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...records.map((record) => columns.map((column) => record[column] ?? ''))];
  // Spreadsheets take a file for UTF-8 by its first character.
  const text = `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
  return new Blob([text], { type: 'text/csv;charset=utf-8' });
}

const nameOf = (cell: string, known: readonly Column[]) =>
  known.find(({ name }) => name.toLowerCase() === cell.toLowerCase())?.name ?? cell;

/** Begins what stands for a name where a column has none; no name begins so, being trimmed. */
const unnamed = ' ';

const lineBreaks = (record: Record<string, string>) =>
  Object.values(record)
    .join('')
    .split(/[\r\n]/).length - 1;

function delimiterOf(text: string): string {
  const [header = ''] = text.trimStart().split(/[\r\n]/, 1);
  return header.includes('\t') ? '\t' : header.includes(',') || !header.includes(';') ? ',' : ';';
}

/** Characters. */
const mostText = 2_000_000;
