import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { once } from '../../../client/api.ts';
import { keyOf } from '../../../client/news.ts';
import { ApiProblem } from '../../../client/problem.ts';
import { type Faults, faultsOf, noFaults } from '../../../parts/form/faults.ts';
import { type Field, fieldsOf } from '../../../parts/form/fields.ts';
import { sentenceOf } from '../../../parts/problem.tsx';
import type { Template } from '../queries.ts';
import { finder, hasOne, inLanes, planOf, startOne } from './calls.ts';
import { type Kept, keep, keptOf } from './kept.ts';
import { type Fault, type Row, rowsOf } from './row.ts';
import { tableOf, type Unreadable } from './table.ts';

/** Many starts of one template: read, checked, started one after the other. */
export function useBatch(account: string, template: Template) {
  const queries = useQueryClient();
  const fields = useMemo(() => fieldsOf(template.input), [template]);
  const [kept, setKept] = useState<Kept | undefined>(() => keptOf(account, template.name));
  const [columns, setColumns] = useState<readonly string[]>([]);
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [unreadable, setUnreadable] = useState<Unreadable>();
  const [busy, setBusy] = useState<'reading' | 'starting'>();
  const [faults, setFaults] = useState<Faults>(noFaults);
  const stop = useRef(false);

  const change = useCallback((line: number, part: Partial<Row>) => {
    setRows((before) => before.map((row) => (row.line === line ? { ...row, ...part } : row)));
  }, []);

  const read = useCallback(
    async ({ text, roles, started }: Kept) => {
      const table = tableOf(
        text,
        fields.map(({ name }) => name),
      );
      if ('bad' in table) return setUnreadable(table);
      setUnreadable(undefined);
      setFaults(noFaults);
      setBusy('reading');
      setColumns(table.columns);
      const subject = fields.find(({ kind }) => kind === 'person')?.name;
      const all = (await rowsOf(table.rows, fields, finder(account))).map((row): Row => {
        const process = started[row.line];
        return process ? { ...row, state: 'started', process } : row;
      });
      setRows(all);
      await inLanes(
        all.filter(({ state }) => state === 'checking'),
        async ({ line, input }) => {
          try {
            const { late } = await planOf({ account, template: template.name, input, roles });
            const twin = subject && (await hasOne(account, template.name, String(input[subject])));
            change(line, { state: twin ? 'has-one' : 'ready', late, faults: [] });
          } catch (error) {
            setFaults((before) => (before.roles.length > 0 ? before : faultsOf(error)));
            change(line, { state: 'wrong', faults: saidBy(error, fields) });
          }
        },
      );
      setBusy(undefined);
    },
    [account, template.name, fields, change],
  );

  /** Rows that are there: read at first, and anew when something is chosen that holds for all of them. */
  const put = useCallback(
    (next: Kept | undefined) => {
      setKept(next);
      keep(account, template.name, next);
      if (next) void read(next);
      else setRows([]);
    },
    [account, template.name, read],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is read once, when the page opens.
  useEffect(() => {
    if (kept) void read(kept);
  }, []);

  const start = async (which: readonly Row[]) => {
    if (!kept) return;
    stop.current = false;
    setBusy('starting');
    let { started } = kept;
    for (const { line, input } of which) {
      if (stop.current) break;
      change(line, { state: 'starting', faults: [] });
      try {
        const asked = { account, template: template.name, input, roles: kept.roles };
        const { id, title } = await startOne(asked, kept.team, `${kept.id}-${line}`);
        started = { ...started, [line]: { id, title } };
        const now = { ...kept, started };
        setKept(now);
        keep(account, template.name, now);
        change(line, { state: 'started', process: { id, title } });
      } catch (error) {
        const found = faultsOf(error);
        if (found.team || found.roles.length > 0) setFaults(found);
        change(line, { state: 'failed', faults: saidBy(error, fields) });
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
    faults,
    kept,
    take: (text: string) => put({ id: once()['Idempotency-Key'], text, roles: {}, team: '', started: {} }),
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
      keep(account, template.name, next);
    },
    start,
    stop: () => {
      stop.current = true;
    },
  };
}

/** What the API said against a row, each at its field where it has one. */
function saidBy(error: unknown, fields: readonly Field[]): Fault[] {
  if (!(error instanceof ApiProblem && error.faults.length > 0)) return [{ said: sentenceOf(error) }];
  return error.faults.map(({ pointer, detail }) => {
    const [, top, name] = pointer?.split('/') ?? [];
    return { said: detail, field: top === 'input' ? fields.find((field) => field.name === name) : undefined };
  });
}
