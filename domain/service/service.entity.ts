import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Calendar, PlainDate, Target } from '../../plan/plan.ts';
import type { Scheme } from './scheme.ts';

const ServiceSchema = defineEntity({
  name: 'Service',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    name: p.string(),
    description: p.string().default(''),
    /** The team that gets the service's tasks. */
    teamId: p.uuid(),
    /** Who answers for it. */
    ownerId: p.uuid().nullable(),
    /** Its tasks are seen by the team that has them, not by every specialist. */
    confidential: p.boolean().default(false),
  },
});
export class Service extends ServiceSchema.class {}
ServiceSchema.setClass(Service);

const ServiceInstanceSchema = defineEntity({
  name: 'ServiceInstance',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    serviceId: p.uuid(),
    name: p.string(),
    /** Gets the tasks of the customers it serves, in place of the service's team. */
    teamId: p.uuid(),
  },
});
/** Where a service is run: one of several teams that do the same for different customers. */
export class ServiceInstance extends ServiceInstanceSchema.class {}
ServiceInstanceSchema.setClass(ServiceInstance);

const ServiceOfferingSchema = defineEntity({
  name: 'ServiceOffering',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    serviceId: p.uuid(),
    /** The offer's name as templates have it, e.g. `prepare laptop`. */
    name: p.string(),
    target: p.json<Target>(),
    /** When it is supported: in which its clocks count. */
    calendar: p.json<Calendar>(),
    /** When it is there to be used; as supported where nothing is said. */
    serviceHours: p.json<Calendar>().nullable(),
    /** Who is told of targets that run out; empty: the usual. */
    scheme: p.json<Scheme>().onCreate(() => []),
    startsOn: p.string().columnType('date').$type<PlainDate>(),
    endsOn: p.string().columnType('date').$type<PlainDate>().nullable(),
  },
});
/** What a service promises: targets counted in a calendar, from a first day to an optional last one. */
export class ServiceOffering extends ServiceOfferingSchema.class {
  validOn(date: PlainDate): boolean {
    return this.startsOn <= date && (this.endsOn == null || date <= this.endsOn);
  }
}
ServiceOfferingSchema.setClass(ServiceOffering);
