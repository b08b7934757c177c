import type { AnyRecord, Records, RecordType } from '../records/index.ts';
import type { Input } from '../rule.ts';
import { type Ctx, put, spend, type World } from '../world.ts';

/** Does what was allowed. Nothing is decided here any more. */
export type Change<R = AnyRecord> = (w: World, ctx: Ctx, record: R, input: Input) => World;

/** Adds a new record under the next id. */
export function add<T extends RecordType>(w: World, type: T, record: Omit<Records[T], 'type' | 'id'>): World {
  const [spent, id] = spend(w, type);
  return put(spent, { type, id, ...record } as unknown as Records[T]);
}

/** Puts other values into a record. */
export const set = <R extends AnyRecord>(w: World, record: R, values: Partial<R>): World =>
  put(w, { ...record, ...values });
