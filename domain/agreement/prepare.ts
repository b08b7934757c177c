import type { Calendar, PlainDate } from '../../plan/plan.ts';
import { dayMs, fromLocal, toDay } from '../../plan/zone.ts';
import { dayIn } from '../account/hours.ts';
import { newId } from '../id.ts';
import { type Detail, Invalid, Refused } from '../problem.ts';
import { ServiceInstance, ServiceOffering } from '../service/service.entity.ts';
import { type Door, record } from '../store.ts';
import { Trust, TrustOffering } from '../trust/trust.entity.ts';
import { demand } from '../viewer.ts';
import { Agreement } from './agreement.entity.ts';
import { agreementToChange } from './seen.ts';

export type NewAgreement = {
  readonly name: string;
  /** With whom: the trust in which the customer trusts the account acted in. Null: with itself, as for its own work. */
  readonly trustId: string | null;
  readonly offeringId: string;
  /** Which of the service's teams serves this customer; by default the service's own. */
  readonly instanceId?: string | null | undefined;
  readonly startsOn: PlainDate;
  /** Its last day. */
  readonly endsOn?: PlainDate | null | undefined;
};

/**
 * By the provider. It waits for its customer to accept it; until then the offering holds as it stands, or not at all. What an
 * account agrees with itself needs nobody else.
 */
export async function prepareAgreement(door: Door, terms: NewAgreement): Promise<Agreement> {
  const { em, viewer, now } = door;
  demand(viewer, 'account_admin');
  const offering = await offeringToName(door, terms.offeringId);
  const trust = terms.trustId === null ? undefined : await trustToName(door, terms.trustId);
  if (trust) await demandExtended(door, trust, offering);
  const instanceId = await instanceToName(door, offering, terms.instanceId ?? null);
  const agreement = em.create(Agreement, {
    id: newId(),
    name: terms.name,
    providerId: viewer.accountId,
    customerId: trust?.trustingId ?? viewer.accountId,
    trustId: trust?.id ?? null,
    offeringId: offering.id,
    instanceId,
    ...periodOf(door, offering, terms.startsOn, terms.endsOn ?? null),
    preparedAt: now,
    acceptedAt: trust ? null : now,
  });
  const { name, startsOn, endsOn = null } = terms;
  note(door, agreement, 'prepared', { name, offering: offering.id, startsOn, endsOn, instance: instanceId });
  return agreement;
}

export type AgreementChange = {
  readonly name?: string | undefined;
  readonly startsOn?: PlainDate | undefined;
  readonly endsOn?: PlainDate | null | undefined;
  readonly instanceId?: string | null | undefined;
};

/** By the provider: all of it until it is accepted, from then on which of its teams serves the customer. */
export async function changeAgreement(
  door: Door,
  id: string,
  { name, startsOn, endsOn, instanceId }: AgreementChange,
  version?: number,
): Promise<Agreement> {
  const agreement = await agreementToChange(door, id, version);
  demandParty(door, agreement, 'provider');
  const agreed = agreement.statusAt(door.now) !== 'being_prepared' && agreement.trustId !== null;
  if (agreed && [name, startsOn, endsOn].some((one) => one !== undefined))
    throw new Refused('What was agreed stays as it is: end this agreement, and prepare another.');
  const offering = await offeringToName(door, agreement.offeringId);
  if (name !== undefined) agreement.name = name;
  if (instanceId !== undefined) agreement.instanceId = await instanceToName(door, offering, instanceId);
  if (startsOn !== undefined || endsOn !== undefined) {
    const first = startsOn ?? dayIn(offering.calendar, agreement.startsAt);
    const last = agreement.endsAt ? dayIn(offering.calendar, new Date(agreement.endsAt.getTime() - 1)) : null;
    Object.assign(agreement, periodOf(door, offering, first, endsOn === undefined ? last : endsOn));
  }
  note(door, agreement, 'updated', {
    ...(name === undefined ? {} : { name }),
    ...(startsOn === undefined ? {} : { startsOn }),
    ...(endsOn === undefined ? {} : { endsOn }),
    ...(instanceId === undefined ? {} : { instance: instanceId }),
  });
  return agreement;
}

/** Both parties keep what became of it. */
export function note(
  door: Door,
  agreement: Agreement,
  action: string,
  changes: Parameters<typeof record>[5] = {},
): void {
  for (const accountId of new Set([agreement.providerId, agreement.customerId]))
    record(door, accountId, 'agreement', agreement.id, action, changes);
}

/** @throws Refused unless the account acted in is that party */
export function demandParty({ viewer }: Door, agreement: Agreement, party: 'provider' | 'customer'): void {
  if (agreement[`${party}Id`] === viewer.accountId) return;
  throw new Refused(`This is for the ${party} to do: ask an administrator of that account.`);
}

/** Midnight at which a day begins where the offering is. */
export const midnightOf = ({ zone }: Calendar, day: PlainDate, later = 0) =>
  new Date(fromLocal(zone, (toDay(day) + later) * dayMs));

function periodOf(door: Door, { calendar }: ServiceOffering, startsOn: PlainDate, endsOn: PlainDate | null) {
  const today = dayIn(calendar, door.now);
  const faults: Detail[] = [];
  if (startsOn < today)
    faults.push({ pointer: '/startsOn', message: `${startsOn} lies in the past; today is ${today}.` });
  if (endsOn !== null && endsOn < startsOn)
    faults.push({ pointer: '/endsOn', message: `It would end on ${endsOn}, before it starts on ${startsOn}.` });
  if (faults.length) throw new Invalid('The agreement has no time to hold.', faults);
  return { startsAt: midnightOf(calendar, startsOn), endsAt: endsOn === null ? null : midnightOf(calendar, endsOn, 1) };
}

async function offeringToName({ em, viewer }: Door, id: string): Promise<ServiceOffering> {
  const offering = await em.findOne(ServiceOffering, { id, accountId: viewer.accountId });
  if (offering) return offering;
  const message = 'There is no such offering in your account.';
  throw new Invalid('The agreement needs an offering.', [{ pointer: '/offeringId', message }]);
}

async function trustToName({ em, viewer }: Door, id: string): Promise<Trust> {
  const trust = await em.findOne(Trust, { id, trustedId: viewer.accountId });
  const message = !trust
    ? 'There is no such trust in which another account trusts yours.'
    : trust.status !== 'accepted' || trust.endsAt
      ? 'Nothing is agreed in a trust that does not go on.'
      : undefined;
  if (message || !trust)
    throw new Invalid('There is nobody to agree with.', [{ pointer: '/trust', message: message ?? '' }]);
  return trust;
}

async function demandExtended(
  { em }: Door,
  { id: trustId }: Trust,
  { id: offeringId }: ServiceOffering,
): Promise<void> {
  if (await em.findOne(TrustOffering, { trustId, offeringId })) return;
  const message = 'It is not extended to that account: do so first (PUT /v1/trusts/:id/offerings).';
  throw new Invalid('This is not offered to the customer.', [{ pointer: '/offeringId', message }]);
}

async function instanceToName({ em, viewer }: Door, { serviceId }: ServiceOffering, id: string | null) {
  if (id === null || (await em.findOne(ServiceInstance, { id, serviceId, accountId: viewer.accountId }))) return id;
  const message = 'The service of this offering has no such instance.';
  throw new Invalid('The agreement cannot be served so.', [{ pointer: '/instanceId', message }]);
}
