type Cell = string | number;

/** A table for spreadsheets, RFC 4180, with the columns in its first row. */
export function csvOf<C extends string>(columns: readonly C[], rows: readonly { readonly [column in C]?: Cell }[]) {
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.map(cellOf).join(',')}\r\n`)
    .join('');
}

/** What a spreadsheet would take for a formula is marked as text, however it is quoted. */
function cellOf(value: Cell): string {
  const text = typeof value === 'string' && /^[\s\0]*[=+\-@|%\t\r]/u.test(value) ? `'${value}` : String(value);
  return /[",\r\n\t']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
