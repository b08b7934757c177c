import type { Door } from '../../domain/store.ts';
import { acceptInvitation, cancelInvitation, rejectInvitation } from '../../domain/trust/decide.ts';
import { extendOfferings, linkTeams } from '../../domain/trust/grant.ts';
import { invite } from '../../domain/trust/invite.ts';
import { revokeTrust } from '../../domain/trust/revoke.ts';
import { trustsSeen } from '../../domain/trust/seen.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { administrators } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentTrust, presentWithGrants } from './present.ts';
import { ExtendedOfferings, Invitation, LinkedTeams, Revocation, Trust, TrustWithGrants } from './schema.ts';

export const trusts = [
  route({
    method: 'GET',
    path: '/v1/trusts',
    summary: 'Trusts and invitations of the account you act in',
    description: 'The newest first, also those that have ended; for its administrators and auditors.',
    policy: 'member',
    may: { own: ['account_admin', 'auditor'] },
    query: { ...paged },
    response: pageOf(Trust),
    handler: ({ query: { perPage, cursor }, read }) => {
      const [before] = placeOf(cursor, [Id]) ?? [];
      return read(async (door) =>
        toPage(await trustsSeen(door, before, perPage + 1), perPage, ({ id }) => [id], presentTrust),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v1/trusts',
    summary: 'Invite another account by its handle',
    description:
      'The answer is the same whether or not there is such an account. At most a hundred invitations wait for an answer.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    body: Invitation,
    response: TrustWithGrants,
    status: 202,
    location: ({ id }) => `/v1/trusts/${id}`,
    handler: ({ body: { expiresAt, ...body }, write }) =>
      write(async (door) => {
        const until = expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) };
        return presentWithGrants(door, await invite(door, { ...body, ...until }));
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/trusts/:id',
    summary: 'One trust, and what is granted in it',
    policy: 'member',
    may: { trusting: ['account_admin', 'auditor'], trusted: ['account_admin', 'auditor'] },
    params: { id: Id },
    response: TrustWithGrants,
    handler: ({ params, read }) => read((door) => presentWithGrants(door, params.id)),
  }),
  decision(
    'acceptance',
    'Accept an invitation',
    'By the invited side. Nothing is granted by it yet.',
    acceptInvitation,
  ),
  decision('rejection', 'Reject an invitation', 'By the invited side.', rejectInvitation),
  decision('cancellation', 'Call off an invitation', 'By the side that sent it.', cancelInvitation),
  route({
    method: 'POST',
    path: '/v1/trusts/:id/revocation',
    summary: 'End a trust',
    description:
      'By either side, at once. Open tasks go back to the trusting account, whose processes halt there; the trusted one ' +
      'keeps what it had finished, read-only. A trust that has ended never stands again: invite anew.',
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    scope: 'admin',
    params: { id: Id },
    response: Revocation,
    versioned: true,
    handler: ({ params, version, write }) =>
      write(async (door) => {
        const returnedTasks = await revokeTrust(door, params.id, version);
        return { ...(await presentWithGrants(door, params.id)), returnedTasks };
      }),
  }),
  route({
    method: 'PUT',
    path: '/v1/trusts/:id/teams',
    summary: 'Say to which of your teams the trusting account may assign tasks',
    description: 'By the trusted side. The list replaces the one before; what was assigned already stays.',
    policy: 'member',
    may: { trusted: administrators },
    scope: 'admin',
    params: { id: Id },
    body: LinkedTeams,
    response: TrustWithGrants,
    versioned: true,
    handler: ({ params, body, version, write }) =>
      write(async (door) => {
        await linkTeams(door, params.id, body.teams, version);
        return presentWithGrants(door, params.id);
      }),
  }),
  route({
    method: 'PUT',
    path: '/v1/trusts/:id/offerings',
    summary: 'Say which of your offerings the trusting account may use',
    description: 'By the trusted side. The list replaces the one before.',
    policy: 'member',
    may: { trusted: administrators },
    scope: 'admin',
    params: { id: Id },
    body: ExtendedOfferings,
    response: TrustWithGrants,
    versioned: true,
    handler: ({ params, body, version, write }) =>
      write(async (door) => {
        await extendOfferings(door, params.id, body.offerings, version);
        return presentWithGrants(door, params.id);
      }),
  }),
];

function decision(
  noun: string,
  summary: string,
  description: string,
  decide: (door: Door, id: string, version?: number) => Promise<void>,
) {
  return route({
    method: 'POST',
    path: `/v1/trusts/:id/${noun}`,
    summary,
    description,
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    scope: 'admin',
    params: { id: Id },
    response: TrustWithGrants,
    versioned: true,
    handler: ({ params, version, write }) =>
      write(async (door) => {
        await decide(door, params.id, version);
        return presentWithGrants(door, params.id);
      }),
  });
}
