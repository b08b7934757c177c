import type { Door } from '../store.ts';
import { Trust, type TrustStatus } from './trust.entity.ts';

/**
 * Invitations to handles that nobody has. They are kept, listed and decided like any other, so that who sends one
 * never learns whether the account exists; nobody will ever answer them.
 */
export type Stray = { readonly trust: Trust; readonly handle: string };

export async function keepStray(door: Door, trust: Trust, handle: string): Promise<void> {
  const { id, message, invitedAt, expiresAt } = trust;
  await door.em.execute(
    `insert into stray_invitation (id, account_id, handle, trusting, status, message, invited_at, expires_at)
     values (?, ?, ?, ?, 'pending', ?, ?, ?)`,
    [id, door.viewer.accountId, handle, trust.trustedId === nobody, message, invitedAt, expiresAt],
  );
}

/** The newest first; `before`: older than this one. */
export async function straysOf(door: Door, before: string | undefined, most: number): Promise<Stray[]> {
  return rowsOf(door, before ? 'id < ?' : 'true', before ? [before] : [], `order by id desc limit ${most}`);
}

export async function strayOf(door: Door, id: string, lock = false): Promise<Stray | undefined> {
  return (await rowsOf(door, 'id = ?', [id], lock ? 'for update' : ''))[0];
}

/** Whether such an invitation is on its way already. */
export async function strayTo(door: Door, handle: string, trusting: boolean): Promise<boolean> {
  const found = await rowsOf(door, `handle = ? and trusting = ? and status = 'pending'`, [handle, trusting], '');
  return found.some(({ trust }) => trust.statusAt(door.now) === 'pending');
}

export async function settleStray(door: Door, { id, status, decidedAt }: Trust): Promise<void> {
  await door.em.execute(
    'update stray_invitation set status = ?, decided_at = ?, version = version + 1 where id = ? and account_id = ?',
    [status, decidedAt ?? null, id, door.viewer.accountId],
  );
}

/** Stands for the account that does not exist. */
export const nobody = '00000000-0000-0000-0000-000000000000';

type Row = {
  id: string;
  handle: string;
  trusting: boolean;
  status: TrustStatus;
  message: string;
  invited_at: string;
  expires_at: string;
  decided_at: string | null;
  version: number;
};

async function rowsOf(door: Door, condition: string, params: unknown[], rest: string): Promise<Stray[]> {
  const { accountId } = door.viewer;
  const rows = await door.em.execute<Row[]>(
    `select * from stray_invitation where account_id = ? and ${condition} ${rest}`,
    [accountId, ...params],
  );
  return rows.map((row) => {
    const sides: [string, string] = row.trusting ? [accountId, nobody] : [nobody, accountId];
    const { id, message, status, version } = row;
    const trust = Trust.invite(id, ...sides, accountId, message, new Date(row.invited_at), new Date(row.expires_at));
    const decidedAt = row.decided_at === null ? null : new Date(row.decided_at);
    return { trust: Object.assign(trust, { status, version, decidedAt }), handle: row.handle };
  });
}
