import { z } from 'zod';
import { grantables, lendable } from '../../domain/trust/capabilities.ts';
import { endings, trustStatuses } from '../../domain/trust/trust.entity.ts';
import { TaskStatus } from '../tasks/schema.ts';
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
    suspendedByUs: Instant.nullable().meta({ description: 'Since when you suspend it.' }),
    suspendedByThem: Instant.nullable(),
    end: z
      .object({
        how: z.enum(endings),
        until: Instant.nullable().meta({ description: 'What was begun may be finished until then.' }),
        toReturn: z.int(),
        returned: z.int().meta({ description: 'How much of the open work has been given back.' }),
        done: z.boolean(),
      })
      .nullable()
      .meta({ description: 'How it ends or has ended.' }),
    version: Version,
  })
  .meta({ id: 'Trust' });

export const TrustWithGrants = Trust.extend({
  teams: z.array(Named).meta({ description: 'Teams of the trusted side to which tasks may be assigned.' }),
  offerings: z
    .array(z.object({ id: Id, name: z.string(), service: Named, acceptedAt: Instant.nullable() }))
    .meta({ description: 'Offerings of the trusted side; used once the trusting side has accepted them.' }),
  grants: z
    .array(
      z.object({
        capability: z.enum(grantables),
        by: z.enum(['us', 'them']),
        level: z.string().optional(),
        roles: z.array(z.string()).optional(),
        grantedAt: Instant,
      }),
    )
    .meta({ description: 'What else each side grants the other; all the rest is off.' }),
}).meta({ id: 'TrustWithGrants' });

export const Revocation = z
  .strictObject({
    how: z
      .enum(endings)
      .default('hand_back')
      .meta({
        description:
          'Of open work. `finish`: what was begun may be finished until `until`. `hand_back`: it fails, and its processes halt. ' +
          '`cancel`: it is given up and its successors go on; for the trusting side.',
      }),
    until: Instant.optional().meta({ description: 'With `finish`; at most in a year.' }),
  })
  .default({ how: 'hand_back' });

const Count = z.int().min(0);
/** What ending a trust would come to, as one side may know it. */
export const Foreseen = z
  .object({
    tasks: z
      .array(z.object({ status: TaskStatus, number: Count }))
      .meta({ description: 'Open tasks that the trusted side holds.' }),
    begun: Count.meta({ description: 'How many of them might be finished.' }),
    votes: Count.meta({ description: 'Decisions that are asked of people across it.' }),
    processes: Count.nullable().meta({ description: 'In how many processes that is; for the trusting side.' }),
    toCome: Count.nullable().meta({ description: 'How many open processes count on it; for the trusting side.' }),
    teams: z
      .array(Named.extend({ number: Count }))
      .meta({ description: 'Teams of the trusted side that lose sight of open tasks.' }),
    people: Count.nullable().meta({ description: 'How many people these teams have; for the trusted side.' }),
    offerings: Count.meta({ description: 'Offerings that are no longer used.' }),
    lentRoles: Count.meta({ description: 'Roles of your account that others lose.' }),
    choices: z.array(z.enum(endings)),
  })
  .meta({ id: 'ForeseenRevocation' });

export const Invitation = z.object({
  handle: Handle,
  as: side.meta({ description: 'What you want to be: `trusting` receives, `trusted` offers.' }),
  message: z.string().trim().max(2000).optional(),
  expiresAt: Instant.optional().meta({ description: 'By default in two weeks, at most in ninety days.' }),
});
export const LinkedTeams = z.object({ teams: z.array(Id).max(1000) });
export const ExtendedOfferings = z.object({ offerings: z.array(Id).max(1000) });
export const AcceptedOfferings = z.object({ offerings: z.array(Id).max(1000) });

export const CapabilityName = z.enum(grantables, { error: `must be one of ${grantables.join(', ')}` });
export const GrantValue = z
  .strictObject({
    level: z.string().max(50).optional().meta({ description: 'With assign_approvals: key_contacts or anyone.' }),
    roles: z.array(z.enum(lendable)).max(20).optional().meta({ description: 'With roles: which may be given.' }),
  })
  .default({});
