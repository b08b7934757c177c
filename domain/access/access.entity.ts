import { defineEntity, p } from '@mikro-orm/postgresql';

const CredentialSchema = defineEntity({
  name: 'Credential',
  properties: {
    personId: p.uuid().primary(),
    passwordHash: p.string().hidden(),
    changedAt: p.datetime().onCreate(() => new Date()),
  },
});
export class Credential extends CredentialSchema.class {}
CredentialSchema.setClass(Credential);

const SessionSchema = defineEntity({
  name: 'Session',
  properties: {
    /** SHA-256 of the cookie's token. */
    tokenHash: p.blob().primary(),
    personId: p.uuid(),
    createdAt: p.datetime().onCreate(() => new Date()),
    expiresAt: p.datetime(),
  },
});
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

export const tokenScopes = ['read', 'work', 'start', 'admin'] as const;
export type TokenScope = (typeof tokenScopes)[number];

const AccessTokenSchema = defineEntity({
  name: 'AccessToken',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    personId: p.uuid(),
    name: p.string(),
    /** SHA-256 of the token, which is shown once. */
    tokenHash: p.blob().hidden(),
    scopes: p.array().$type<TokenScope[]>(),
    createdAt: p.datetime().onCreate(() => new Date()),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});
/** Lets a program act as its owner, in one account, within its scopes, until it expires. */
export class AccessToken extends AccessTokenSchema.class {}
AccessTokenSchema.setClass(AccessToken);
