import type { Id, Trust } from '../records/index.ts';
import type { Input } from '../rule.ts';
import { sideOf } from '../trusts.ts';
import { isFinal } from '../words.ts';
import { all, type Ctx, find, nameOf, put, remove, type World } from '../world.ts';
import { add, type Change, set } from './change.ts';

/** How long an invitation stands: two weeks. */
const invitationStands = 14 * 86_400_000;

export function invite(w: World, ctx: Ctx, { handle = '', as, text = '' }: Input): World {
  const other = all(w, 'account').find((a) => a.handle === handle)?.id ?? null;
  return add(w, 'trust', {
    trustingId: as === 'trusting' ? ctx.account : other,
    trustedId: as === 'trusting' ? other : ctx.account,
    invitedById: ctx.account,
    invitedHandle: handle,
    status: 'pending',
    suspendedByTrusting: null,
    suspendedByTrusted: null,
    message: text,
    invitedAt: w.now,
    expiresAt: w.now + invitationStands,
    decidedAt: null,
    endedAt: null,
    namesAtEnd: null,
    // "a new trust never inherits an old one's settings"
    grants: [],
    offers: [],
  });
}

export const trustChanges: { readonly [action: string]: Change<Trust> } = {
  accept: (w, _, t) => set(w, t, { status: 'accepted', decidedAt: w.now }),
  reject: (w, _, t) => set(w, t, { status: 'rejected', decidedAt: w.now, namesAtEnd: names(w, t) }),
  cancel: (w, _, t) => set(w, t, { status: 'canceled', namesAtEnd: names(w, t) }),
  suspend: (w, ctx, t) => set(w, t, { [flag(t, ctx.account)]: w.now }),
  resume: (w, ctx, t) => set(w, t, { [flag(t, ctx.account)]: null }),
  revoke: (w, _, t) =>
    unlend(giveBack(set(w, t, { status: 'revoked', endedAt: w.now, namesAtEnd: names(w, t) }), t), t),
  grant: (w, ctx, t, { capability, teams = [], roles = [], level = '' }) => {
    const others = t.grants.filter((g) => g.capability !== capability || g.by !== ctx.account);
    const grant = { capability: capability!, by: ctx.account, since: w.now, teams, roles, level };
    return unlend(set(w, t, { grants: [...others, grant] }), t);
  },
  withdraw: (w, ctx, t, { capability }) =>
    unlend(set(w, t, { grants: t.grants.filter((g) => g.capability !== capability || g.by !== ctx.account) }), t),
  offer: (w, _, t, { offering = '', until = null }) => {
    const offer = { offeringId: offering, offeredAt: w.now, until, acceptedAt: null, withdrawnAt: null };
    return set(w, t, { offers: [...t.offers.filter((o) => o.offeringId !== offering), offer] });
  },
  withdraw_offer: (w, _, t, { offering = '' }) => offered(w, t, offering, { withdrawnAt: w.now }),
  accept_offer: (w, _, t, { offering = '' }) => offered(w, t, offering, { acceptedAt: w.now }),
};

export const names = (w: World, t: Trust) => ({ trusting: nameOf(w, t.trustingId), trusted: nameOf(w, t.trustedId) });

const flag = (t: Trust, account: Id) =>
  sideOf(t, account) === 'trusting' ? ('suspendedByTrusting' as const) : ('suspendedByTrusted' as const);

const offered = (
  w: World,
  t: Trust,
  id: Id,
  values: { readonly withdrawnAt: number } | { readonly acceptedAt: number },
) =>
  set(w, t, {
    offers: t.offers.map((o) => (o.offeringId === id && o.withdrawnAt === null ? { ...o, ...values } : o)),
  });

/** G9: open work returns to X unassigned, and votes that nobody may cast any more are no longer asked for. */
function giveBack(w: World, t: Trust): World {
  const mine = all(w, 'task').filter((task) => task.trustId === t.id && !isFinal(task.status));
  const open = mine.filter((task) => task.activatedAt !== null);
  const back = open.reduce((world, task) => put(world, { ...task, ...unassigned(task.accountId) }), w);
  const votes = all(back, 'approval').filter((a) => a.trustId === t.id && a.status === 'assigned');
  return votes.reduce((world, vote) => put(world, { ...vote, status: 'canceled' as const }), back);
}

export const unassigned = (account: Id) => ({
  status: 'assigned' as const,
  assignedAccountId: account,
  trustId: null,
  teamId: null,
  memberId: null,
  waitingUntil: null,
});

/** G4, `roles`: "withdrawing it revokes at once". */
function unlend(w: World, { id }: Trust): World {
  const t = find(w, 'trust', id)!;
  const lent = all(w, 'role').filter((r) => r.trustId === id);
  const allows = (account: Id, role: string) =>
    t.endedAt === null &&
    t.grants.some((g) => g.capability === 'roles' && g.by === account && g.roles.some((name) => name === role));
  return lent.filter((r) => !allows(r.accountId, r.name)).reduce(remove, w);
}
