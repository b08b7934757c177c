import { inbox } from '../model/audience.ts';
import type { AnyRecord, Id, RecordType } from '../model/records/index.ts';
import type { Mask } from '../model/rule.ts';
import { list, view } from '../model/view.ts';
import { all, type Ctx, type World } from '../model/world.ts';
import { canariesIn } from '../worlds/canary.ts';
import { everyRecord } from '../worlds/looks.ts';

/** Types of records that the API answers one by one. */
export const gettable = [
  'account',
  'trust',
  'person',
  'organization',
  'site',
  'team',
  'service',
  'offering',
  'process',
  'task',
  'approval',
] as const satisfies readonly RecordType[];
export type Gettable = (typeof gettable)[number];

/** Whether the record is answered; undefined where the product has no page for what the model would show. */
export function expectsGet(w: World, ctx: Ctx, r: AnyRecord): boolean | undefined {
  const mask = view(w, ctx, r);
  // What others offer is read in their list of offers.
  if ((r.type === 'service' || r.type === 'offering') && mask && r.accountId !== ctx.account) return undefined;
  // A manager reads the votes in the task.
  if (r.type === 'approval' && mask && r.approverId !== ctx.person) return undefined;
  return mask !== undefined && hasPage(r, mask);
}

/** A process met in its task is shown there and has no page of its own. */
const hasPage = (r: AnyRecord, mask: Mask): boolean => r.type !== 'process' || mask.id !== undefined;

export const listed = [
  'account',
  'trust',
  'person',
  'organization',
  'site',
  'team',
  'service',
  'process',
  'task',
  'approval',
  'token',
  'offered service',
  'offered offering',
] as const;
export type Listed = (typeof listed)[number];

/** Which records belong into the product's list: a part of the model's where the product lists one's own only. */
export function expectsListed(w: World, ctx: Ctx, of: Listed): ReadonlySet<Id> {
  const type = typeOf(of);
  const masks = new Map(list(w, ctx, type).map((mask) => [mask.id as Id, mask]));
  const records = (all(w, type) as readonly AnyRecord[]).filter((r) => masks.has(r.id));
  return new Set(records.filter((r) => hasPage(r, masks.get(r.id)!) && inList(ctx, of, r)).map(({ id }) => id));
}

export const typeOf = (of: Listed): RecordType => of.replace('offered ', '') as RecordType;

function inList(ctx: Ctx, of: Listed, r: AnyRecord): boolean {
  if (of === 'team' || of === 'service') return 'accountId' in r && r.accountId === ctx.account;
  if (of.startsWith('offered ')) return 'accountId' in r && r.accountId !== ctx.account;
  if (r.type === 'approval') return r.approverId === ctx.person;
  return r.type !== 'token' || r.personId === ctx.person;
}

export const expectsInbox = (w: World, ctx: Ctx): ReadonlySet<string> =>
  new Set(inbox(w, ctx).map(({ type, id, part }) => `${type} ${id} ${part}`));

/** Canaries that the context may come across in whatever it is answered. */
export function readableText(w: World, ctx: Ctx): ReadonlySet<string> {
  const key = `${ctx.person} ${ctx.account} ${ctx.roles}`;
  const known = texts.get(w) ?? new Map<string, ReadonlySet<string>>();
  texts.set(w, known);
  const text = known.get(key) ?? canariesIn(everyRecord(w).map((record) => view(w, ctx, record)));
  known.set(key, text);
  return text;
}

const texts = new WeakMap<World, Map<string, ReadonlySet<string>>>();
