import { Account } from '../account/account.entity.ts';
import { type ActingName, Role } from '../person/team.entity.ts';
import type { Door } from '../store.ts';
import { otherOf } from '../trust/seen.ts';
import { Trust } from '../trust/trust.entity.ts';
import { person } from '../viewer.ts';

/** Somebody of the account one acts in: his roles there, and since when he has them, where that is written down. */
export type Looker = { readonly personId: string; readonly roles: ReadonlyMap<ActingName, Held> };
export type Held = { readonly since: Date | null; readonly lent?: Partner };

/** A trust, by the account with which it is. */
export type Partner = { readonly id: string; readonly handle: string; readonly name: string };

/** The viewer himself, with the roles he acts in. */
export async function lookerOf(door: Door): Promise<Looker> {
  const personId = person(door.viewer);
  const held = (await rolesHeld(door, [personId])).get(personId);
  const roles = [...door.viewer.roles].map((role) => [role, held?.get(role) ?? { since: null }] as const);
  return { personId, roles: new Map(roles) };
}

/** Since when people have their roles in the account, and which of them are lent. */
export async function rolesHeld(
  { em, viewer }: Door,
  personIds: readonly string[] | undefined,
): Promise<ReadonlyMap<string, ReadonlyMap<ActingName, Held>>> {
  const { accountId } = viewer;
  const rows = await em.find(Role, { accountId, ...(personIds ? { personId: { $in: [...personIds] } } : {}) });
  const trusts = await em.find(Trust, { id: { $in: rows.flatMap(({ trustId }) => trustId ?? []) } });
  const others = await em.find(Account, { id: { $in: trusts.map((trust) => otherOf(trust, accountId)) } });
  const lentBy = (trustId: string | null | undefined): Partner | undefined => {
    const trust = trusts.find(({ id }) => id === trustId);
    const other = trust && others.find(({ id }) => id === otherOf(trust, accountId));
    return trust && other && { id: trust.id, handle: other.handle, name: other.name };
  };
  return new Map(
    [...Map.groupBy(rows, ({ personId }) => personId)].map(([id, held]) => [
      id,
      new Map(
        held.map(({ name, grantedAt, trustId }) => {
          const lent = lentBy(trustId);
          return [name, { since: grantedAt, ...(lent ? { lent } : {}) }];
        }),
      ),
    ]),
  );
}
