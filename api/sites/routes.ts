import { z } from 'zod';
import type { Site as SiteRecord } from '../../domain/person/person.entity.ts';
import { createSite, siteOf, sitesSeen, updateSite } from '../../domain/person/places.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { anyRole } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { NewSite, Site, SiteChange } from './schema.ts';

export const sites = [
  route({
    method: 'GET',
    path: '/v1/sites',
    summary: 'Sites of the account you act in and of its directory',
    description: 'By name.',
    policy: 'member',
    may: { own: anyRole },
    query: { ...paged },
    response: pageOf(Site),
    handler: ({ query: { perPage, cursor }, read }) => {
      const [name, id] = placeOf(cursor, [z.string(), Id]) ?? [];
      const after = name !== undefined && id !== undefined ? { name, id } : undefined;
      return read(async (door) =>
        toPage(await sitesSeen(door, after, perPage + 1), perPage, (place) => [place.name, place.id], present),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v1/sites',
    summary: 'Make a site',
    description: 'In the account you act in: in a directory it is shared by all accounts of that directory.',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    body: NewSite,
    response: Site,
    status: 201,
    location: ({ id }) => `/v1/sites/${id}`,
    handler: ({ body, write }) => write(async (door) => present(await createSite(door, body))),
  }),
  route({
    method: 'GET',
    path: '/v1/sites/:id',
    summary: 'One site',
    policy: 'member',
    may: { own: anyRole, directory: anyRole },
    params: { id: Id },
    response: Site,
    handler: ({ params, read }) => read(async (door) => present(await siteOf(door, params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/v1/sites/:id',
    summary: 'Change a site',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    params: { id: Id },
    body: SiteChange,
    response: Site,
    handler: ({ params, body, write }) => write(async (door) => present(await updateSite(door, params.id, body))),
  }),
];

function present(place: SiteRecord): z.input<typeof Site> {
  const { id, accountId, name, address, zone } = place;
  return { id, accountId, name, address, zone: zone ?? null };
}
