import { z } from 'zod';
import { agreementStatuses, coverages } from '../../domain/agreement/agreement.entity.ts';
import { OfferedOffering } from '../offerings/schema.ts';
import { paged } from '../page.ts';
import { Id, Instant, PlainDate, text, Version } from '../values.ts';

const ids = z.array(Id).max(1000);
const Coverage = z.enum(coverages);

/** A service level agreement as a party reads it. */
export const Agreement = z
  .object({
    id: Id,
    version: Version,
    name: z.string(),
    status: z.enum(agreementStatuses),
    side: z.enum(['provider', 'customer', 'both']).meta({ description: 'What the account you act in is.' }),
    other: z
      .object({ handle: z.string(), name: z.string().nullable() })
      .nullable()
      .meta({ description: 'The other party; null where an account agrees with itself.' }),
    service: z.string().nullable(),
    offering: OfferedOffering.nullable().meta({ description: 'Null for the customer once it is no longer offered.' }),
    instance: z.object({ id: Id, name: z.string() }).nullable(),
    coverage: Coverage,
    covers: z
      .object({ organizations: ids, sites: ids, people: ids })
      .nullable()
      .meta({ description: 'For the customer only.' }),
    startsAt: Instant,
    endsAt: Instant.nullable().meta({ description: 'Midnight after its last day, or when it was ended.' }),
    preparedAt: Instant,
    acceptedAt: Instant.nullable(),
  })
  .meta({ id: 'Agreement' });

export const NewAgreement = z.object({
  name: text(200),
  trust: Id.nullable().meta({
    description: 'In which the customer trusts you; null: with your own account, in force at once.',
  }),
  offeringId: Id,
  instanceId: Id.nullable()
    .optional()
    .meta({ description: 'Which team serves this customer; by default the service’s.' }),
  startsOn: PlainDate.meta({ description: 'Today at the earliest, in the zone of the offering.' }),
  endsOn: PlainDate.nullable().optional().meta({ description: 'Its last day.' }),
});
export const AgreementChange = z.object({
  name: text(200).optional(),
  startsOn: PlainDate.optional(),
  endsOn: PlainDate.nullable().optional(),
  instanceId: Id.nullable().optional(),
});
export const Covered = z.object({
  coverage: Coverage,
  organizations: ids.optional(),
  sites: ids.optional(),
  people: ids.optional(),
});
export const Acceptance = Covered.partial({ coverage: true }).strict().default({});
export const End = z
  .strictObject({
    endsOn: PlainDate.optional().meta({ description: 'Its last day, today at the earliest; absent: at once.' }),
  })
  .default({});
export const agreementFilter = { ...paged, side: z.enum(['provider', 'customer']).optional() };
