import { z } from 'zod';
import { offeredServices } from '../../domain/service/offered.ts';
import { offeringsOf } from '../../domain/service/offerings.ts';
import { createService, ownServices, serviceOf, updateService } from '../../domain/service/services.ts';
import { presentOffering } from '../offerings/present.ts';
import { Offering } from '../offerings/schema.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { administrators, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentOfferedService, presentService } from './present.ts';
import { NewService, OfferedService, Service, ServiceChange } from './schema.ts';

export const services = [
  route({
    method: 'GET',
    path: '/v1/services',
    summary: 'Services of the account you act in',
    description: 'By name; for who does its work.',
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    query: { ...paged },
    response: pageOf(Service),
    handler: ({ query: { perPage, cursor }, read }) => {
      const [name] = placeOf(cursor, [z.string()]) ?? [];
      const after = name === undefined ? undefined : { name };
      return read(async (door) =>
        toPage(await ownServices(door, after, perPage + 1), perPage, (service) => [service.name], presentService),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v1/services',
    summary: 'Set up a service',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    body: NewService,
    response: Service,
    status: 201,
    location: ({ id }) => `/v1/services/${id}`,
    handler: ({ body, write }) => write(async (door) => presentService(await createService(door, body))),
  }),
  route({
    method: 'GET',
    path: '/v1/services/:id',
    summary: 'One of your own services',
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    params: { id: Id },
    response: Service,
    handler: ({ params, read }) => read(async (door) => presentService(await serviceOf(door, params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/v1/services/:id',
    summary: 'Change a service',
    description: 'Another team gets the tasks of processes started from now on.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: { id: Id },
    body: ServiceChange,
    response: Service,
    handler: ({ params, body, write }) =>
      write(async (door) => presentService(await updateService(door, params.id, body))),
  }),
  route({
    method: 'GET',
    path: '/v1/services/:id/offerings',
    summary: 'What one of your own services offers',
    description: 'Also what has ended.',
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    params: { id: Id },
    response: z.object({ items: z.array(Offering) }),
    handler: ({ params, read }) =>
      read(async (door) => ({ items: (await offeringsOf(door, params.id)).map(presentOffering) })),
  }),
  route({
    method: 'GET',
    path: '/v1/offered-services',
    summary: 'What other accounts offer to the one you act in',
    description: 'Over trusts that stand, and valid today.',
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    response: z.object({ items: z.array(OfferedService) }),
    handler: ({ read }) =>
      read(async (door) => ({
        items: (await offeredServices(door)).map(presentOfferedService),
      })),
  }),
];
