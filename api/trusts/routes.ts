import type { Door } from '../../domain/store.ts';
import { acceptInvitation, cancelInvitation, rejectInvitation } from '../../domain/trust/decide.ts';
import { foreseeEnd } from '../../domain/trust/foresee.ts';
import { invite } from '../../domain/trust/invite.ts';
import { revokeTrust } from '../../domain/trust/revoke.ts';
import { trustsSeen } from '../../domain/trust/seen.ts';
import { resumeTrust, suspendTrust } from '../../domain/trust/suspend.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { administrators } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { grants } from './grants.ts';
import { lent } from './lent.ts';
import { presentForeseen, presentTrust, presentWithGrants } from './present.ts';
import { Foreseen, Invitation, Revocation, Trust, TrustWithGrants } from './schema.ts';

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
  decision(
    'suspension',
    'Suspend a trust',
    'By either side, at once. The other side’s people see only what they had finished, and nothing new is assigned. Nothing goes back.',
    suspendTrust,
  ),
  decision(
    'suspension',
    'Let a trust go on',
    'By the side that suspended it. Everything is as it was, and what waited for it goes on.',
    resumeTrust,
    'DELETE',
  ),
  route({
    method: 'GET',
    path: '/v1/trusts/:id/revocation',
    summary: 'What ending a trust would come to',
    description: 'What is open, who would lose sight of what, and what may be chosen. Nothing is done.',
    policy: 'member',
    may: { trusting: ['account_admin', 'auditor'], trusted: ['account_admin', 'auditor'] },
    params: { id: Id },
    response: Foreseen,
    handler: ({ params, read }) => read(async (door) => presentForeseen(await foreseeEnd(door, params.id))),
  }),
  route({
    method: 'POST',
    path: '/v1/trusts/:id/revocation',
    summary: 'End a trust',
    description:
      'By either side, at once: the trusted one keeps what it had finished, read-only, and sees nothing else. Open tasks are ' +
      'given back after that, little by little: `end` tells how far that has come. A trust that has ended never stands ' +
      'again: invite anew.',
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    scope: 'admin',
    params: { id: Id },
    body: Revocation,
    response: TrustWithGrants,
    versioned: true,
    handler: ({ params, body: { how, until }, version, write }) =>
      write(async (door) => {
        await revokeTrust(door, params.id, { how, until: until === undefined ? undefined : new Date(until) }, version);
        return presentWithGrants(door, params.id);
      }),
  }),
  ...grants,
  ...lent,
];

function decision(
  noun: string,
  summary: string,
  description: string,
  decide: (door: Door, id: string, version?: number) => Promise<void>,
  method: 'POST' | 'DELETE' = 'POST',
) {
  return route({
    method,
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
