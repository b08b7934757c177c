import type { z } from 'zod';
import type { Door } from '../../domain/store.ts';
import { type Grants, grantsOf } from '../../domain/trust/grant.ts';
import { type SeenTrust, trustOf } from '../../domain/trust/seen.ts';
import { instantOrNull } from '../values.ts';
import type { Trust, TrustWithGrants } from './schema.ts';

export function presentTrust(trust: SeenTrust): z.input<typeof Trust> {
  const { id, status, side, invitedByUs, account, message, invitedAt, expiresAt, decidedAt, endedAt, version } = trust;
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
    version,
  };
}

/** The trust as it is by now in this transaction, with what is granted in it. */
export async function presentWithGrants(door: Door, id: string): Promise<z.input<typeof TrustWithGrants>> {
  await door.em.flush();
  return { ...presentTrust(await trustOf(door, id)), ...presentGrants(await grantsOf(door, id)) };
}

function presentGrants({ teams, offerings }: Grants) {
  return {
    teams: teams.map(({ id, name }) => ({ id, name })),
    offerings: offerings.map(({ offering, service }) => ({
      id: offering.id,
      name: offering.name,
      service: { id: service.id, name: service.name },
    })),
  };
}
