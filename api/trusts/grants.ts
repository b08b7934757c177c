import { grantCapability, withdrawCapability } from '../../domain/trust/capability.ts';
import { acceptOfferings, extendOfferings, linkTeams } from '../../domain/trust/grant.ts';
import { administrators } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentWithGrants } from './present.ts';
import {
  AcceptedOfferings,
  CapabilityName,
  ExtendedOfferings,
  GrantValue,
  LinkedTeams,
  TrustWithGrants,
} from './schema.ts';

/** What each side grants the other in a trust that stands. */
export const grants = [
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
  route({
    method: 'PUT',
    path: '/v1/trusts/:id/accepted-offerings',
    summary: 'Say which of the offerings extended to you your account uses',
    description:
      'By the trusting side. The list replaces the one before. Processes use what is accepted, and nothing else.',
    policy: 'member',
    may: { trusting: administrators },
    scope: 'admin',
    params: { id: Id },
    body: AcceptedOfferings,
    response: TrustWithGrants,
    versioned: true,
    handler: ({ params, body, version, write }) =>
      write(async (door) => {
        await acceptOfferings(door, params.id, body.offerings, version);
        return presentWithGrants(door, params.id);
      }),
  }),
  route({
    method: 'PUT',
    path: '/v1/trusts/:id/grants/:capability',
    summary: 'Grant the other side a capability',
    description:
      'By the side whose data it discloses or whose labour it spends. Granting it again replaces what was said with it.',
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    scope: 'admin',
    params: { id: Id, capability: CapabilityName },
    body: GrantValue,
    response: TrustWithGrants,
    versioned: true,
    handler: ({ params: { id, capability }, body: { level, roles }, version, write }) =>
      write(async (door) => {
        const value = { ...(level === undefined ? {} : { level }), ...(roles === undefined ? {} : { roles }) };
        await grantCapability(door, id, capability, value, version);
        return presentWithGrants(door, id);
      }),
  }),
  route({
    method: 'DELETE',
    path: '/v1/trusts/:id/grants/:capability',
    summary: 'Withdraw a capability',
    description:
      'What was disclosed is hidden with the next request; lent roles end; work that was handed over stays where it is.',
    policy: 'member',
    may: { trusting: administrators, trusted: administrators },
    scope: 'admin',
    params: { id: Id, capability: CapabilityName },
    response: TrustWithGrants,
    versioned: true,
    handler: ({ params: { id, capability }, version, write }) =>
      write(async (door) => {
        await withdrawCapability(door, id, capability, version);
        return presentWithGrants(door, id);
      }),
  }),
];
