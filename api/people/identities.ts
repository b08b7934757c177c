import { z } from 'zod';
import { identitiesOf, unlink } from '../../domain/access/identities.ts';
import type { Identity as IdentityRecord } from '../../domain/access/identity.entity.ts';
import { route } from '../route.ts';
import { Id, Instant } from '../values.ts';

const Identity = z
  .object({
    id: Id,
    issuer: z.string(),
    subject: z.string().meta({ description: 'What the provider knows the person by.' }),
    linkedAt: Instant,
  })
  .meta({ id: 'Identity' });
const Identities = z.object({ items: z.array(Identity) });

export const identities = [
  route({
    method: 'GET',
    path: '/v1/people/:id/identities',
    summary: 'Who a person is at OpenID providers',
    description: 'By an administrator of the person’s home.',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    params: { id: Id },
    response: Identities,
    handler: ({ params, read }) => read(async (door) => presentIdentities(await identitiesOf(door, params.id))),
  }),
  route({
    method: 'DELETE',
    path: '/v1/people/:id/identities/:identity',
    summary: 'Unlink a person from an OpenID provider',
    description: `The next to come from there with the person’s verified address is linked instead. Sessions go on:
disable the person to end them.`,
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    params: { id: Id, identity: Id },
    response: Identities,
    handler: ({ params, write }) =>
      write(async (door) => {
        await unlink(door, params.id, params.identity);
        await door.em.flush();
        return presentIdentities(await identitiesOf(door, params.id));
      }),
  }),
];

function presentIdentities(found: readonly IdentityRecord[]): z.input<typeof Identities> {
  const items = found.map(({ id, issuer, subject, linkedAt }) => ({
    id,
    issuer,
    subject,
    linkedAt: linkedAt.toISOString(),
  }));
  return { items };
}
