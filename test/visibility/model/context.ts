import type { Id, Role } from './records/index.ts';
import { granted, live } from './trusts.ts';
import { type RoleName, type Scope, scopes, specialistAndAbove } from './words.ts';
import { all, type Ctx, find, type World } from './world.ts';

/**
 * The context in which a person acts in one account now, or none: nothing is answered without one (G1).
 * A person with roles in several accounts has as many contexts, never one of their union (G11).
 * Computed anew for every request, stream and delivery: what was withdrawn counts no longer (G8).
 * Silent: a person without any role in the account has no context there, not even at home.
 */
export function context(w: World, person: Id, account: Id, token?: Id): Ctx | undefined {
  const p = find(w, 'person', person);
  if (!p || p.disabledAt !== null || p.erasedAt !== null || (p.leavesAt !== null && p.leavesAt <= w.now))
    return undefined;
  const roles = rolesOf(w, person, account);
  const granting = token === undefined ? scopes : scopesOf(w, token, person, account);
  return roles.length && granting ? { person, account, roles, scopes: granting, now: w.now } : undefined;
}

export function rolesOf(w: World, person: Id, account: Id): readonly RoleName[] {
  const held = all(w, 'role').filter((r) => r.personId === person && r.accountId === account && holds(w, r));
  return [...new Set(held.map((r) => r.name))].sort();
}

/** G4, `roles`: a lent role lives as long as the trust and the grant of the account that owns it. */
export function holds(w: World, role: Role): boolean {
  if (role.trustId === null) return true;
  const t = find(w, 'trust', role.trustId);
  return live(t) && (granted(t, 'roles', role.accountId)?.roles.includes(role.name) ?? false);
}

/** Everybody who may act anywhere, in each account in which he may. */
export function contexts(w: World): readonly Ctx[] {
  const pairs = new Map(all(w, 'role').map((r) => [`${r.personId} ${r.accountId}`, r]));
  return [...pairs.values()].flatMap((r) => context(w, r.personId, r.accountId) ?? []);
}

export const has = (ctx: Ctx, ...roles: readonly RoleName[]) => roles.some((role) => ctx.roles.includes(role));
export const isSpecialist = (ctx: Ctx) => has(ctx, ...specialistAndAbove);

/** The first role that lets the context see what specialists and those above them see. */
export const specialistRole = (ctx: Ctx): RoleName | undefined => specialistAndAbove.find((role) => has(ctx, role));

function scopesOf(w: World, id: Id, person: Id, account: Id): readonly Scope[] | undefined {
  const token = find(w, 'token', id);
  const good =
    token?.personId === person && token.accountId === account && token.revokedAt === null && w.now < token.expiresAt;
  return good ? token.scopes : undefined;
}
