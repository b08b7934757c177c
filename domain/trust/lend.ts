import { personOf } from '../person/seen.ts';
import type { RoleName } from '../person/team.entity.ts';
import { Forbidden, NotFound, Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand } from '../viewer.ts';
import { otherOf, seeingTrusts, trustOf, trustToChange } from './seen.ts';
import { TrustGrant } from './trust.entity.ts';

/** That somebody of one side has a role of the other. */
export type LentRole = {
  readonly account: { readonly id: string; readonly handle: string; readonly name: string };
  readonly person: { readonly id: string; readonly name: string };
  readonly role: RoleName;
  readonly grantedAt: Date;
};

/** The roles of either side that people of the other have, for administrators and auditors of both. */
export async function lentRoles(door: Door, trustId: string): Promise<LentRole[]> {
  await trustOf(door, trustId);
  demand(door.viewer, ...seeingTrusts);
  const rows = await door.em.execute<Row[]>('select * from lent_roles(?)', [trustId]);
  return rows.map((row) => ({
    account: { id: row.account_id, handle: row.account_handle, name: row.account_name },
    person: { id: row.person_id, name: row.person_name },
    role: row.role,
    grantedAt: new Date(row.granted_at),
  }));
}

/**
 * Gives somebody at home in the account one acts in a role of the other side, as far as that side grants it. It ends with
 * the grant or the trust, and sleeps while the trust is suspended.
 */
export async function lendRole(door: Door, trustId: string, personId: string, role: RoleName): Promise<void> {
  const { trust } = await trustToChange(door, trustId);
  const { em, viewer } = door;
  const person = await personOf(door, personId);
  if (person.homeId !== viewer.accountId)
    throw new Forbidden('Only somebody at home in your own account is lent a role.');
  if (person.disabledAt) throw new Refused(`${person.name} is disabled: enable him before giving him a role.`);
  const owner = otherOf(trust, viewer.accountId);
  const granted = await em.findOne(TrustGrant, { trustId, capability: 'roles', accountId: owner });
  if (trust.status !== 'accepted' || !granted?.value.roles?.includes(role)) {
    throw new Refused(`The other side does not lend you the role ${role}: ask its account administrator.`);
  }
  if ((await lentRoles(door, trustId)).some((lent) => lent.person.id === personId && lent.role === role)) {
    throw new Refused(`${person.name} has the role ${role} there already.`);
  }
  await em.execute('select lend_role(?, ?, ?)', [trustId, personId, role]);
  recordFor(door, [viewer.accountId, owner], personId, 'role_granted', role, trustId);
}

/** By either side, at once. */
export async function takeBackRole(door: Door, trustId: string, personId: string, role: RoleName): Promise<void> {
  const { trust } = await trustToChange(door, trustId);
  const { viewer } = door;
  const rows = await door.em.execute<{ taken: boolean }[]>('select take_back_role(?, ?, ?) as taken', [
    trustId,
    personId,
    role,
  ]);
  if (!rows[0]?.taken) throw new NotFound('role');
  recordFor(door, [viewer.accountId, otherOf(trust, viewer.accountId)], personId, 'role_withdrawn', role, trustId);
}

type Row = {
  readonly account_id: string;
  readonly account_handle: string;
  readonly account_name: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly role: RoleName;
  readonly granted_at: string;
};

/** Both sides keep it. */
function recordFor(
  door: Door,
  accountIds: readonly string[],
  personId: string,
  action: string,
  role: RoleName,
  trust: string,
): void {
  for (const accountId of accountIds) record(door, accountId, 'person', personId, action, { role, trust });
}
