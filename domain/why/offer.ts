import { ownAccount } from '../account/accounts.ts';
import { NotFound } from '../problem.ts';
import { mustBePublished, seeingTemplates } from '../process/templates.ts';
import { offeredServices } from '../service/offered.ts';
import { offeringOf } from '../service/offerings.ts';
import { readsServices, seeingServices, serviceOf } from '../service/services.ts';
import type { Door } from '../store.ts';
import { seeingTrusts, trustOf } from '../trust/seen.ts';
import { Trust, TrustOffering } from '../trust/trust.entity.ts';
import { type Grounds, over } from './ground.ts';

/** @throws NotFound when it is not there or not the viewer's to see; so do all that follow */
export async function groundsOfTrust(door: Door, id: string): Promise<Grounds> {
  const { invitedAt } = await trustOf(door, id);
  return { noun: 'trust', grounds: [{ because: 'role', roles: seeingTrusts, since: invitedAt }] };
}

export async function groundsOfService(door: Door, id: string): Promise<Grounds> {
  await serviceOf(door, id);
  return { noun: 'service', grounds: [{ because: 'role', roles: seeingServices, since: null }] };
}

export async function groundsOfOffering(door: Door, id: string): Promise<Grounds> {
  await offeringOf(door, id);
  return { noun: 'offering', grounds: [{ because: 'role', roles: seeingServices, since: null }] };
}

export async function groundsOfTemplate(door: Door, name: string): Promise<Grounds> {
  const { publishedAt } = await mustBePublished(door, name);
  return { noun: 'template', grounds: [{ because: 'role', roles: seeingTemplates, since: publishedAt }] };
}

/** A service of another account, by what it offers to the own one. */
export async function groundsOfOfferedService(door: Door, id: string): Promise<Grounds> {
  const service = readsServices(door) && (await offeredServices(door)).find((offered) => offered.id === id);
  if (!service) throw new NotFound('service');
  const { em, viewer } = door;
  const extended = await em.find(TrustOffering, {
    offeringId: { $in: service.offerings.map((offering) => offering.id) },
  });
  const trusts = await em.find(Trust, {
    id: { $in: extended.map(({ trustId }) => trustId) },
    trustingId: viewer.accountId,
    status: 'accepted',
  });
  const how = `${service.provider.name} offers it to ${(await ownAccount(door)).name}`;
  return {
    noun: 'service',
    grounds: trusts.map((trust) => ({
      ...over(trust, service.provider),
      since: offeredSince(extended, trust.id),
      roles: seeingServices,
      capability: 'offer' as const,
      how,
    })),
  };
}

/** Of several offerings, since the first. */
function offeredSince(extended: readonly TrustOffering[], trustId: string): Date | null {
  const times = extended.flatMap((one) => (one.trustId === trustId ? [one.offeredAt] : []));
  return times.sort((one, other) => one.getTime() - other.getTime())[0] ?? null;
}
