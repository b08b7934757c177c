import type { z } from 'zod';
import type { MetPerson } from '../../domain/person/met.ts';
import type { Person as PersonRecord } from '../../domain/person/person.entity.ts';
import type { Role } from '../../domain/person/team.entity.ts';
import { instantOrNull } from '../values.ts';
import type { Person, Roles, SeenPerson } from './schema.ts';

export function presentPerson(person: PersonRecord): z.input<typeof Person> {
  const { id, homeId, kind, name, title, phone, version } = person;
  return {
    id,
    homeId,
    kind,
    name,
    email: person.email ?? null,
    title,
    phone,
    managerId: person.managerId ?? null,
    organizationId: person.organizationId ?? null,
    siteId: person.siteId ?? null,
    disabledAt: instantOrNull(person.disabledAt),
    version,
  };
}

export function presentSeen(person: PersonRecord | MetPerson): z.input<typeof SeenPerson> {
  if ('homeId' in person) return presentPerson(person);
  const { id, name, email, phone } = person;
  return { id, name, ...(phone === null ? {} : { email, phone }) };
}

export function presentRoles(roles: readonly Role[]): z.input<typeof Roles> {
  return { roles: roles.map(({ name, grantedAt }) => ({ name, grantedAt: grantedAt.toISOString() })) };
}
