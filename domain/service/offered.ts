import { Account } from '../account/account.entity.ts';
import type { AccountStub } from '../account/accounts.ts';
import { stubOf } from '../account/accounts.ts';
import { dayIn } from '../account/hours.ts';
import type { Door } from '../store.ts';
import { Trust, TrustOffering } from '../trust/trust.entity.ts';
import { demand } from '../viewer.ts';
import { Service, ServiceOffering } from './service.entity.ts';
import { seeingServices } from './services.ts';

/** A service as the account it is offered to sees it. */
export type OfferedService = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly provider: AccountStub;
  readonly offerings: readonly ServiceOffering[];
};

/** What other accounts offer to the one acted in: over trusts that stand, and valid today where it is offered. */
export async function offeredServices(door: Door): Promise<OfferedService[]> {
  demand(door.viewer, ...seeingServices);
  const { em, viewer, now } = door;
  const trusts = await em.find(Trust, { trustingId: viewer.accountId, status: 'accepted' });
  const extended = await em.find(TrustOffering, { trustId: { $in: trusts.map(({ id }) => id) } });
  const ids = [...new Set(extended.map(({ offeringId }) => offeringId))];
  const found = await em.find(ServiceOffering, { id: { $in: ids } }, { orderBy: { name: 'asc', id: 'asc' } });
  const valid = found.filter((offering) => offering.validOn(dayIn(offering.calendar, now)));
  const services = await em.find(
    Service,
    { id: { $in: [...new Set(valid.map(({ serviceId }) => serviceId))] } },
    { orderBy: { name: 'asc', id: 'asc' } },
  );
  const providers = await em.find(Account, { id: { $in: trusts.map(({ trustedId }) => trustedId) } });
  const byId = new Map(providers.map((account) => [account.id, account]));
  return services.map(({ id, name, description, accountId }) => ({
    id,
    name,
    description,
    provider: stubOf(byId.get(accountId) as Account),
    offerings: valid.filter(({ serviceId }) => serviceId === id),
  }));
}
