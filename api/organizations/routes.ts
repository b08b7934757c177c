import { z } from 'zod';
import type { Organization as OrganizationRecord } from '../../domain/person/person.entity.ts';
import {
  createOrganization,
  organizationOf,
  organizationsSeen,
  updateOrganization,
} from '../../domain/person/places.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { anyRole } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { NewOrganization, Organization, OrganizationChange } from './schema.ts';

export const organizations = [
  route({
    method: 'GET',
    path: '/v1/organizations',
    summary: 'Organizations of the account you act in and of its directory',
    description: 'By name.',
    policy: 'member',
    may: { own: anyRole },
    query: { ...paged },
    response: pageOf(Organization),
    handler: ({ query: { perPage, cursor }, read }) => {
      const [name, id] = placeOf(cursor, [z.string(), Id]) ?? [];
      const after = name !== undefined && id !== undefined ? { name, id } : undefined;
      return read(async (door) =>
        toPage(await organizationsSeen(door, after, perPage + 1), perPage, (place) => [place.name, place.id], present),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v1/organizations',
    summary: 'Make an organization',
    description: 'In the account you act in: in a directory it is shared by all accounts of that directory.',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    body: NewOrganization,
    response: Organization,
    status: 201,
    location: ({ id }) => `/v1/organizations/${id}`,
    handler: ({ body, write }) => write(async (door) => present(await createOrganization(door, body))),
  }),
  route({
    method: 'GET',
    path: '/v1/organizations/:id',
    summary: 'One organization',
    policy: 'member',
    may: { own: anyRole, directory: anyRole },
    params: { id: Id },
    response: Organization,
    handler: ({ params, read }) => read(async (door) => present(await organizationOf(door, params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/v1/organizations/:id',
    summary: 'Change an organization',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    params: { id: Id },
    body: OrganizationChange,
    response: Organization,
    handler: ({ params, body, write }) =>
      write(async (door) => present(await updateOrganization(door, params.id, body))),
  }),
];

function present(place: OrganizationRecord): z.input<typeof Organization> {
  return { id: place.id, accountId: place.accountId, name: place.name, parentId: place.parentId ?? null };
}
