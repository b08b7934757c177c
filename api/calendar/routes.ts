import { z } from 'zod';
import { calendarBetween } from '../../domain/account/calendar.ts';
import { anyRole } from '../policy.ts';
import { route } from '../route.ts';
import { Id, Instant } from '../values.ts';

const CalendarPage = z
  .object({
    zone: z.string(),
    hours: z
      .array(z.object({ from: Instant, to: Instant }))
      .meta({ description: 'When the account you act in works.' }),
    dates: z
      .array(z.object({ taskId: Id, title: z.string(), what: z.enum(['target', 'due']), at: Instant }))
      .meta({ description: '`target`: what was promised; `due`: when the process needs it.' }),
  })
  .meta({ id: 'CalendarPage' });

export const calendar = [
  route({
    method: 'GET',
    path: '/v1/calendar',
    summary: 'Working hours, and the dates of what you have taken or are asked',
    description: 'In the account you act in, for a year at most.',
    policy: 'member',
    may: { own: anyRole },
    query: { from: Instant, to: Instant },
    response: CalendarPage,
    handler: ({ query, read }) =>
      read(async (door) => {
        const { zone, hours, dates } = await calendarBetween(door, new Date(query.from), new Date(query.to));
        return {
          zone,
          hours: hours.map(({ from, to }) => ({ from, to })),
          dates: dates.map(({ at, ...date }) => ({ ...date, at: at.toISOString() })),
        };
      }),
  }),
];
