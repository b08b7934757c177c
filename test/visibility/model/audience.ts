import { context, has } from './context.ts';
import type { AnyRecord, Id, RecordType, Trust } from './records/index.ts';
import type { Mask, Why } from './rule.ts';
import { counterpartyOf, sideOf } from './trusts.ts';
import { ownersOf, view, why } from './view.ts';
import { all, type Ctx, find, nameOf, recordTypes, type World } from './world.ts';

/** Somebody else who sees a record. `person`: only of one's own account; other accounts answer as one. */
export type Other = { readonly account: string; readonly person?: string; readonly why: readonly Why[] };

/**
 * For an administrator: who else sees the record, within what he may know. Of his own account by person; the other
 * side of a trust as one whole, whether anybody there would look or not, for its people are not his to count. Two
 * providers of one account learn nothing of each other: one end must be the record's owner.
 */
export function others(w: World, ctx: Ctx, record: AnyRecord): readonly Other[] | undefined {
  if (!view(w, ctx, record) || !has(ctx, 'account_admin')) return undefined;
  return [...colleagues(w, ctx, record), ...counterparties(w, ctx, record)];
}

/**
 * By reasons that the administrator may know. Who is asked for an approval is the manager's and the approver's to know,
 * and whom somebody meets in a record that is hidden from the administrator is nobody's.
 */
function colleagues(w: World, ctx: Ctx, record: AnyRecord): readonly Other[] {
  const about = record.type === 'note' ? find(w, record.parentType, record.parentId)! : record;
  return all(w, 'person').flatMap((p) => {
    const theirs = p.id === ctx.person ? undefined : context(w, p.id, ctx.account);
    if (!theirs || !view(w, theirs, record)) return [];
    const reasons = why(w, theirs, about).filter(({ because }) => !['approver', 'involved'].includes(because));
    const person = view(w, ctx, p)?.name as string | undefined;
    return reasons.length && person !== undefined ? [{ account: nameOf(w, ctx.account), person, why: reasons }] : [];
  });
}

function counterparties(w: World, ctx: Ctx, record: AnyRecord): readonly Other[] {
  const owners = ownersOf(w, record);
  return all(w, 'account').flatMap((a) => {
    const either = owners.includes(ctx.account) || owners.includes(a.id);
    if (a.id === ctx.account || !either || !view(w, ctx, a)) return [];
    const reasons = why(w, anybody(w, a.id), record);
    return reasons.length
      ? [
          {
            account: a.name,
            why: reasons.map(({ because, capability }) => ({ because, ...(capability ? { capability } : {}) })),
          },
        ]
      : [];
  });
}

/**
 * For a trust, "view as the other side": what a specialist there reads of *our* records. What is theirs, or a third
 * account's, is not shown: it is not ours to see.
 */
export function asOtherSide(
  w: World,
  ctx: Ctx,
  trust: Trust,
): { readonly [T in RecordType]?: readonly Mask[] } | undefined {
  const other = sideOf(trust, ctx.account) && counterpartyOf(trust, ctx.account);
  if (!view(w, ctx, trust) || !has(ctx, 'account_admin') || !other) return undefined;
  const them = anybody(w, other);
  const shown = recordTypes.map((type) => {
    const ours = (all(w, type) as readonly AnyRecord[]).filter(
      (r) => r.type !== 'trust' && ownersOf(w, r).includes(ctx.account),
    );
    return [
      type,
      ours
        .filter((r) => view(w, ctx, r))
        .map((r) => view(w, them, r))
        .filter((mask) => mask !== undefined),
    ] as const;
  });
  return Object.fromEntries(shown.filter(([, masks]) => masks.length));
}

/** A specialist who need not exist: what his account is shown does not depend on who works there. */
const anybody = (w: World, account: Id): Ctx => ({
  person: '',
  account,
  roles: ['specialist'],
  scopes: ['read'],
  now: w.now,
});

/** A task or vote that waits for the person, in the account in which he acts on it. */
export type InboxEntry = { readonly type: 'task' | 'approval'; readonly id: Id; readonly part: 'mine' | 'team' };

const waiting = ['assigned', 'accepted', 'in_progress', 'waiting_for', 'waiting_for_customer'];

export function inbox(w: World, ctx: Ctx): readonly InboxEntry[] {
  const member = (team: Id | null) => find(w, 'team', team)?.members.includes(ctx.person) ?? false;
  const tasks = all(w, 'task').flatMap((t): readonly InboxEntry[] => {
    const held = t.category === 'implementation' && t.assignedAccountId === ctx.account && waiting.includes(t.status);
    if (!held || !view(w, ctx, t)) return [];
    if (t.memberId === ctx.person) return [{ type: 'task', id: t.id, part: 'mine' }];
    return t.memberId === null && member(t.teamId) ? [{ type: 'task', id: t.id, part: 'team' }] : [];
  });
  const votes = all(w, 'approval').flatMap((a): readonly InboxEntry[] => {
    const mine = a.status === 'assigned' && a.approverId === ctx.person && a.askedInId === ctx.account;
    return mine && view(w, ctx, a) ? [{ type: 'approval', id: a.id, part: 'mine' }] : [];
  });
  return [...tasks, ...votes];
}

/** G11: over several accounts a labelled list of contexts that were asked one by one, never of their union. */
export function inboxes(
  w: World,
  person: Id,
): readonly { readonly account: Id; readonly entries: readonly InboxEntry[] }[] {
  const accounts = all(w, 'account').flatMap((a) => context(w, person, a.id) ?? []);
  return accounts.map((ctx) => ({ account: ctx.account, entries: inbox(w, ctx) }));
}
