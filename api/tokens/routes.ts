import { z } from 'zod';
import type { AccessToken } from '../../domain/access/access.entity.ts';
import { issueToken, revokeToken, tokensOf } from '../../domain/access/tokens.ts';
import { anyRole } from '../policy.ts';
import { route } from '../route.ts';
import { Id, instantOrNull } from '../values.ts';
import { IssuedToken, NewToken, Token } from './schema.ts';

export const tokens = [
  route({
    method: 'POST',
    path: '/v1/tokens',
    summary: 'Make a token for a program',
    description: 'It acts as you, in the account you act in now. It is shown once. Only people make tokens.',
    policy: 'member',
    may: { own: anyRole },
    scope: 'admin',
    body: NewToken,
    response: IssuedToken,
    status: 201,
    unrepeatable: true,
    inPerson: 'A token cannot make tokens: sign in.',
    handler: ({ body, write }) =>
      write(async (door) => {
        const { token, secret } = await issueToken(door, body);
        return { ...present(token), token: secret };
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/tokens',
    summary: 'Your tokens in this account',
    policy: 'member',
    may: { own: anyRole },
    response: z.object({ items: z.array(Token) }),
    handler: ({ read }) => read(async (door) => ({ items: (await tokensOf(door)).map(present) })),
  }),
  route({
    method: 'POST',
    path: '/v1/tokens/:id/revocation',
    summary: 'Revoke a token',
    description: 'It opens nothing from now on.',
    policy: 'member',
    may: { self: anyRole },
    scope: 'admin',
    params: { id: Id },
    response: Token,
    handler: ({ params, write }) => write(async (door) => present(await revokeToken(door, params.id))),
  }),
];

function present(token: AccessToken): z.input<typeof Token> {
  return {
    id: token.id,
    name: token.name,
    scopes: token.scopes,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    lastUsedAt: instantOrNull(token.lastUsedAt),
    revokedAt: instantOrNull(token.revokedAt),
  };
}
