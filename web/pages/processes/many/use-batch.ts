import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { once } from '../../../client/api.ts';
import { begunKey } from '../../../client/begun.ts';
import { useMe } from '../../../client/me.ts';
import { keyOf } from '../../../client/news.ts';
import { ApiProblem, Unreachable } from '../../../client/problem.ts';
import { type Faults, faultsOf, noFaults } from '../../../parts/form/faults.ts';
import { type Field, fieldsOf } from '../../../parts/form/fields.ts';
import { sentenceOf } from '../../../parts/problem.tsx';
import type { Template } from '../queries.ts';
import { startOne } from './calls.ts';
import { checkRows } from './check.ts';
import { type Kept, keep, keptOf } from './kept.ts';
import { type Fault, type Row, unchecked } from './row.ts';
import { tableOf, type Unreadable } from './table.ts';

/** Many starts of one template: read, checked, started one after the other. */
export function useBatch(account: string, template: Template) {
  const queries = useQueryClient();
  const fields = useMemo(() => fieldsOf(template.input), [template]);
  const key = begunKey(useMe().person.id, 'many', account, template.name);
  const [kept, setKept] = useState<Kept | undefined>(() => keptOf(key));
  const [columns, setColumns] = useState<readonly string[]>([]);
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [unreadable, setUnreadable] = useState<Unreadable>();
  const [busy, setBusy] = useState<'reading' | 'starting'>();
  const [lookedUp, setLookedUp] = useState({ done: 0, total: 0 });
  const [faults, setFaults] = useState<Faults>(noFaults);
  const [problem, setProblem] = useState<unknown>();
  /** What goes on with the rows: given up when something else begins, and when the page is left. */
  const going = useRef(new AbortController());
  const begin = useCallback(() => {
    going.current.abort();
    going.current = new AbortController();
    return going.current.signal;
  }, []);
  useEffect(() => () => going.current.abort(), []);

  const change = useCallback((line: number, part: Partial<Row>) => {
    setRows((before) => before.map((row) => (row.line === line ? { ...row, ...part } : row)));
  }, []);

  const failed = useCallback((error: unknown) => {
    setProblem(error);
    setBusy(undefined);
    setRows((before) => before.map((row) => (row.state === 'checking' ? { ...row, state: 'unchecked' } : row)));
  }, []);
  const read = useCallback(
    async (next: Kept) => {
      const signal = begin();
      const table = tableOf(next.text, fields);
      setUnreadable('bad' in table ? table : undefined);
      if ('bad' in table) return setBusy(undefined);
      setFaults(noFaults);
      setProblem(undefined);
      setBusy('reading');
      setColumns(table.columns);
      setRows(unchecked(table.rows));
      const asked = { account, template: template.name, roles: next.roles };
      try {
        await checkRows(asked, table.rows, fields, next.started, signal, {
          lookedUp: (done, total) => setLookedUp({ done, total }),
          rows: setRows,
          row: change,
          refused: (line, error) => {
            setFaults((before) => (before.roles.length > 0 ? before : faultsOf(error)));
            change(line, { state: 'wrong', faults: saidBy(error, fields) });
          },
        });
      } catch (error) {
        if (signal.aborted) return;
        begin();
        return failed(error);
      }
      if (!signal.aborted) setBusy(undefined);
    },
    [account, template.name, fields, change, begin, failed],
  );

  /** Rows that are there: read at first, and anew when something is chosen that holds for all of them. */
  const put = useCallback(
    (next: Kept | undefined) => {
      setKept(next);
      keep(key, next);
      if (next) return void read(next);
      begin();
      setBusy(undefined);
      setProblem(undefined);
      setRows([]);
    },
    [key, read, begin],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is read once, when the page opens.
  useEffect(() => {
    if (kept) void read(kept);
  }, []);

  const start = async (which: readonly Row[]) => {
    if (!kept) return;
    const signal = begin();
    setBusy('starting');
    setProblem(undefined);
    let { started } = kept;
    for (const { line, input } of which) {
      if (signal.aborted) break;
      change(line, { state: 'starting', faults: [] });
      try {
        const asked = { account, template: template.name, input, roles: kept.roles };
        const { id, title } = await startOne(asked, kept.team, `${kept.id}-${line}`);
        started = { ...started, [line]: { id, title } };
        const now = { ...kept, started };
        // Signed out meanwhile, the rows are not to be here any more.
        if (keptOf(key)?.id === kept.id) {
          setKept(now);
          keep(key, now);
        }
        change(line, { state: 'started', process: { id, title } });
      } catch (error) {
        const found = faultsOf(error);
        if (found.team || found.roles.length > 0) setFaults(found);
        change(line, { state: 'failed', faults: saidBy(error, fields) });
        // The next ones would fare no better. What did start may be tried again: it starts once.
        if (!isOfTheRow(error)) break;
      }
    }
    setBusy(undefined);
    void queries.invalidateQueries({ queryKey: keyOf.processes(account) });
  };

  return {
    fields,
    columns,
    rows,
    unreadable,
    busy,
    lookedUp,
    faults,
    problem,
    kept,
    take: (text: string) => put({ id: once()['Idempotency-Key'], text, roles: {}, team: '', started: {} }),
    check: () => kept && void read(kept),
    refuse: setUnreadable,
    forget: () => {
      setUnreadable(undefined);
      put(undefined);
    },
    choose: (part: Partial<Pick<Kept, 'roles' | 'team'>>) => {
      if (!kept) return;
      const next = { ...kept, ...part };
      if (part.roles) return put(next);
      setKept(next);
      keep(key, next);
    },
    start,
    stop: () => going.current.abort(),
  };
}

/** Whether it is the row that was refused, and not whoever asks, or nobody answered. */
const isOfTheRow = (error: unknown) =>
  !(error instanceof Unreachable) && !(error instanceof ApiProblem && [401, 403].includes(error.status));

/** What the API said against a row, each at its field where it has one. */
function saidBy(error: unknown, fields: readonly Field[]): Fault[] {
  if (!(error instanceof ApiProblem && error.faults.length > 0)) return [{ said: sentenceOf(error) }];
  return error.faults.map(({ pointer, detail }) => {
    const [, top, name] = pointer?.split('/') ?? [];
    return { said: detail, field: top === 'input' ? fields.find((field) => field.name === name) : undefined };
  });
}
