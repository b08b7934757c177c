import { grantRole, rolesOf, withdrawRole } from '../../domain/person/roles.ts';
import type { Door } from '../../domain/store.ts';
import { administrators, anyRole } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentRoles } from './present.ts';
import { RoleName, Roles } from './schema.ts';

export const roles = [
  route({
    method: 'GET',
    path: '/v1/people/:id/roles',
    summary: 'A person’s roles in the account you act in',
    description: 'Your own, or anybody’s as account administrator or auditor.',
    policy: 'member',
    may: { own: ['account_admin', 'auditor'], directory: ['account_admin', 'auditor'], self: anyRole },
    params: { id: Id },
    response: Roles,
    handler: ({ params, read }) => read((door) => presented(door, params.id)),
  }),
  route({
    method: 'PUT',
    path: '/v1/people/:id/roles/:role',
    summary: 'Give a person a role in the account you act in',
    policy: 'member',
    may: { own: administrators, directory: administrators },
    scope: 'admin',
    params: { id: Id, role: RoleName },
    response: Roles,
    handler: ({ params, write }) =>
      write(async (door) => {
        await grantRole(door, params.id, params.role);
        await door.em.flush();
        return presented(door, params.id);
      }),
  }),
  route({
    method: 'DELETE',
    path: '/v1/people/:id/roles/:role',
    summary: 'Take a role from a person',
    description: 'From the next request on. Who does no work of the account any more leaves its teams.',
    policy: 'member',
    may: { own: administrators, directory: administrators },
    scope: 'admin',
    params: { id: Id, role: RoleName },
    response: Roles,
    handler: ({ params, write }) =>
      write(async (door) => {
        await withdrawRole(door, params.id, params.role);
        await door.em.flush();
        return presented(door, params.id);
      }),
  }),
];

async function presented(door: Door, personId: string) {
  return presentRoles(await rolesOf(door, personId));
}
