import { z } from 'zod';
import { tokenScopes } from '../../domain/access/access.entity.ts';
import { Id, Instant, text } from '../values.ts';

const Scopes = z
  .array(z.enum(tokenScopes))
  .min(1)
  .max(tokenScopes.length)
  .meta({ description: 'What it may be used for: `read`, `work` tasks, `start` and manage processes, `admin`.' });

export const NewToken = z.object({
  name: text(100),
  scopes: Scopes,
  days: z.int().min(1).max(365).default(90).meta({ description: 'After how many days it expires.' }),
});

/** A token as its owner sees it. */
export const Token = z
  .object({
    id: Id,
    name: z.string(),
    scopes: Scopes,
    createdAt: Instant,
    expiresAt: Instant,
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'Token' });

/** The only answer that ever holds the token itself. */
export const IssuedToken = Token.extend({ token: z.string() }).meta({ id: 'IssuedToken' });
