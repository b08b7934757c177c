import { asOtherSide, inbox, others } from '../model/audience.ts';
import type { AnyRecord, RecordType } from '../model/records/index.ts';
import { list, view, why } from '../model/view.ts';
import { all, type Ctx, recordTypes, type World } from '../model/world.ts';
import { canariesIn } from './canary.ts';

export const everyRecord = (w: World): readonly AnyRecord[] =>
  recordTypes.flatMap((type) => all(w, type) as readonly AnyRecord[]);

/** Whatever a context can be answered, as one value: every mask, list, reason, its inbox, what the other sides see. */
export function everything(w: World, ctx: Ctx) {
  const seen = everyRecord(w).filter((record) => view(w, ctx, record));
  return {
    masks: seen.map((record) => view(w, ctx, record)),
    lists: recordTypes.map((type) => list(w, ctx, type)),
    reasons: seen.map((record) => why(w, ctx, record)),
    inbox: inbox(w, ctx),
    others: seen.map((record) => others(w, ctx, record)),
    otherSides: all(w, 'trust').map((trust) => asOtherSide(w, ctx, trust)),
  };
}

/** Canaries that the context may come across; any other in an answer to it is a leak. */
export const readable = (w: World, ctx: Ctx): ReadonlySet<string> => canariesIn(everything(w, ctx));

/** The world in which every text that the context cannot read is another one. */
export function scrambled(w: World, ctx: Ctx): World {
  const seen = readable(w, ctx);
  const text = JSON.stringify(w).replace(/zq-[a-z]+-\d+-[a-z]+-x/g, (found) => (seen.has(found) ? found : `${found}x`));
  return JSON.parse(text) as World;
}

const addable: readonly RecordType[] = [
  'person',
  'organization',
  'site',
  'service',
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
const removable: readonly RecordType[] = ['note', 'audit', 'token', 'session', 'notice', 'event'];

/** More of what the context cannot see: a second of every hidden record, or none of those nothing hangs on. */
export function hiddenChanged(w: World, ctx: Ctx, way: 'more' | 'fewer'): World {
  const types = way === 'more' ? addable : removable;
  const changed = types.map((type) => {
    const hides = (r: AnyRecord) => !view(w, ctx, r) && !told(w, ctx, r);
    const records = all(w, type) as readonly AnyRecord[];
    if (way === 'fewer') return [type, records.filter((r) => !hides(r))] as const;
    return [type, [...records, ...records.filter(hides).map((r) => ({ ...r, id: `${r.id}0000` }))]] as const;
  });
  return { ...w, ...Object.fromEntries(changed) } as World;
}

/** A hidden task shows in the plan of a process whose plan the context reads. */
function told(w: World, ctx: Ctx, r: AnyRecord): boolean {
  const process = r.type === 'task' ? all(w, 'process').find((p) => p.id === r.processId) : undefined;
  return process !== undefined && view(w, ctx, process)?.plan !== undefined;
}

/** Another name for every id, in values and in keys; nothing else is different. */
export function renamed<T>(value: T, w: World, name: (id: string) => string): T {
  const ids = new Set(everyRecord(w).map(({ id }) => id));
  const other = (text: string) => (ids.has(text) ? name(text) : text);
  const rename = (one: unknown): unknown => {
    if (typeof one === 'string') return other(one);
    if (Array.isArray(one)) return one.map(rename);
    if (one === null || typeof one !== 'object') return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [other(key), rename(inner)]));
  };
  return rename(value) as T;
}
