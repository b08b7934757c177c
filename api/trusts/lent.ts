import { z } from 'zod';
import type { Door } from '../../domain/store.ts';
import { lendable } from '../../domain/trust/capabilities.ts';
import { lendRole, lentRoles, takeBackRole } from '../../domain/trust/lend.ts';
import { administrators } from '../policy.ts';
import { route } from '../route.ts';
import { AccountName, Id, Instant, Named } from '../values.ts';

const LentRoles = z
  .object({
    items: z.array(
      z.object({
        account: AccountName.meta({ description: 'In which the role counts.' }),
        person: Named,
        role: z.enum(lendable),
        grantedAt: Instant,
      }),
    ),
  })
  .meta({ id: 'LentRoles' });
const params = { id: Id, person: Id, role: z.enum(lendable) };

export const lent = [
  route({
    method: 'GET',
    path: '/v1/trusts/:id/lent-roles',
    summary: 'Who has roles of the other side',
    description: 'People of either side with roles in the other; for administrators and auditors of both.',
    policy: 'member',
    may: { trusting: ['account_admin', 'auditor'], trusted: ['account_admin', 'auditor'] },
    params: { id: Id },
    response: LentRoles,
    handler: ({ params: { id }, read }) => read((door) => presented(door, id)),
  }),
  route({
    method: 'PUT',
    path: '/v1/trusts/:id/lent-roles/:person/:role',
    summary: 'Give one of your own people a role of the other side',
    description: 'As far as that side grants "roles". It ends with the grant and with the trust.',
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    scope: 'admin',
    params,
    response: LentRoles,
    handler: ({ params: { id, person, role }, write }) =>
      write(async (door) => {
        await lendRole(door, id, person, role);
        return presented(door, id);
      }),
  }),
  route({
    method: 'DELETE',
    path: '/v1/trusts/:id/lent-roles/:person/:role',
    summary: 'Take it back',
    description: 'By either side, at once.',
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    scope: 'admin',
    params,
    response: LentRoles,
    handler: ({ params: { id, person, role }, write }) =>
      write(async (door) => {
        await takeBackRole(door, id, person, role);
        return presented(door, id);
      }),
  }),
];

async function presented(door: Door, id: string): Promise<z.input<typeof LentRoles>> {
  const items = await lentRoles(door, id);
  return {
    items: items.map(({ account, person, role, grantedAt }) => ({
      account: { ...account },
      person: { ...person },
      role,
      grantedAt: grantedAt.toISOString(),
    })),
  };
}
