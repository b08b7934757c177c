import { z } from 'zod';
import { OfferedOffering } from '../offerings/schema.ts';
import { AccountName, Id, text } from '../values.ts';

export const Service = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string(),
    teamId: Id.meta({ description: 'The team that gets its tasks.' }),
  })
  .meta({ id: 'Service' });

const description = z.string().trim().max(5000);
export const NewService = z.object({ name: text(200), description: description.optional(), teamId: Id });
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
