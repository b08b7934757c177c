import { CsvError, parse } from 'csv-parse/browser/esm/sync';

/** A row as it was written; `line` is where it begins, the first row being line 1. */
export type Written = { readonly line: number; readonly record: Readonly<Record<string, string>> };
/** What keeps the rows from being read at all. */
export type Unreadable = {
  readonly bad: 'utf8' | 'csv' | 'twice' | 'unknown' | 'empty';
  readonly line?: number;
  readonly reason?: string;
  readonly column?: string;
  readonly columns?: string;
};
export type Table = { readonly columns: readonly string[]; readonly rows: readonly Written[] };

/** The text of a file, or the line at which it is not UTF-8: names would be spoilt without anybody noticing. */
export function decode(file: Uint8Array): string | Unreadable {
  const strict = new TextDecoder('utf-8', { fatal: true });
  try {
    return strict.decode(file);
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

/** Reads rows as `accord processes start --csv` does; besides, what spreadsheets put between cells in other countries, and when rows are copied. */
export function tableOf(text: string, known: readonly string[]): Table | Unreadable {
  let columns: string[] = [];
  try {
    const parsed = parse(text, {
      bom: true,
      info: true,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      trim: true,
      relax_column_count: false,
      columns: (header: string[]) => {
        columns = header.map((name) => name.trim());
        return columns;
      },
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[];
    const twice = columns.find((name, index) => columns.indexOf(name) !== index);
    if (twice !== undefined) return { bad: 'twice', column: twice };
    const unknown = columns.filter((column) => !known.includes(column));
    if (unknown.length > 0) return { bad: 'unknown', columns: unknown.join(', ') };
    if (parsed.length === 0) return { bad: 'empty' };
    // The parser counts the line a record ends on; a quoted line break makes it begin earlier.
    return { columns, rows: parsed.map(({ info, record }) => ({ line: info.lines - lineBreaks(record), record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { bad: 'csv', line: Number((error as { lines?: number }).lines ?? 1), reason: error.message };
  }
}

/** Rows as a file that can be chosen again. */
export function csvOf(columns: readonly string[], records: readonly Readonly<Record<string, string>>[]): string {
  const cell = (text: string) => (/[",;\n\r\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...records.map((record) => columns.map((column) => record[column] ?? ''))];
  // Spreadsheets take a file for UTF-8 by its first character.
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

const lineBreaks = (record: Record<string, string>) => Object.values(record).join('').split('\n').length - 1;

function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  return header.includes('\t') ? '\t' : header.includes(',') || !header.includes(';') ? ',' : ';';
}
