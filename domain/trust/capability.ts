import type { JsonObject } from '../../plan/plan.ts';
import type { RoleName } from '../person/team.entity.ts';
import { Role } from '../person/team.entity.ts';
import { Invalid, NotFound, Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { capabilities, type Grantable, type GrantValue, lendable } from './capabilities.ts';
import { changeGrants, demandGrantor, trustToGrant } from './grantor.ts';
import { type Trust, TrustGrant } from './trust.entity.ts';

/** Grants a capability, or grants it otherwise than before. By its grantor only, in a trust that goes on. */
export async function grantCapability(
  door: Door,
  id: string,
  capability: Grantable,
  value: GrantValue,
  version?: number,
): Promise<void> {
  const granted = await trustToGrant(door, id, version);
  demandGrantor(door, granted, capability);
  demandFitting(capability, value);
  const { trust } = granted;
  if (trust.status !== 'accepted' || trust.endsAt)
    throw new Refused(`Nothing is granted in a trust that is ${trust.endsAt ? 'about to end' : trust.status}.`);
  const { em, viewer, now } = door;
  const key = { trustId: id, capability, accountId: viewer.accountId };
  const standing = await em.findOne(TrustGrant, key);
  if (standing) Object.assign(standing, { value, grantedAt: now });
  else em.create(TrustGrant, { ...key, value, grantedAt: now });
  if (capability === 'roles') await endLent(door, granted.trust, value.roles ?? []);
  changeGrants(door, granted, 'granted', { capability, ...(value as JsonObject) });
}

/** By its grantor only. What is disclosed is hidden at once; work that was handed over stays where it is. */
export async function withdrawCapability(
  door: Door,
  id: string,
  capability: Grantable,
  version?: number,
): Promise<void> {
  const granted = await trustToGrant(door, id, version);
  demandGrantor(door, granted, capability);
  const standing = await door.em.findOne(TrustGrant, { trustId: id, capability, accountId: door.viewer.accountId });
  if (!standing) throw new NotFound('grant');
  door.em.remove(standing);
  if (capability === 'roles') await endLent(door, granted.trust, []);
  changeGrants(door, granted, 'withdrawn', { capability });
}

function demandFitting(capability: Grantable, { level, roles }: GrantValue): void {
  const { takes } = capabilities[capability];
  const levels: readonly string[] = typeof takes === 'object' ? takes.levels : [];
  const fault = (pointer: string, message: string) => new Invalid('This cannot be granted so.', [{ pointer, message }]);
  if (levels.length && !levels.includes(level ?? ''))
    throw fault('/level', `Say how far it goes: ${levels.join(' or ')}.`);
  if (!levels.length && level !== undefined) throw fault('/level', 'This has no levels: it is granted or not.');
  if (takes !== 'roles' && roles !== undefined) throw fault('/roles', 'No roles belong to this.');
  if (takes === 'roles' && !roles?.length) throw fault('/roles', 'Say which roles; to lend none, withdraw it.');
  const index = roles?.findIndex((role) => !lendable.includes(role)) ?? -1;
  if (index >= 0) throw fault(`/roles/${index}`, `A role that can be lent is one of ${lendable.join(', ')}.`);
}

/** Roles of this account that are lent across the trust end, except those still listed. */
async function endLent(door: Door, { id, trustingId, trustedId }: Trust, still: readonly RoleName[]): Promise<void> {
  const { em, viewer } = door;
  const lent = await em.find(Role, { trustId: id, accountId: viewer.accountId, name: { $nin: [...still] } });
  for (const role of lent) {
    em.remove(role);
    for (const accountId of [trustingId, trustedId])
      record(door, accountId, 'person', role.personId, 'role_withdrawn', { role: role.name, trust: id });
  }
}
