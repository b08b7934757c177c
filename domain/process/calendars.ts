import type { Calendar } from '../../plan/plan.ts';
import type { Course } from '../../plan/schedule.ts';
import { ServiceOffering } from '../service/service.entity.ts';
import type { Door } from '../store.ts';
import { offerKey } from './bind.ts';
import type { Binding } from './process.entity.ts';

/** In which calendar each bound offering counts; the owner's where an offering is no longer in sight. */
export async function calendarsOf(
  { em }: Door,
  bindings: { readonly [role: string]: Binding },
  ownerCalendar: Calendar,
): Promise<Course['calendars']> {
  const ids = Object.values(bindings).flatMap(({ offerings }) => Object.values(offerings).map((one) => one.offeringId));
  const offerings = ids.length ? await em.find(ServiceOffering, { id: { $in: [...new Set(ids)] } }) : [];
  const byId = new Map(offerings.map(({ id, calendar }) => [id, calendar]));
  return (role, { service, offer }) => {
    const bound = bindings[role]?.offerings[offerKey(service, offer)];
    return (bound && byId.get(bound.offeringId)) ?? ownerCalendar;
  };
}
