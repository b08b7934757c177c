import type { z } from 'zod';
import type { ServiceOffering } from '../../domain/service/service.entity.ts';
import { presentCalendar } from '../accounts/present.ts';
import type { OfferedOffering, Offering } from './schema.ts';

export function presentOffering(offering: ServiceOffering): z.input<typeof Offering> {
  return {
    ...presentOffered(offering),
    serviceId: offering.serviceId,
    scheme: offering.scheme.map((rule) => ({ ...rule, to: [...rule.to] })),
  };
}

export function presentOffered(offering: ServiceOffering): z.input<typeof OfferedOffering> {
  const { id, name, target, calendar, serviceHours, startsOn, endsOn } = offering;
  return {
    id,
    name,
    target: { ...target },
    calendar: presentCalendar(calendar),
    serviceHours: serviceHours ? presentCalendar(serviceHours) : null,
    startsOn,
    endsOn: endsOn ?? null,
  };
}
