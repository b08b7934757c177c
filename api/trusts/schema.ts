import { z } from 'zod';
import { trustStatuses } from '../../domain/trust/trust.entity.ts';
import { Id, Instant, Named, Version } from '../values.ts';

const Handle = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, { error: 'must be a handle such as fernhill-hr' })
  .meta({ description: 'The exact handle of an account.' });

const side = z.enum(['trusting', 'trusted']);

export const Trust = z
  .object({
    id: Id,
    status: z.enum(trustStatuses),
    side: side.meta({ description: 'What you are in it: `trusting` receives, `trusted` offers.' }),
    invitedByUs: z.boolean(),
    account: z
      .object({ handle: z.string(), id: Id.optional(), name: z.string().optional() })
      .meta({ description: 'The other side: more than its handle only while there is something between you.' }),
    message: z.string(),
    invitedAt: Instant,
    expiresAt: Instant,
    decidedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    version: Version,
  })
  .meta({ id: 'Trust' });

export const TrustWithGrants = Trust.extend({
  teams: z.array(Named).meta({ description: 'Teams of the trusted side to which tasks may be assigned.' }),
  offerings: z
    .array(z.object({ id: Id, name: z.string(), service: Named }))
    .meta({ description: 'Offerings of the trusted side that may be used.' }),
}).meta({ id: 'TrustWithGrants' });

export const Revocation = TrustWithGrants.extend({
  returnedTasks: z.int().meta({ description: 'How many open tasks went back to the trusting account.' }),
}).meta({ id: 'Revocation' });

export const Invitation = z.object({
  handle: Handle,
  as: side.meta({ description: 'What you want to be: `trusting` receives, `trusted` offers.' }),
  message: z.string().trim().max(2000).optional(),
  expiresAt: Instant.optional().meta({ description: 'By default in two weeks, at most in ninety days.' }),
});
export const LinkedTeams = z.object({ teams: z.array(Id).max(1000) });
export const ExtendedOfferings = z.object({ offerings: z.array(Id).max(1000) });
