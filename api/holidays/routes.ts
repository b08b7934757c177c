import { z } from 'zod';
import { countriesKnown, publicHolidays } from '../../domain/account/holidays.ts';
import { route } from '../route.ts';
import { Country, Holiday, holidaysAsked } from './schema.ts';

const may = { own: ['account_admin', 'directory_admin', 'designer'] } as const;

export const holidays = [
  route({
    method: 'GET',
    path: '/v1/holidays',
    summary: 'The public holidays of a country or region',
    description:
      'In the country’s language, each day of several by itself; half days are none. To put them into a calendar, ' +
      'name them in its `holidaysOf`.',
    policy: 'member',
    may,
    query: holidaysAsked,
    response: z.object({ items: z.array(Holiday) }),
    handler: async ({ query, viewer }) => ({ items: await publicHolidays(viewer, query) }),
  }),
  route({
    method: 'GET',
    path: '/v1/holidays/countries',
    summary: 'The countries and regions whose public holidays are known',
    policy: 'member',
    may,
    response: z.object({ items: z.array(Country) }),
    handler: async ({ viewer }) => ({
      items: (await countriesKnown(viewer)).map((country) => ({ ...country, regions: [...country.regions] })),
    }),
  }),
];
