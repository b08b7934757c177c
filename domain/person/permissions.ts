import type { Door } from '../store.ts';
import { demand } from '../viewer.ts';
import type { RoleName } from './team.entity.ts';

/** That somebody had a role in an account, from when to when. Written by the database with the role itself; never changed. */
export type Permission = {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly role: RoleName;
  readonly givenAt: Date;
  /** Absent names: an operator, or the product itself. */
  readonly givenBy: { readonly person: string | null; readonly account: string | null };
  /** Over which the role is lent. */
  readonly trustId: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
};

/** The permission log of the account one acts in, the newest first, for its administrators and auditors. */
export async function permissionsSeen(
  door: Door,
  personId: string | undefined,
  before: string | undefined,
  most: number,
): Promise<Permission[]> {
  demand(door.viewer, 'account_admin', 'auditor');
  const rows = await door.em.execute<Row[]>('select * from permissions_of(?, ?::uuid, ?::uuid)', [
    most,
    before ?? null,
    personId ?? null,
  ]);
  return rows.map((row) => ({
    id: row.id,
    person: { id: row.person_id, name: row.person_name },
    role: row.role,
    givenAt: new Date(row.given_at),
    givenBy: { person: row.given_by, account: row.given_in },
    trustId: row.trust_id,
    withdrawnAt: row.withdrawn_at === null ? null : new Date(row.withdrawn_at),
    withdrawnBy: row.withdrawn_by,
  }));
}

type Row = {
  readonly id: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly role: RoleName;
  readonly given_at: string;
  readonly given_by: string | null;
  readonly given_in: string | null;
  readonly trust_id: string | null;
  readonly withdrawn_at: string | null;
  readonly withdrawn_by: string | null;
};
