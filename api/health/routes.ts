import { z } from 'zod';
import { isBelieved, migrationsOf, unsealedSince, untoldSince } from '../../domain/health.ts';
import { Problem } from '../../domain/problem.ts';
import { route } from '../route.ts';

const Live = z.object({ status: z.literal('live') });
const Ready = z.object({
  status: z.enum(['ready', 'queueing']).meta({
    description: '`queueing`: commands are taken, but what they bring about waits until Temporal or the queue is back.',
  }),
  audit: z.enum(['sealed', 'behind']).meta({
    description: '`behind`: audit entries have waited for their seal longer than a minute; no worker seals them.',
  }),
});

export const health = [
  route({
    method: 'GET',
    path: '/health/live',
    summary: 'Whether this process answers at all',
    policy: 'public',
    response: Live,
    handler: async () => ({ status: 'live' as const }),
  }),
  route({
    method: 'GET',
    path: '/health/ready',
    summary: 'Whether requests may be sent here',
    description:
      'The database answers, has the schema that this version needs and knows its secret. Temporal may be away.',
    policy: 'public',
    response: Ready,
    handler: async ({ parts }) => {
      if (parts.draining?.()) throw new Problem('unavailable', 'It is being stopped.');
      const done = await migrationsOf(parts.store);
      const missing = parts.migrations.filter((name) => !done.has(name));
      if (missing.length > 0) {
        throw new Problem('unavailable', `The database lacks ${missing.join(', ')}: run the migrations.`);
      }
      if (!(await isBelieved(parts.store))) {
        throw new Problem(
          'unavailable',
          'ACCORD_SECRET is not the one the database was brought up to date with: give it here as well, or run the migrations with this one.',
        );
      }
      const untold = isOlder(await untoldSince(parts.store), 30_000);
      const unsealed = isOlder(await unsealedSince(parts.store), 60_000);
      return {
        status: untold ? ('queueing' as const) : ('ready' as const),
        audit: unsealed ? ('behind' as const) : ('sealed' as const),
      };
    },
  }),
];

const isOlder = (at: Date | undefined, ms: number) => at !== undefined && Date.now() - at.getTime() > ms;
