import { z } from 'zod';
import { Id, text } from '../values.ts';

export const Organization = z
  .object({ id: Id, accountId: Id, name: z.string(), parentId: Id.nullable() })
  .meta({ id: 'Organization' });

export const NewOrganization = z.object({ name: text(200), parentId: Id.nullable().optional() });
export const OrganizationChange = NewOrganization.partial();
