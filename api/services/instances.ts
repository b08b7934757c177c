import { z } from 'zod';
import { createInstance, instanceOf, instancesOf, updateInstance } from '../../domain/service/instances.ts';
import { administrators, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentInstance } from './present.ts';
import { InstanceChange, NewInstance, ServiceInstance } from './schema.ts';

/** Where a service is run: one of several teams that do the same for different customers. */
export const instances = [
  route({
    method: 'GET',
    path: '/v1/services/:id/instances',
    summary: 'Instances of one of your own services',
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    params: { id: Id },
    response: z.object({ items: z.array(ServiceInstance) }),
    handler: ({ params, read }) =>
      read(async (door) => ({ items: (await instancesOf(door, params.id)).map(presentInstance) })),
  }),
  route({
    method: 'POST',
    path: '/v1/services/:id/instances',
    summary: 'Set up an instance of a service',
    description: 'Its team gets the tasks of the customers whose agreements name it.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: { id: Id },
    body: NewInstance,
    response: ServiceInstance,
    status: 201,
    location: ({ id }) => `/v1/service-instances/${id}`,
    handler: ({ params, body, write }) =>
      write(async (door) => presentInstance(await createInstance(door, params.id, body))),
  }),
  route({
    method: 'GET',
    path: '/v1/service-instances/:id',
    summary: 'One instance of a service',
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    params: { id: Id },
    response: ServiceInstance,
    handler: ({ params, read }) => read(async (door) => presentInstance(await instanceOf(door, params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/v1/service-instances/:id',
    summary: 'Change an instance of a service',
    description: 'Another team gets the tasks assigned from now on.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: { id: Id },
    body: InstanceChange,
    response: ServiceInstance,
    handler: ({ params, body, write }) =>
      write(async (door) => presentInstance(await updateInstance(door, params.id, body))),
  }),
];
