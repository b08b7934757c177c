import { has } from '../context.ts';
import type { Role } from '../records/index.ts';
import { type Eye, judged, type Rule, sight } from '../rule.ts';
import { visiblePerson } from '../stubs.ts';
import { live } from '../trusts.ts';
import { find, nameOf } from '../world.ts';

const fields = ['id', 'account', 'person', 'name', 'grantedAt', 'trust'];

/** Table 2.1 has no row for it: oneself, who keeps the permission log, and who gave a lent role to its own people. */
export const role: Rule<Role> = {
  sees: (eye, r) => [
    ...sight(r.personId === eye.ctx.person && r.accountId === eye.ctx.account, { because: 'self' }, fields),
    ...(['account_admin', 'auditor'] as const).flatMap((name) =>
      sight(r.accountId === eye.ctx.account && has(eye.ctx, name), { because: 'role', role: name }, fields),
    ),
    ...sight(lender(eye, r) && has(eye.ctx, 'account_admin'), { because: 'trust', capability: 'roles' }, fields),
  ],
  shows: {
    account: ({ w }, r) => ({ name: nameOf(w, r.accountId) }),
    person: (eye, r) => visiblePerson(eye, r.personId),
    trust: (_, r) => r.trustId !== null,
  },
  owners: (r) => [r.accountId],
  acts: {
    withdraw_role: {
      scope: 'admin',
      judge: (eye, r) =>
        judged([has(eye.ctx, 'account_admin') && (r.accountId === eye.ctx.account || lender(eye, r)), 'forbidden']),
    },
  },
};

const lender = ({ w, ctx }: Eye, r: Role) =>
  r.trustId !== null &&
  live(find(w, 'trust', r.trustId)) &&
  find(w, 'person', r.personId)?.homeId === ctx.account &&
  r.accountId !== ctx.account;
