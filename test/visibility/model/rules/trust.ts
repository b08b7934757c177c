import { has } from '../context.ts';
import type { Id, Trust } from '../records/index.ts';
import { type Eye, type Rule, sight } from '../rule.ts';
import { counterpartyOf, sideOf, statusAt } from '../trusts.ts';
import { type Ctx, nameOf } from '../world.ts';
import { trustActs } from './trust-acts.ts';

const both = ['id', 'status', 'side', 'invitedByUs', 'counterparty', 'message', 'invitedAt', 'expiresAt', 'decidedAt'];
const contract = ['endedAt', 'suspendedByUs', 'suspendedByThem', 'grants', 'offers'];

export const trust: Rule<Trust> = {
  sees: ({ ctx }, t) => [
    ...sight(sideOf(t, ctx.account) && has(ctx, 'account_admin'), { because: 'role', role: 'account_admin' }, fields),
    ...sight(sideOf(t, ctx.account) && has(ctx, 'auditor'), { because: 'role', role: 'auditor' }, fields),
  ],
  shows: {
    status: ({ w }, t) => statusAt(t, w.now),
    side: ({ ctx }, t) => sideOf(t, ctx.account),
    invitedByUs: ({ ctx }, t) => t.invitedById === ctx.account,
    counterparty: (eye, t) => counterparty(eye, t),
    suspendedByUs: ({ ctx }, t) =>
      sideOf(t, ctx.account) === 'trusting' ? t.suspendedByTrusting : t.suspendedByTrusted,
    suspendedByThem: ({ ctx }, t) =>
      sideOf(t, ctx.account) === 'trusting' ? t.suspendedByTrusted : t.suspendedByTrusting,
  },
  owners: (t) => [t.trustingId, t.trustedId].filter((id) => id !== null),
  acts: trustActs,
};
const fields = [...both, ...contract];

/**
 * The inviter reads no more than the handle it typed until the other side accepts: an invitation to nobody looks the
 * same, for as long as it stands (G2, "invite enumeration"). The invited side reads who invites. After the end both
 * keep the names that held then.
 */
function counterparty({ w, ctx }: Eye, t: Trust): unknown {
  const other = counterpartyOf(t, ctx.account);
  if (t.decidedAt === null || t.status === 'rejected') {
    if (t.invitedById === ctx.account) return { handle: t.invitedHandle };
  }
  return { name: frozen(ctx, t) ?? nameOf(w, other) };
}

const frozen = (ctx: Ctx, t: Trust): string | undefined =>
  t.namesAtEnd?.[sideOf(t, ctx.account as Id) === 'trusting' ? 'trusted' : 'trusting'];
