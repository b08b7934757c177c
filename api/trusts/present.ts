import type { z } from 'zod';
import type { Door } from '../../domain/store.ts';
import type { Foreseen } from '../../domain/trust/foresee.ts';
import { type Grants, grantsOf } from '../../domain/trust/grant.ts';
import { type SeenTrust, trustOf } from '../../domain/trust/seen.ts';
import { instantOrNull } from '../values.ts';
import type { Foreseen as ForeseenRevocation, Trust, TrustWithGrants } from './schema.ts';

export function presentTrust(trust: SeenTrust): z.input<typeof Trust> {
  const { id, status, side, invitedByUs, account, message, invitedAt, expiresAt, decidedAt, endedAt, version, end } =
    trust;
  return {
    id,
    status,
    side,
    invitedByUs,
    account: { ...account },
    message,
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    decidedAt: instantOrNull(decidedAt),
    endedAt: instantOrNull(endedAt),
    suspendedByUs: instantOrNull(trust.suspendedByUs),
    suspendedByThem: instantOrNull(trust.suspendedByThem),
    end: end && { ...end, until: instantOrNull(end.until) },
    version,
  };
}

/** The trust as it is by now in this transaction, with what is granted in it. */
export async function presentWithGrants(door: Door, id: string): Promise<z.input<typeof TrustWithGrants>> {
  await door.em.flush();
  return { ...presentTrust(await trustOf(door, id)), ...presentGrants(door, await grantsOf(door, id)) };
}

function presentGrants({ viewer }: Door, { teams, offerings, capabilities }: Grants) {
  return {
    teams: teams.map(({ id, name }) => ({ id, name })),
    offerings: offerings.map(({ offering, service, acceptedAt }) => ({
      id: offering.id,
      name: offering.name,
      service: { id: service.id, name: service.name },
      acceptedAt: instantOrNull(acceptedAt),
    })),
    grants: capabilities.map(({ capability, accountId, value: { level, roles }, grantedAt }) => ({
      capability,
      by: accountId === viewer.accountId ? ('us' as const) : ('them' as const),
      ...(level === undefined ? {} : { level }),
      ...(roles === undefined ? {} : { roles: [...roles] }),
      grantedAt: grantedAt.toISOString(),
    })),
  };
}

export function presentForeseen({ tasks, teams, choices, ...rest }: Foreseen): z.input<typeof ForeseenRevocation> {
  return {
    ...rest,
    tasks: tasks.map((one) => ({ ...one })),
    teams: teams.map((one) => ({ ...one })),
    choices: [...choices],
  };
}
