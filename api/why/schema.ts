import { z } from 'zod';
import { actingNames } from '../../domain/person/team.entity.ts';
import { becauses, showing } from '../../domain/why/ground.ts';
import { Side } from '../tasks/schema.ts';
import { Id, Instant, Named } from '../values.ts';

/** Why somebody sees a record; each reason would be enough by itself. */
export const WhyReason = z
  .object({
    because: z.enum(becauses).meta({
      description:
        '`self`: it is about you. `role`: of the account it belongs to. `manager`, `starter`: of its process. `assignee`: ' +
        'does the task. `approver`: asked to approve it. `directory`: of the enterprise whose directory it belongs to. ' +
        '`trust`: another account shows it over a trust. `former`: finished under a trust that is suspended or has ended. `involved`: met in records that you see. ' +
        '`owner`: it belongs to that account.',
    }),
    sentence: z.string().meta({ description: 'For people.' }),
    since: Instant.nullable().meta({ description: 'Since when; null where that is not written down.' }),
    role: z.enum(actingNames).optional(),
    team: z.string().optional(),
    trust: z
      .object({ id: Id.optional(), account: Side })
      .optional()
      .meta({ description: 'With which account; its id for administrators and auditors.' }),
    capability: z.enum(showing).optional().meta({ description: 'What is granted in the trust that shows it.' }),
  })
  .meta({ id: 'WhyReason' });

/** Who else sees a record. Of another account nothing but that it does: never who there, or how many. */
export const Audience = z
  .object({
    people: z.array(z.object({ person: Named, reasons: z.array(WhyReason).min(1) })),
    accounts: z.array(z.object({ account: Side, reasons: z.array(WhyReason).min(1) })),
  })
  .meta({ id: 'Audience' });

export const Why = z
  .object({
    reasons: z.array(WhyReason).min(1).meta({ description: 'Taking one of them away leaves the others standing.' }),
  })
  .meta({ id: 'Why' });
