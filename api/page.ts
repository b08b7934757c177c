import { z } from 'zod';
import { HttpProblem } from './problem.ts';

/** Query of a list. @param most rows of one page */
export const pagedUpTo = (most: number) => ({
  perPage: z.coerce
    .number({ error: 'must be a number' })
    .int()
    .min(1, { error: 'must be at least 1' })
    .max(most, { error: `must be at most ${most}` })
    .default(20)
    .meta({ type: 'integer', minimum: 1, maximum: most, default: 20 }),
  cursor: z.string().max(500).optional().meta({ description: 'Where to go on: `next` of the page before.' }),
});
/** Query of every list but those that are read whole. */
export const paged = pagedUpTo(100);

/** A page of a list: `next` is the cursor of the page after it, null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/**
 * The page that begins with `rows`, of which there is one more than fits when there is a page after it.
 * @param place what the rows after the last one are sorted behind
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  perPage: number,
  place: (row: Row) => readonly string[],
  present: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, perPage);
  const last = shown.at(-1);
  return {
    items: shown.map(present),
    next: last && rows.length > perPage ? cursorAfter(place(last)) : null,
  };
}

/**
 * Where a list goes on; undefined at its beginning.
 * @param shape of the places this list has, e.g. `[Instant, Id]`
 * @throws HttpProblem when the cursor is none of this list's
 */
export function placeOf<T extends readonly [z.ZodType, ...z.ZodType[]]>(
  cursor: string | undefined,
  shape: T,
): { [K in keyof T]: z.output<T[K]> } | undefined {
  if (cursor === undefined) return undefined;
  const place = z.tuple(shape).safeParse(decoded(cursor));
  if (place.success) return place.data as never;
  throw new HttpProblem('invalid', 'This cursor is none of this list: begin with the first page.', {
    faults: [{ parameter: 'cursor', detail: 'is not a cursor of this list' }],
  });
}

const cursorAfter = (place: readonly string[]) => Buffer.from(JSON.stringify(place)).toString('base64url');

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
