import { styleText } from 'node:util';

/** Rows as columns for people; nothing is cut, so that ids can be copied. */
export function table(rows: readonly (readonly string[])[], header: readonly string[]): string {
  const widths = header.map((title, column) => Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell))))
      .join('  ')
      .trimEnd();
  return [styleText('dim', line(header)), ...rows.map(line)].join('\n');
}

/** `Mon 01 Mar 17:00`, in the reader's own zone. */
export function when(instant: string | null | undefined): string {
  if (!instant) return '';
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('hour')}:${part('minute')}`;
}

/** `1 h 30 min`; never more than two units. */
export function minutes(amount: number): string {
  const whole = Math.round(Math.abs(amount));
  const text =
    whole < 60
      ? `${whole} min`
      : whole % 60 === 0
        ? `${whole / 60} h`
        : `${Math.floor(whole / 60)} h ${whole % 60} min`;
  return amount < 0 ? `-${text}` : text;
}

const width = (text: string) => [...text.replaceAll(ansi, '')].length;
const ansi = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
