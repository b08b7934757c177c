import { newId } from '../id.ts';
import { Forbidden, NotFound, Refused } from '../problem.ts';
import { type Door, LockMode, record } from '../store.ts';
import { person } from '../viewer.ts';
import { AccessToken, type TokenScope } from './access.entity.ts';
import { digest, newSecret } from './secret.ts';

export type TokenRequest = { readonly name: string; readonly scopes: readonly TokenScope[]; readonly days: number };

/** Makes a token for the viewer in the account he acts in. `secret` is shown once and not kept. */
export async function issueToken(
  door: Door,
  { name, scopes, days }: TokenRequest,
): Promise<{ token: AccessToken; secret: string }> {
  if (scopes.includes('admin') && !administers(door)) {
    throw new Forbidden('Only an account administrator can make a token with the scope "admin".');
  }
  const secret = `accord_${newSecret()}`;
  const token = door.em.create(AccessToken, {
    id: newId(),
    accountId: door.viewer.accountId,
    personId: person(door.viewer),
    name,
    scopes: [...new Set(scopes)],
    tokenHash: digest(secret),
    createdAt: door.now,
    expiresAt: new Date(door.now.getTime() + days * 86_400_000),
  });
  record(door, door.viewer.accountId, 'token', token.id, 'issued', { scopes: token.scopes });
  return { token, secret };
}

/** The viewer's own in this account, the newest first. */
export function tokensOf({ em, viewer }: Door): Promise<AccessToken[]> {
  return em.find(
    AccessToken,
    { personId: person(viewer), accountId: viewer.accountId },
    { orderBy: { id: 'desc' }, limit: 200 },
  );
}

/** It opens nothing from now on. */
export async function revokeToken(door: Door, id: string): Promise<AccessToken> {
  const { em, viewer, now } = door;
  const token = await em.findOne(
    AccessToken,
    { id, personId: person(viewer), accountId: viewer.accountId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!token) throw new NotFound('token');
  if (token.revokedAt) throw new Refused('This token is revoked already.');
  token.revokedAt = now;
  record(door, viewer.accountId, 'token', id, 'revoked');
  return token;
}

/** Notes that the token was used, at most once a minute, so that its owner sees which tokens are forgotten. */
export async function noteUse({ em, viewer, now }: Door, id: string): Promise<void> {
  const before = new Date(now.getTime() - 60_000);
  await em.nativeUpdate(
    AccessToken,
    { id, personId: person(viewer), $or: [{ lastUsedAt: null }, { lastUsedAt: { $lt: before } }] },
    { lastUsedAt: now },
  );
}

const administers = ({ viewer }: Door) => viewer.roles.has('account_admin') || viewer.roles.has('directory_admin');
