import type { AccessToken, AnyRecord, Person, Role, Session, Team } from '../records/index.ts';
import type { Input } from '../rule.ts';
import { counterpartyOf } from '../trusts.ts';
import { type Ctx, find, put, remove, type World } from '../world.ts';
import { add, type Change, set } from './change.ts';

/** How long a token lasts: ninety days. */
const tokenLasts = 90 * 86_400_000;

export const personChanges: { readonly [action: string]: Change<Person> } = {
  update: (w, _, p, { fields = {} }) => set(w, p, fields),
  // Sessions and tokens end with the person: `context` refuses them from this instant on (G8).
  disable: (w, _, p) => set(w, p, { disabledAt: w.now }),
  leave: (w, _, p, { at }) => set(w, p, { leavesAt: at ?? w.now }),
  grant_role: (w, ctx, p, { role, trust }) => {
    const t = find(w, 'trust', trust ?? null);
    const account = t ? counterpartyOf(t, ctx.account)! : ctx.account;
    return add(w, 'role', {
      accountId: account,
      personId: p.id,
      name: role!,
      grantedAt: w.now,
      trustId: t?.id ?? null,
    });
  },
};

export const roleChanges: { readonly [action: string]: Change<Role> } = { withdraw_role: (w, _, r) => remove(w, r) };

export const teamChanges: { readonly [action: string]: Change<Team> } = {
  update: updated,
  add_member: (w, _, t, { person = '' }) => set(w, t, { members: [...t.members, person] }),
  remove_member: (w, _, t, { person = '' }) => set(w, t, { members: t.members.filter((id) => id !== person) }),
};

export const tokenChanges: { readonly [action: string]: Change<AccessToken> } = {
  revoke_token: (w, _, t) => set(w, t, { revokedAt: w.now }),
};

export const sessionChanges: { readonly [action: string]: Change<Session> } = {
  end_session: (w, _, s) => remove(w, s),
};

/** Values that are the record's own text. */
export function updated(w: World, _: Ctx, record: AnyRecord, { fields = {} }: Input): World {
  return put(w, { ...record, ...fields } as AnyRecord);
}

export function createToken(w: World, ctx: Ctx, { text = '', scopes = [] }: Input): World {
  return add(w, 'token', {
    accountId: ctx.account,
    personId: ctx.person,
    name: text,
    secret: `secret ${w.next}`,
    scopes,
    createdAt: w.now,
    expiresAt: w.now + tokenLasts,
    revokedAt: null,
  });
}
