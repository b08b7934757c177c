import { has } from '../context.ts';
import type { Account, Trust } from '../records/index.ts';
import { judged, type Rule, sight } from '../rule.ts';
import { counterpartyOf, sideOf, standing } from '../trusts.ts';
import { all, nameOf } from '../world.ts';

const own = ['id', 'handle', 'name', 'kind', 'directory', 'confidential', 'logo', 'locale', 'supportUrl', 'calendar'];
/** Table 2.1 names these four; the handle, the kind and the calendar stay out of it. */
const counterparty = ['id', 'name', 'logo', 'locale', 'supportUrl'];

export const account: Rule<Account> = {
  sees: ({ w, ctx }, a) => [
    ...sight(a.id === ctx.account, { because: 'role', role: ctx.roles[0]! }, own),
    ...all(w, 'trust')
      .filter((t) => sideOf(t, ctx.account) && counterpartyOf(t, ctx.account) === a.id && standing(t))
      .map(
        (t: Trust) =>
          ({ why: { because: 'trust', trust: nameOf(w, a.id), since: t.decidedAt! }, fields: counterparty }) as const,
      ),
  ],
  // "No list, no search": counterparties are read one by one, from the records that name them.
  listed: ({ ctx }, a) => a.id === ctx.account,
  owners: (a) => [a.id],
  acts: {
    update: {
      scope: 'admin',
      judge: ({ ctx }, a) => judged([a.id === ctx.account && has(ctx, 'account_admin'), 'forbidden']),
    },
  },
};
