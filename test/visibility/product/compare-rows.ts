import type { AnyRecord, RecordType } from '../model/records/index.ts';
import { all } from '../model/world.ts';
import type { Asked } from './asked.ts';
import { seen } from './decision.ts';
import { uuidOf } from './ids.ts';
import { mayShowRow, rowsShown, tables } from './rows-seen.ts';

/** Row level security alone, asked by plain statements as the role of the API. */
export async function compareRows({ product, w, ctx, book }: Asked): Promise<void> {
  const shown = await rowsShown(product.bare, ctx);
  for (const type of Object.keys(tables) as readonly RecordType[])
    for (const record of all(w, type) as readonly AnyRecord[]) {
      const may = mayShowRow(w, ctx, record);
      const shows = shown.get(type)?.has(uuidOf(record.id)) ?? false;
      // One-sided: that a row is hidden is never a leak.
      book.put({ kind: 'rows', of: type, model: seen(may), product: seen(may || shows), record });
    }
}
