import type { AnyRecord, Id, Instant, Records, RecordType } from './records/index.ts';
import type { RoleName, Scope } from './words.ts';

/** Plain immutable data: everything there is, whoever may see it. */
export type World = { readonly now: Instant; readonly next: number } & {
  readonly [T in RecordType]: readonly Records[T][];
};

/** A person acting in ONE account (G11). Nothing of another account's roles is in it. */
export type Ctx = {
  readonly person: Id;
  readonly account: Id;
  readonly roles: readonly RoleName[];
  readonly scopes: readonly Scope[];
  readonly now: Instant;
};

export const recordTypes: readonly RecordType[] = [
  'account',
  'trust',
  'person',
  'role',
  'organization',
  'site',
  'team',
  'service',
  'offering',
  'template',
  'process',
  'task',
  'approval',
  'note',
  'audit',
  'token',
  'session',
  'notice',
  'event',
];

export function emptyWorld(now: Instant): World {
  return { now, next: 1, ...Object.fromEntries(recordTypes.map((type) => [type, []])) } as unknown as World;
}

export function all<T extends RecordType>(w: World, type: T): readonly Records[T][] {
  return w[type] as unknown as readonly Records[T][];
}

export function find<T extends RecordType>(w: World, type: T, id: Id | null): Records[T] | undefined {
  return id === null ? undefined : (indexed(all(w, type)).get(id) as Records[T] | undefined);
}

const indexes = new WeakMap<readonly AnyRecord[], ReadonlyMap<Id, AnyRecord>>();

/** A collection never changes, so its index is made once. */
function indexed(records: readonly AnyRecord[]): ReadonlyMap<Id, AnyRecord> {
  const index = indexes.get(records) ?? new Map(records.map((record) => [record.id, record]));
  indexes.set(records, index);
  return index;
}

/** Whatever the id is of; ids are unique across types. */
export function findAny(w: World, id: Id): AnyRecord | undefined {
  for (const type of recordTypes) {
    const record = find(w, type, id);
    if (record) return record;
  }
  return undefined;
}

/** Adds the record, or puts it in the place of the one with its id. */
export function put<R extends AnyRecord>(w: World, record: R): World {
  const old = w[record.type] as readonly AnyRecord[];
  const known = old.some(({ id }) => id === record.id);
  const now = known ? old.map((one) => (one.id === record.id ? record : one)) : [...old, record];
  return { ...w, [record.type]: now };
}

export function remove(w: World, record: AnyRecord): World {
  return { ...w, [record.type]: (w[record.type] as readonly AnyRecord[]).filter(({ id }) => id !== record.id) };
}

/** The id the next new record of the type gets, and the world in which it is spent. */
export function spend(w: World, type: RecordType): readonly [World, Id] {
  return [{ ...w, next: w.next + 1 }, `${type}-${w.next}`];
}

export const nameOf = (w: World, account: Id | null): string => find(w, 'account', account)?.name ?? '';
