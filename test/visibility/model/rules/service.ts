import { has, isSpecialist } from '../context.ts';
import type { AnyRecord, Offer, Offering, Service } from '../records/index.ts';
import { type Act, type Eye, judged, type Rule, type Sight, sight } from '../rule.ts';
import { teamStub } from '../stubs.ts';
import { inPeriod, offersTo } from '../trusts.ts';
import { all, find, nameOf } from '../world.ts';

const shown = ['id', 'name', 'description', 'hours'];

export const service: Rule<Service> = {
  sees: (eye, s) => [
    ...sight(s.accountId === eye.ctx.account, { because: 'role', role: eye.ctx.roles[0]! }, [...shown, 'account']),
    // Silent: what is internal to the provider is for its specialists and designers, not for its own end users.
    ...sight(
      s.accountId === eye.ctx.account && (isSpecialist(eye.ctx) || has(eye.ctx, 'designer')),
      { because: 'role', role: eye.ctx.roles[0]! },
      ['team', 'confidential', 'cost'],
    ),
    ...all(eye.w, 'offering')
      .filter((offering) => offering.serviceId === s.id)
      .flatMap((offering) => extended(eye, offering, [...shown, 'account'], inPeriod)),
  ],
  shows: {
    account: ({ w }, s) => nameOf(w, s.accountId),
    team: (eye, s) => teamStub(eye, s.teamId),
  },
  owners: (s) => [s.accountId],
  acts: { update: maintained() },
};

const promise = ['id', 'account', 'service', 'name', 'target', 'calendar', 'from', 'until'];

export const offering: Rule<Offering> = {
  sees: (eye, o) => [
    ...sight(o.accountId === eye.ctx.account, { because: 'role', role: eye.ctx.roles[0]! }, promise),
    ...sight(o.accountId === eye.ctx.account && isSpecialist(eye.ctx), { because: 'role', role: eye.ctx.roles[0]! }, [
      'charges',
    ]),
    // From offer to expiry. "Afterwards only on its own records": there as a stub, no longer as a record.
    ...extended(eye, o, [...promise, 'charges'], () => true),
  ],
  shows: {
    account: ({ w }, o) => nameOf(w, o.accountId),
    service: ({ w, fields }, o) => {
      const its = find(w, 'service', o.serviceId) as AnyRecord | undefined;
      return fields(its).size ? { id: o.serviceId, name: (its as Service).name } : null;
    },
    /** The charges *to* the account that looks; only the provider's own specialists compare its customers. */
    charges: ({ ctx }, o) =>
      o.accountId === ctx.account ? o.charges : { [ctx.account]: o.charges[ctx.account] ?? '' },
  },
  owners: (o) => [o.accountId],
  acts: { update: maintained() },
};

/**
 * An offer of a trust that lives: to specialists and designers of X from the offer on. Silent: end users and key
 * contacts are covered once their account has accepted it, not before.
 */
function extended(
  eye: Eye,
  o: Offering,
  fields: readonly string[],
  valid: (offer: Offer, offering: Offering, now: number) => boolean,
): readonly Sight[] {
  const { w, ctx } = eye;
  const offers = offersTo(w, ctx.account, o).filter((offer) => valid(offer, o, w.now));
  const inner = isSpecialist(ctx) || has(ctx, 'designer');
  return offers
    .filter((offer) => inner || offer.acceptedAt !== null)
    .map((offer) => ({ why: { because: 'trust', capability: 'offer', since: offer.offeredAt }, fields }));
}

/** Silent on the role: the account's administrator. */
function maintained(): Act<Service | Offering> {
  return {
    scope: 'admin',
    judge: ({ ctx }, r) => judged([r.accountId === ctx.account && has(ctx, 'account_admin'), 'forbidden']),
  };
}
