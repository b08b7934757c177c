import { z } from 'zod';
import { takeWelcome, welcome } from '../../domain/access/welcome.ts';
import { type Stay as StayRecord, stayEndings } from '../../domain/person/person.entity.ts';
import { setStay, stayOf } from '../../domain/person/stays.ts';
import { anyRole } from '../policy.ts';
import { route } from '../route.ts';
import { Id, Instant, instantOrNull, PlainDate, Version } from '../values.ts';

const dates = {
  startsOn: PlainDate.nullable().meta({
    description: 'First day; until then the person sees what is asked of him only.',
  }),
  endsOn: PlainDate.nullable().meta({ description: 'Last day; when it ends, so does everything he may do.' }),
  endsWith: z
    .enum(stayEndings)
    .meta({ description: 'Midnight at the end of that day, or the end of its working hours.' }),
};
const Stay = z
  .object({ ...dates, startsAt: Instant.nullable(), endsAt: Instant.nullable(), version: Version })
  .meta({ id: 'Stay' });

/** From when to when somebody belongs here, and how he gets in at first. */
export const stays = [
  route({
    method: 'GET',
    path: '/v1/people/:id/stay',
    summary: 'From when to when a person belongs here',
    description:
      'Your own, or anybody’s as administrator of the person’s home. The days are those of his site, else of his home.',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'], self: anyRole },
    params: { id: Id },
    response: Stay,
    handler: ({ params, read }) => read(async (door) => present(await stayOf(door, params.id))),
  }),
  route({
    method: 'PUT',
    path: '/v1/people/:id/stay',
    summary: 'Say when a person comes and goes',
    description: 'By an administrator of the person’s home, and not for himself.',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    params: { id: Id },
    body: z.object({
      startsOn: dates.startsOn.default(null),
      endsOn: dates.endsOn.default(null),
      endsWith: dates.endsWith.default('day'),
    }),
    response: Stay,
    versioned: true,
    handler: ({ params, body, version, write }) =>
      write(async (door) => present(await setStay(door, params.id, body, version))),
  }),
  route({
    method: 'POST',
    path: '/v1/people/:id/welcome',
    summary: 'Let a person set his password, once',
    description:
      'By an administrator of the person’s home. The secret is shown this once; hand it over. It lasts two weeks.',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    unrepeatable: true,
    params: { id: Id },
    response: z.object({ secret: z.string(), expiresAt: Instant }),
    status: 201,
    handler: ({ params, write }) =>
      write(async (door) => {
        const { secret, expiresAt } = await welcome(door, params.id);
        return { secret, expiresAt: expiresAt.toISOString() };
      }),
  }),
  route({
    method: 'POST',
    path: '/v1/welcome',
    summary: 'Set a password with what an administrator handed over',
    description: 'Once; then sign in with it. Sessions begun with an older password end.',
    policy: 'public',
    body: z.object({
      secret: z.string().min(1).max(100),
      password: z.string().min(12, { error: 'must have at least 12 characters' }).max(1000),
    }),
    handler: async ({ body: { secret, password }, parts, http }) => {
      await parts.signIns.attempt(http.ip, `welcome ${secret}`, () => takeWelcome(parts.store, secret, password));
    },
  }),
];

function present({ startsOn, endsOn, endsWith, startsAt, endsAt, version }: StayRecord): z.input<typeof Stay> {
  return {
    startsOn: startsOn ?? null,
    endsOn: endsOn ?? null,
    endsWith,
    startsAt: instantOrNull(startsAt),
    endsAt: instantOrNull(endsAt),
    version,
  };
}
