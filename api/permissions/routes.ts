import { z } from 'zod';
import { type Permission as Entry, permissionsSeen } from '../../domain/person/permissions.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { RoleName } from '../people/schema.ts';
import { route } from '../route.ts';
import { Id, Instant, instantOrNull, Named } from '../values.ts';

const Permission = z
  .object({
    id: Id,
    person: Named,
    role: RoleName,
    givenAt: Instant,
    givenBy: z
      .object({ person: z.string().nullable(), account: z.string().nullable() })
      .meta({ description: 'Names; both null where an operator or Accord itself gave it.' }),
    trustId: Id.nullable().meta({ description: 'Over which the role is lent.' }),
    withdrawnAt: Instant.nullable(),
    withdrawnBy: z.string().nullable(),
  })
  .meta({ id: 'Permission' });

export const permissions = [
  route({
    method: 'GET',
    path: '/v1/permissions',
    summary: 'Who had which role, from when to when',
    description:
      'In the account you act in; the newest first, those withdrawn included. It is never changed. For account ' +
      'administrators and auditors.',
    policy: 'member',
    may: { own: ['account_admin', 'auditor'] },
    query: { ...paged, person: Id.optional() },
    response: pageOf(Permission),
    handler: ({ query: { perPage, cursor, person }, read }) => {
      const [before] = placeOf(cursor, [Id]) ?? [];
      return read(async (door) =>
        toPage(await permissionsSeen(door, person, before, perPage + 1), perPage, ({ id }) => [id], present),
      );
    },
  }),
];

function present({ person, givenAt, givenBy, withdrawnAt, ...entry }: Entry): z.input<typeof Permission> {
  return {
    ...entry,
    person: { ...person },
    givenAt: givenAt.toISOString(),
    givenBy: { ...givenBy },
    withdrawnAt: instantOrNull(withdrawnAt),
  };
}
