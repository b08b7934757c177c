import { ApiProblem } from '../../../client/problem.ts';
import type { Field } from '../../../parts/form/fields.ts';
import { type Asked, hasOne, inLanes, personOf, planOf } from './calls.ts';
import type { Kept } from './kept.ts';
import { addressesIn, type Row, rowsOf } from './row.ts';
import type { Written } from './table.ts';

/** Hears how far it is. */
type Ear = {
  readonly lookedUp: (done: number, total: number) => void;
  readonly rows: (rows: readonly Row[]) => void;
  readonly row: (line: number, part: Partial<Row>) => void;
  readonly refused: (line: number, error: ApiProblem) => void;
};

/**
 * Finds out of every row whether it could start: whom it names, then what only the API can tell.
 * @throws Unreachable, and whatever else is no matter of a row
 */
export async function checkRows(
  asked: Omit<Asked, 'input'>,
  written: readonly Written[],
  fields: readonly Field[],
  started: Kept['started'],
  signal: AbortSignal,
  ear: Ear,
): Promise<void> {
  const { account, template } = asked;
  const addresses = addressesIn(written, fields);
  const people = new Map<string, string>();
  let done = 0;
  ear.lookedUp(0, addresses.length);
  await inLanes(addresses, signal, async (address) => {
    const id = await personOf(account, address);
    if (id) people.set(address, id);
    if (!signal.aborted) ear.lookedUp(++done, addresses.length);
  });
  if (signal.aborted) return;
  const subject = fields.find(({ kind }) => kind === 'person')?.name;
  const rows = rowsOf(written, fields, people).map((row): Row => {
    const process = started[row.line];
    return process ? { ...row, state: 'started', process, faults: [] } : row;
  });
  ear.rows(rows);
  const first = firstAbout(rows, subject);
  const unknown = rows.filter(({ state }) => state === 'checking');
  await inLanes(unknown, signal, async ({ line, input }) => {
    try {
      const { late } = await planOf({ ...asked, input });
      const about = subject ? String(input[subject]) : undefined;
      const earlier = about === undefined ? line : (first.get(about) ?? line);
      const second = about !== undefined && (await hasOne(account, template, about));
      if (signal.aborted) return;
      if (second) ear.row(line, { state: 'has-one', late });
      else if (earlier < line) ear.row(line, { state: 'again', late, faults: [{ bad: 'again', line: earlier }] });
      else ear.row(line, { state: 'ready', late });
    } catch (error) {
      if (!(error instanceof ApiProblem) || ![400, 404, 409, 422].includes(error.status)) throw error;
      if (!signal.aborted) ear.refused(line, error);
    }
  });
}

/** The line on which each subject stands first. */
function firstAbout(rows: readonly Row[], subject: string | undefined): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { line, input, state } of rows) {
    const about = subject && input[subject];
    if (about && state !== 'wrong' && !first.has(String(about))) first.set(String(about), line);
  }
  return first;
}
