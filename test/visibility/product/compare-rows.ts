import type pg from 'pg';
import type { AnyRecord, RecordType } from '../model/records/index.ts';
import { all } from '../model/world.ts';
import { canariesIn } from '../worlds/canary.ts';
import type { Asked } from './asked.ts';
import { seen } from './decision.ts';
import { readableText } from './expected.ts';
import { uuidOf } from './ids.ts';
import { anybodyIn, asContext, keysOf, links, mayShowRow, mayWriteRow, tables } from './rows-seen.ts';

/** Row level security alone, asked by plain statements as the role of the API. One-sided: that a row is hidden is no leak. */
export async function compareRows(asked: Asked): Promise<void> {
  const { bare } = asked.product;
  await asContext(bare, asked.ctx, () => compareRead(asked));
  await asContext(bare, asked.ctx, () => compareWritten(asked));
  await asContext(bare, asked.ctx, () => compareAnswers(asked));
  await compareForged(asked);
}

const named = Object.entries(tables) as readonly (readonly [RecordType, { table: string; written?: string }])[];

async function compareRead({ product: { bare }, w, ctx, book }: Asked): Promise<void> {
  const records = named.map(([type, { table }]) => [type, `select id::text from ${table}`]);
  const connections = Object.entries(links).map(([table, [key]]) => [`${table} link`, `select ${key} from ${table}`]);
  const shown = await keysOf(bare, Object.fromEntries([...records, ...connections]));
  for (const [type] of named)
    for (const record of all(w, type) as readonly AnyRecord[]) {
      const may = mayShowRow(w, ctx, record);
      const product = seen(may || shown.get(type)!.has(uuidOf(record.id)));
      book.put({ kind: 'rows', of: type, model: seen(may), product, record });
    }
  for (const [table, [, rowsOf]] of Object.entries(links))
    for (const { key, may } of rowsOf(w, ctx)) {
      const product = seen(may || shown.get(`${table} link`)!.has(key));
      book.put({ kind: 'rows', of: table, model: seen(may), product, at: key });
    }
}

/** Rows of others that a statement reaches which means to change them. */
async function compareWritten({ product: { bare }, w, ctx, book }: Asked): Promise<void> {
  for (const [type, { table, written }] of named) {
    if (!written) continue;
    const others = (all(w, type) as readonly AnyRecord[]).filter((r) => !mayWriteRow(w, ctx, r));
    const reached = await reachedBy(
      bare,
      `update ${table} set ${written} = ${written} where id = any ($1) returning id`,
      others,
    );
    for (const record of others) {
      const product = seen(reached.has(uuidOf(record.id)));
      book.put({ kind: 'rows', of: `write ${type}`, model: 'hidden', product, record });
    }
  }
}

/** None, where the statement is refused as a whole. */
async function reachedBy(bare: pg.Client, sql: string, records: readonly AnyRecord[]): Promise<ReadonlySet<string>> {
  await bare.query('savepoint before');
  try {
    const { rows } = await bare.query<{ id: string }>(sql, [records.map(({ id }) => uuidOf(id))]);
    return new Set(rows.map(({ id }) => id));
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    await bare.query('rollback to savepoint before');
    return new Set();
  }
}

/** Functions that look past row level security, asked for everything there is. */
async function compareAnswers({ product: { bare }, w, ctx, book }: Asked): Promise<void> {
  const ids = (records: readonly AnyRecord[]) => records.map(({ id }) => uuidOf(id));
  const questions: readonly (readonly [string, unknown[]])[] = [
    ['select * from beside_tasks($1::uuid[], viewer_account())', [ids(all(w, 'task'))]],
    ['select * from inbox_rows($1::uuid[])', [ids(all(w, 'task'))]],
    ['select * from authors_of($1::uuid[])', [ids(all(w, 'note'))]],
    ['select * from contact_beside($1::uuid[], viewer_account())', [ids(all(w, 'task'))]],
    ['select p.* from unnest($1::uuid[]) t, plan_beside(t, viewer_account()) p', [ids(all(w, 'task'))]],
    ['select n.* from unnest($1::uuid[]) t, notes_beside(t, null, 100, viewer_account()) n', [ids(all(w, 'task'))]],
    ['select * from involved_people($1::uuid[], true, viewer_account())', [ids(all(w, 'person'))]],
    ['select * from counterparts()', []],
  ];
  const readable = new Set(anybodyIn(w, ctx).flatMap((one) => [...readableText(w, one)]));
  for (const [sql, params] of questions) {
    const { rows } = await bare.query(sql, params);
    for (const canary of [...canariesIn(rows)].filter((one) => !one.includes('-handle-')))
      book.put({
        kind: 'rows',
        of: canary.replace(/^zq-|-x$|\d+-/g, ''),
        model: seen(readable.has(canary)),
        product: 'shown',
        at: `${canary} in ${sql}`,
      });
  }
  const { rows } = await bare.query<{ record_id: string; kind: string }>('select * from news_of($1::uuid[], true)', [
    ids(all(w, 'audit')),
  ]);
  const told = new Set(rows.map(({ record_id }) => record_id));
  for (const record of [...all(w, 'task'), ...all(w, 'process'), ...all(w, 'trust')]) {
    const may = mayShowRow(w, ctx, record);
    book.put({
      kind: 'rows',
      of: `news of ${record.type}`,
      model: seen(may),
      product: seen(may || told.has(uuidOf(record.id))),
      record,
    });
  }
}

/** Whoever signs himself sees nothing. */
async function compareForged({ product: { bare }, ctx, book }: Asked): Promise<void> {
  await bare.query('begin');
  const words = `${Math.floor(Date.now() / 1000) + 60} viewer ${uuidOf(ctx.account)} ${uuidOf(ctx.person)}`;
  await bare.query(`select set_config('app.viewer', $1, true)`, [`${words}${'0'.repeat(64)}`]);
  const { rows } = await bare.query(
    'select id from account union all select id from task union all select id from person',
  );
  await bare.query('rollback');
  book.put({ kind: 'rows', of: 'forged', model: 'hidden', product: seen(rows.length > 0) });
}
