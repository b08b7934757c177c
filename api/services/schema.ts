import { z } from 'zod';
import { OfferedOffering } from '../offerings/schema.ts';
import { AccountName, Id, text } from '../values.ts';

export const Service = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string(),
    teamId: Id.meta({ description: 'The team that gets its tasks.' }),
    ownerId: Id.nullable().meta({ description: 'Who answers for it.' }),
    confidential: z.boolean(),
  })
  .meta({ id: 'Service' });

export const ServiceInstance = z
  .object({ id: Id, serviceId: Id, name: z.string(), teamId: Id })
  .meta({ id: 'ServiceInstance' });
export const NewInstance = z.object({ name: text(200), teamId: Id });
export const InstanceChange = NewInstance.partial();

const description = z.string().trim().max(5000);
const confidential = z.boolean().optional().meta({
  description: 'Its tasks are seen by the team that has them only; by default where the account fills the role `hr`.',
});
export const NewService = z.object({
  name: text(200),
  description: description.optional(),
  teamId: Id,
  ownerId: Id.nullable().optional(),
  confidential,
});
export const ServiceChange = NewService.partial();

/** A service as the account it is offered to sees it. */
export const OfferedService = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string(),
    provider: AccountName,
    offerings: z.array(OfferedOffering),
  })
  .meta({ id: 'OfferedService' });
