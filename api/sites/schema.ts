import { z } from 'zod';
import { Id, text } from '../values.ts';

export const Site = z.object({ id: Id, accountId: Id, name: z.string(), address: z.string() }).meta({ id: 'Site' });

export const NewSite = z.object({ name: text(200), address: z.string().trim().max(1000).optional() });
export const SiteChange = NewSite.partial();
