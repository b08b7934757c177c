import { z } from 'zod';
import { roleNames } from '../../domain/person/team.entity.ts';
import { Id, Instant, text, Version } from '../values.ts';

export const Person = z
  .object({
    id: Id,
    homeId: Id.meta({ description: 'The directory, or the one account, the person belongs to.' }),
    kind: z.enum(['human', 'service']),
    name: z.string(),
    email: z.string().nullable(),
    title: z.string(),
    phone: z.string(),
    managerId: Id.nullable(),
    organizationId: Id.nullable(),
    siteId: Id.nullable(),
    disabledAt: Instant.nullable(),
    version: Version,
  })
  .meta({ id: 'Person' });

/** Of somebody of another account nothing is there but how he is called and, where that is shared, reached. */
export const SeenPerson = Person.partial().required({ id: true, name: true }).meta({ id: 'SeenPerson' });

const Email = z
  .email({ error: 'must be a mail address' })
  .max(320)
  .transform((address) => address.toLowerCase());
const fields = {
  name: text(200),
  email: Email.nullable(),
  title: z.string().trim().max(200),
  phone: z.string().trim().max(50),
  managerId: Id.nullable(),
  organizationId: Id.nullable(),
  siteId: Id.nullable(),
};

export const PersonChange = z.object(fields).partial();
export const NewPerson = PersonChange.extend({ name: fields.name });

export const RoleName = z.enum(roleNames);
export const Roles = z
  .object({ roles: z.array(z.object({ name: RoleName, grantedAt: Instant })) })
  .meta({ id: 'Roles' });
