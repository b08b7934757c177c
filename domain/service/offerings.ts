import type { Calendar, PlainDate, Target } from '../../plan/plan.ts';
import { ownAccount } from '../account/accounts.ts';
import { dayIn, demandCalendar } from '../account/hours.ts';
import { writeUnless } from '../account/taken.ts';
import { newId } from '../id.ts';
import { Invalid, NotFound, Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand } from '../viewer.ts';
import { tellRecount } from './recount.ts';
import { demandScheme, type Scheme } from './scheme.ts';
import { ServiceOffering } from './service.entity.ts';
import { readsServices, serviceOf, serviceToName } from './services.ts';
import { demandTarget } from './target.ts';

/** The offerings of one of the own services, also those that have ended, by name. */
export async function offeringsOf(door: Door, serviceId: string): Promise<ServiceOffering[]> {
  const service = await serviceOf(door, serviceId);
  return door.em.find(ServiceOffering, { serviceId: service.id }, { orderBy: { name: 'asc' } });
}

/** @throws NotFound when it is not there or not the own account's */
export async function offeringOf(door: Door, id: string): Promise<ServiceOffering> {
  const { em, viewer } = door;
  const offering = readsServices(door) && (await em.findOne(ServiceOffering, { id, accountId: viewer.accountId }));
  if (!offering) throw new NotFound('offering');
  return offering;
}

export type NewOffering = {
  readonly serviceId: string;
  /** As templates call it, e.g. `prepare laptop`. */
  readonly name: string;
  /** Neither: best effort. */
  readonly target: Target;
  /** In which targets count; by default the account's, as it is now. */
  readonly calendar?: Calendar | undefined;
  /** Who is told of targets that run out; by default the usual. */
  readonly scheme?: Scheme | undefined;
  /** When it is there to be used; as supported where nothing is said. */
  readonly serviceHours?: Calendar | null | undefined;
  readonly startsOn: PlainDate;
  /** Its last day. */
  readonly endsOn?: PlainDate | null | undefined;
};

export async function createOffering(door: Door, offer: NewOffering): Promise<ServiceOffering> {
  demand(door.viewer, 'account_admin');
  const account = await ownAccount(door);
  const service = await serviceToName(door, offer.serviceId);
  const {
    name,
    target,
    calendar = account.calendar,
    serviceHours = null,
    scheme = [],
    startsOn,
    endsOn = null,
  } = offer;
  demandTarget(target);
  demandCalendar(calendar, '/calendar', door.now);
  if (serviceHours) demandCalendar(serviceHours, '/serviceHours', door.now);
  demandPeriod(startsOn, endsOn);
  await demandScheme(door, scheme);
  const offering = door.em.create(ServiceOffering, {
    id: newId(),
    accountId: account.id,
    serviceId: service.id,
    name,
    target,
    calendar,
    scheme,
    serviceHours,
    startsOn,
    endsOn,
  });
  record(door, account.id, 'service_offering', offering.id, 'created', { name, target, scheme, startsOn, endsOn });
  await writeUnless(door, 'service_offering_service_id_name', 'This service has an offering of that name already.');
  return offering;
}

export type OfferingChange = {
  readonly target?: Target | undefined;
  readonly calendar?: Calendar | undefined;
  readonly scheme?: Scheme | undefined;
  readonly serviceHours?: Calendar | null | undefined;
};

/** Promises, and who is told of them, are changed for tasks assigned from now on; what is running keeps what it was given, and counts it in new hours. */
export async function updateOffering(door: Door, id: string, change: OfferingChange): Promise<ServiceOffering> {
  const offering = await offeringOf(door, id);
  demand(door.viewer, 'account_admin');
  const { target = offering.target, calendar = offering.calendar } = change;
  const { serviceHours = offering.serviceHours ?? null, scheme = offering.scheme } = change;
  demandTarget(target);
  demandCalendar(calendar, '/calendar', door.now);
  if (serviceHours) demandCalendar(serviceHours, '/serviceHours', door.now);
  if (change.scheme) await demandScheme(door, scheme);
  Object.assign(offering, { target, calendar, serviceHours, scheme });
  if (change.calendar) tellRecount(door, offering);
  record(door, offering.accountId, 'service_offering', id, 'updated', {
    ...(change.target ? { target } : {}),
    ...(change.calendar ? { calendar } : {}),
    ...(change.serviceHours === undefined ? {} : { serviceHours }),
    ...(change.scheme ? { scheme } : {}),
  });
  return offering;
}

/** `on` is its last day, today at the earliest. Tasks assigned by then are done; those that come later fail. */
export async function endOffering(door: Door, id: string, on: PlainDate): Promise<ServiceOffering> {
  const offering = await offeringOf(door, id);
  demand(door.viewer, 'account_admin');
  const today = dayIn(offering.calendar, door.now);
  if (offering.endsOn && offering.endsOn < today) throw new Refused(`This offering ended on ${offering.endsOn}.`);
  if (on < today) {
    throw new Invalid('The offering cannot end then.', [
      { pointer: '/endsOn', message: `${on} lies in the past; today is ${today}.` },
    ]);
  }
  demandPeriod(offering.startsOn, on);
  offering.endsOn = on;
  record(door, offering.accountId, 'service_offering', id, 'ended', { on });
  return offering;
}

function demandPeriod(startsOn: PlainDate, endsOn: PlainDate | null): void {
  if (endsOn === null || endsOn >= startsOn) return;
  throw new Invalid('The period is empty.', [
    { pointer: '/endsOn', message: `The offering would end on ${endsOn}, before it starts on ${startsOn}.` },
  ]);
}
