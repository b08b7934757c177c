import type { EntityManager } from '@mikro-orm/postgresql';
import { ownAccount } from '../account/accounts.ts';
import type { Door } from '../store.ts';
import { demand } from '../viewer.ts';
import type { Anchor } from './chain.ts';
import { type Verified, verifyChain } from './verify.ts';

/** Where the chain of an account ends now. */
export type Head = Anchor & { readonly sealedAt: Date };

/** The newest seal; null while nothing is sealed. */
export async function headOf(em: EntityManager, account: string): Promise<Head | null> {
  const [newest] = await em.execute<{ number: number; hash: Buffer; sealed_at: string }[]>(
    'select number, hash, sealed_at from audit_seal where account_id = ? order by number desc limit 1',
    [account],
  );
  return newest
    ? { number: newest.number, hash: newest.hash.toString('hex'), sealedAt: new Date(newest.sealed_at) }
    : null;
}

/** Of the account one acts in; for who reads its audit log. */
export async function ownChain(
  door: Door,
): Promise<{ readonly account: string; readonly head: Head | null; readonly unsealed: number }> {
  demand(door.viewer, 'auditor', 'account_admin');
  const { em, viewer } = door;
  const { handle } = await ownAccount(door);
  const head = await headOf(em, viewer.accountId);
  const [waiting] = await em.execute<{ n: number }[]>(
    'select count(*)::integer as n from audit_unsealed where account_id = ?',
    [viewer.accountId],
  );
  return { account: handle, head, unsealed: waiting?.n ?? 0 };
}

/** @param after goes on after this head, if it is still there as it was; null: from the beginning */
export function verifyOwnChain({ em, viewer }: Door, after: Anchor | null, most: number): Promise<Verified> {
  demand(viewer, 'auditor', 'account_admin');
  return verifyChain(em, viewer.accountId, after, most);
}
