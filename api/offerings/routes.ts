import { withHolidays } from '../../domain/account/holidays.ts';
import { createOffering, endOffering, offeringOf, updateOffering } from '../../domain/service/offerings.ts';
import { administrators, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentOffering } from './present.ts';
import { Expiry, NewOffering, Offering, OfferingChange } from './schema.ts';

export const offerings = [
  route({
    method: 'POST',
    path: '/v1/offerings',
    summary: 'Offer something on one of your services',
    description: 'Other accounts may use it once it is extended to them: PUT /v1/trusts/:id/offerings.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    body: NewOffering,
    response: Offering,
    status: 201,
    location: ({ id }) => `/v1/offerings/${id}`,
    handler: async ({ body, write }) => {
      const offer = await withHolidays(body);
      return write(async (door) => presentOffering(await createOffering(door, offer)));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/offerings/:id',
    summary: 'One of your own offerings',
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    params: { id: Id },
    response: Offering,
    handler: ({ params, read }) => read(async (door) => presentOffering(await offeringOf(door, params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/v1/offerings/:id',
    summary: 'Promise something else, or in other hours',
    description:
      'Targets, and who is told of them, for tasks assigned from now on. New hours also for what is under way: its clocks are counted anew.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: { id: Id },
    body: OfferingChange,
    response: Offering,
    handler: async ({ params, body, write }) => {
      const change = await withHolidays(body);
      return write(async (door) => presentOffering(await updateOffering(door, params.id, change)));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/offerings/:id/expiry',
    summary: 'End an offering',
    description: 'Tasks assigned by its last day are still done.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: { id: Id },
    body: Expiry,
    response: Offering,
    handler: ({ params, body, write }) =>
      write(async (door) => presentOffering(await endOffering(door, params.id, body.endsOn))),
  }),
];
