import { z } from 'zod';
import { isZone } from '../../plan/zone.ts';
import { Id, text } from '../values.ts';

const Zone = z
  .string()
  .max(100)
  .refine(isZone, { error: 'must be a time zone such as Europe/Amsterdam' })
  .nullable()
  .meta({ description: 'In which people’s first and last days are meant; null: that of the account.' });

export const Site = z
  .object({ id: Id, accountId: Id, name: z.string(), address: z.string(), zone: z.string().nullable() })
  .meta({ id: 'Site' });

export const NewSite = z.object({
  name: text(200),
  address: z.string().trim().max(1000).optional(),
  zone: Zone.optional(),
});
export const SiteChange = NewSite.partial();
