import { has } from '../context.ts';
import type { Trust } from '../records/index.ts';
import { type Act, type Eye, type Input, judged, type Verdict } from '../rule.ts';
import { live, offered, sideOf, standing, statusAt } from '../trusts.ts';
import { grantors, levels, roleNames } from '../words.ts';
import { all, find } from '../world.ts';

type Judge = Act<Trust>['judge'];
/** Either side's administrator; an auditor sees the trust and may do nothing with it. */
const act = (judge: Judge): Act<Trust> => ({
  scope: 'admin',
  judge: (eye, t, input) => (has(eye.ctx, 'account_admin') ? judge(eye, t, input) : 'forbidden'),
});
const pending = ({ w }: Eye, t: Trust) => statusAt(t, w.now) === 'pending';
const invited = ({ ctx }: Eye, t: Trust) => t.invitedById !== ctx.account;
/** There is at most one trust of an ordered pair; both sides know of it. */
const twin = ({ w }: Eye, t: Trust) =>
  all(w, 'trust').some((o) => standing(o) && o.trustingId === t.trustingId && o.trustedId === t.trustedId);
const ours = ({ ctx }: Eye, t: Trust) =>
  sideOf(t, ctx.account) === 'trusting' ? t.suspendedByTrusting : t.suspendedByTrusted;

export const trustActs: { readonly [action: string]: Act<Trust> } = {
  accept: act((eye, t) =>
    judged([invited(eye, t), 'forbidden'], [pending(eye, t), 'conflict'], [!twin(eye, t), 'conflict']),
  ),
  reject: act((eye, t) => judged([invited(eye, t), 'forbidden'], [pending(eye, t), 'conflict'])),
  cancel: act((eye, t) => judged([!invited(eye, t), 'forbidden'], [pending(eye, t), 'conflict'])),
  // Either side alone may suspend or end.
  suspend: act((eye, t) => judged([standing(t) && ours(eye, t) === null, 'conflict'])),
  // Silent: who suspended may resume, and only its own suspension.
  resume: act((eye, t) => judged([standing(t) && ours(eye, t) !== null, 'conflict'])),
  revoke: act((_, t) => judged([standing(t), 'conflict'])),
  grant: act((eye, t, input) => (isGrantor(eye, t, input) ? grantable(eye, t, input) : 'forbidden')),
  withdraw: act((eye, t, input) =>
    judged(
      [isGrantor(eye, t, input), 'forbidden'],
      [t.endedAt === null, 'conflict'],
      [t.grants.some((g) => g.capability === input.capability && g.by === eye.ctx.account), 'conflict'],
    ),
  ),
  offer: act((eye, t, input) => {
    const offering = find(eye.w, 'offering', input.offering ?? null);
    return judged(
      [sideOf(t, eye.ctx.account) === 'trusted', 'forbidden'],
      // G7: an offering of somebody else is as good as none. So no service is offered to its own account.
      [offering?.accountId === eye.ctx.account, 'invalid'],
      [live(t), 'conflict'],
      [offering && !t.offers.some((o) => o.offeringId === offering.id && offered(o, offering, eye.w.now)), 'conflict'],
    );
  }),
  withdraw_offer: act((eye, t, input) =>
    judged(
      [sideOf(t, eye.ctx.account) === 'trusted', 'forbidden'],
      [open(t, input), 'invalid'],
      [t.endedAt === null, 'conflict'],
    ),
  ),
  accept_offer: act((eye, t, input) => {
    const offer = open(t, input);
    const offering = find(eye.w, 'offering', input.offering ?? null);
    return judged(
      [sideOf(t, eye.ctx.account) === 'trusting', 'forbidden'],
      [offer && offering && offered(offer, offering, eye.w.now), 'invalid'],
      [live(t) && offer?.acceptedAt === null, 'conflict'],
    );
  }),
};

const open = (t: Trust, input: Input) =>
  t.offers.find((o) => o.offeringId === input.offering && o.withdrawnAt === null);

/** G4: options only by their grantor. */
function isGrantor({ ctx }: Eye, t: Trust, { capability }: Input): boolean {
  if (capability === undefined) return false;
  const grantor = grantors[capability];
  return grantor === 'either' || grantor === sideOf(t, ctx.account);
}

/** G7: teams must be the grantor's own; roles and levels must exist. Nothing is granted while the trust does not live. */
function grantable({ w, ctx }: Eye, t: Trust, input: Input): Verdict {
  const { capability, teams = [], roles = [], level } = input;
  const known = capability && (levels[capability] === undefined || levels[capability].includes(level ?? ''));
  if (!known || roles.some((role) => !roleNames.includes(role))) return 'invalid';
  if (teams.some((team) => find(w, 'team', team)?.accountId !== ctx.account)) return 'invalid';
  return live(t) ? 'allow' : 'conflict';
}
