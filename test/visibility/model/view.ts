import type { AnyRecord, Id, RecordType } from './records/index.ts';
import type { Eye, Input, Involvement, Mask, Rule, Sight, Verdict, Why } from './rule.ts';
import { rules } from './rules/index.ts';
import { all, type Ctx, recordTypes, type World } from './world.ts';

/** The exact fields of the record that the context may read, or undefined: for it, the record does not exist (G2). */
export function view(w: World, ctx: Ctx, record: AnyRecord): Mask | undefined {
  if (!ctx.scopes.includes('read')) return undefined;
  const eye = eyeOf(w, ctx);
  const seen = eye.fields(record);
  const { shows } = ruleOf(record);
  const shown = (field: string) => shows?.[field]?.(eye, record, seen) ?? own(record, field);
  return seen.size ? Object.fromEntries([...seen].sort().map((field) => [field, shown(field)])) : undefined;
}

/** Lists, counts, pages and exports are folds over `view`, never rules of their own. */
export function list(w: World, ctx: Ctx, type: RecordType): readonly Mask[] {
  const eye = eyeOf(w, ctx);
  return (all(w, type) as readonly AnyRecord[])
    .filter((record) => ruleOf(record).listed?.(eye, record) ?? true)
    .map((record) => view(w, ctx, record))
    .filter((mask) => mask !== undefined);
}

/** Reasons for which the record is seen; none if it is not. */
export function why(w: World, ctx: Ctx, record: AnyRecord): readonly Why[] {
  return view(w, ctx, record) ? sightsOf(eyeOf(w, ctx), record).map((one) => one.why) : [];
}

/**
 * What is answered to an attempt. G2: 403 only where the record is visible. A scope that is missing is told of visible
 * records only, too; an action does not need the scope `read` besides its own.
 */
export function may(w: World, ctx: Ctx, action: string, record: AnyRecord | undefined, input: Input = {}): Verdict {
  const eye = eyeOf(w, ctx);
  if (record === undefined) return mayCreate(w, ctx, action, input);
  if (!eye.fields(record).size) return 'not_found';
  const act = ruleOf(record).acts?.[action];
  if (!act || !ctx.scopes.includes(act.scope)) return 'forbidden';
  return act.judge(eye, record, input);
}

/** What is made without a record to make it on. */
function mayCreate(w: World, ctx: Ctx, action: string, input: Input): Verdict {
  if (!ctx.scopes.includes('admin')) return 'forbidden';
  if (action === 'invite') return mayInvite(w, ctx, input);
  if (action !== 'create_token') return 'forbidden';
  const asked = input.scopes ?? [];
  // Silent: no token hands on more than it has itself.
  if (asked.some((scope) => !ctx.scopes.includes(scope))) return 'forbidden';
  return asked.length ? 'allow' : 'invalid';
}

/**
 * "an invite by exact handle always answers 202": an existing handle, one that is nobody's, one that refused us and one
 * that we already trust are told apart by nothing (G2). That there are not two trusts of a pair is seen to at acceptance.
 */
function mayInvite(w: World, ctx: Ctx, { handle, as }: Input): Verdict {
  if (!ctx.roles.includes('account_admin')) return 'forbidden';
  const own = all(w, 'account').find((a) => a.id === ctx.account);
  return handle && as && own?.handle !== handle ? 'allow' : 'invalid';
}

/** What a mail or push to the person about the record may be delivered with now, if at all (G8, "thin notifications"). */
export const told = (w: World, ctx: Ctx | undefined, record: AnyRecord): string | undefined => {
  const account = all(w, 'account').find((a) => a.id === ctx?.account);
  return ctx && account && view(w, ctx, record)?.id ? `a ${record.type} in ${account.name}` : undefined;
};

export const ownersOf = (w: World, record: AnyRecord): readonly Id[] => ruleOf(record).owners(record, w);

const ruleOf = (record: AnyRecord) => rules[record.type] as unknown as Rule<AnyRecord>;

/** A mask names a reference without `Id`; one that no rule shows as a stub shows as nothing more than the id. */
const own = (record: AnyRecord, field: string): unknown => {
  const plain = record as unknown as { readonly [field: string]: unknown };
  return plain[field] ?? plain[`${field}Id`] ?? null;
};

function sightsOf(eye: Eye, record: AnyRecord): readonly Sight[] {
  return ruleOf(record).sees(eye, record);
}

type Eyes = { readonly byCtx: WeakMap<Ctx, Eye>; readonly byKey: Map<string, Eye> };
const eyes = new WeakMap<World, Eyes>();

/** The same question is asked of the same world many times over; the answer is remembered, the world never changes. */
function eyeOf(w: World, ctx: Ctx): Eye {
  const known = eyes.get(w) ?? { byCtx: new WeakMap(), byKey: new Map() };
  eyes.set(w, known);
  const seen = known.byCtx.get(ctx);
  if (seen) return seen;
  const key = `${ctx.person} ${ctx.account} ${ctx.roles} ${ctx.scopes} ${ctx.now}`;
  const eye = known.byKey.get(key) ?? open(w, ctx);
  known.byKey.set(key, eye);
  known.byCtx.set(ctx, eye);
  return eye;
}

const none: ReadonlySet<string> = new Set();

function open(w: World, ctx: Ctx): Eye {
  const known = new Map<AnyRecord, ReadonlySet<string>>();
  let met: ReadonlyMap<Id, readonly Involvement[]> | undefined;
  const eye: Eye = {
    w,
    ctx,
    fields: (record) => {
      if (!record) return none;
      const fields = known.get(record) ?? new Set(sightsOf(eye, record).flatMap((one) => one.fields));
      known.set(record, fields);
      return fields;
    },
    involved: (person) => {
      met ??= meetings(eye);
      return met.get(person) ?? [];
    },
  };
  return eye;
}

/** Whom this context meets: people named by fields that it reads. */
function meetings(eye: Eye): ReadonlyMap<Id, readonly Involvement[]> {
  const met = new Map<Id, Involvement[]>();
  for (const type of recordTypes) {
    const { people } = rules[type] as unknown as Rule<AnyRecord>;
    if (!people) continue;
    for (const record of all(eye.w, type) as readonly AnyRecord[])
      for (const [field, person] of Object.entries(people)) {
        const id = eye.fields(record).has(field) ? person(record, eye) : null;
        const owner = ownersOf(eye.w, record)[0];
        if (id && owner) met.set(id, [...(met.get(id) ?? []), { owner, since: 0 }]);
      }
  }
  return met;
}
