import { LockMode } from '@mikro-orm/postgresql';
import { NotFound } from '../problem.ts';
import { Service, ServiceInstance, ServiceOffering } from '../service/service.entity.ts';
import type { Door } from '../store.ts';
import { mustBe } from '../task/seen.ts';
import { counterparts } from '../trust/seen.ts';
import { demand, hasAny, seeingWork, type Viewer } from '../viewer.ts';
import { Agreement, AgreementCover, type AgreementStatus } from './agreement.entity.ts';

/** An agreement as one of its parties reads it. */
export type SeenAgreement = {
  readonly agreement: Agreement;
  readonly status: AgreementStatus;
  /** What the account acted in is: both, where it agrees with itself. */
  readonly side: 'provider' | 'customer' | 'both';
  /** The other party, absent where there is none; a name only while there is something between the two. */
  readonly other: { readonly handle: string; readonly name: string | null } | undefined;
  /** What is promised; absent once the trust by which it was offered has ended. */
  readonly offering: ServiceOffering | undefined;
  readonly service: Service | undefined;
  readonly instance: ServiceInstance | undefined;
  /** For the customer: whom it covers. */
  readonly covers: readonly AgreementCover[];
};

export type AgreementFilter = { readonly before?: string | undefined; readonly side?: 'provider' | 'customer' };

/** Those of the account acted in, the newest first. `before`: older than this one. */
export async function agreementsSeen(
  door: Door,
  { before, side }: AgreementFilter,
  most: number,
): Promise<SeenAgreement[]> {
  demand(door.viewer, ...seeingWork);
  const found = await door.em.find(
    Agreement,
    { ...(before ? { id: { $lt: before } } : {}), ...partiesOf(door.viewer, side) },
    { orderBy: { id: 'desc' }, limit: most },
  );
  return look(door, found);
}

/** @throws NotFound when there is none or it is not the viewer's to see */
export async function agreementOf(door: Door, id: string): Promise<SeenAgreement> {
  return lookAt(door, await found(door, id, false));
}

/** The agreement under a lock, for an administrator of one of its parties. */
export async function agreementToChange(door: Door, id: string, version?: number): Promise<Agreement> {
  const agreement = await found(door, id, true);
  demand(door.viewer, 'account_admin');
  mustBe(version, agreement.version);
  return agreement;
}

export async function lookAt(door: Door, agreement: Agreement): Promise<SeenAgreement> {
  return (await look(door, [agreement]))[0] as SeenAgreement;
}

async function found({ em, viewer }: Door, id: string, lock: boolean): Promise<Agreement> {
  const options = lock ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {};
  const seen = viewer.personId === null || hasAny(viewer, seeingWork);
  const agreement = seen && (await em.findOne(Agreement, { id, ...partiesOf(viewer) }, options));
  if (!agreement) throw new NotFound('agreement');
  return agreement;
}

function partiesOf({ accountId }: Viewer, side?: AgreementFilter['side']) {
  if (side) return side === 'provider' ? { providerId: accountId } : { customerId: accountId };
  return { $or: [{ providerId: accountId }, { customerId: accountId }] };
}

async function look(door: Door, agreements: readonly Agreement[]): Promise<SeenAgreement[]> {
  const { em, viewer, now } = door;
  const ids = agreements.map(({ id }) => id);
  const others = await counterparts(door);
  const offerings = await byId(em.find(ServiceOffering, { id: { $in: agreements.map((one) => one.offeringId) } }));
  const services = await byId(em.find(Service, { id: { $in: [...offerings.values()].map((one) => one.serviceId) } }));
  const instances = await byId(
    em.find(ServiceInstance, { id: { $in: agreements.flatMap(({ instanceId }) => instanceId ?? []) } }),
  );
  const covers = await em.find(AgreementCover, { agreementId: { $in: ids } }, { orderBy: { kind: 'asc' } });
  return agreements.map((agreement) => {
    const { id, providerId, customerId, offeringId, instanceId } = agreement;
    const side = providerId === customerId ? 'both' : providerId === viewer.accountId ? 'provider' : 'customer';
    const offering = offerings.get(offeringId);
    return {
      agreement,
      status: agreement.statusAt(now),
      side,
      other: others.get(side === 'provider' ? customerId : providerId),
      offering,
      service: offering && services.get(offering.serviceId),
      instance: instances.get(instanceId ?? ''),
      covers: covers.filter(({ agreementId }) => agreementId === id),
    };
  });
}

async function byId<T extends { readonly id: string }>(rows: Promise<readonly T[]>): Promise<ReadonlyMap<string, T>> {
  return new Map((await rows).map((row) => [row.id, row]));
}
