import { defineEntity, p } from '@mikro-orm/postgresql';
import type { PlainDate } from '../../plan/plan.ts';

const PersonSchema = defineEntity({
  name: 'Person',
  properties: {
    id: p.uuid().primary(),
    /** The directory, or the one account, the person belongs to. */
    homeId: p.uuid(),
    kind: p.enum(['human', 'service'] as const).default('human'),
    name: p.string(),
    email: p.string().nullable(),
    title: p.string().default(''),
    phone: p.string().default(''),
    managerId: p.uuid().nullable(),
    organizationId: p.uuid().nullable(),
    siteId: p.uuid().nullable(),
    disabledAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

export class Person extends PersonSchema.class {}
PersonSchema.setClass(Person);

const OrganizationSchema = defineEntity({
  name: 'Organization',
  properties: { id: p.uuid().primary(), accountId: p.uuid(), name: p.string(), parentId: p.uuid().nullable() },
});
export class Organization extends OrganizationSchema.class {}
OrganizationSchema.setClass(Organization);

const SiteSchema = defineEntity({
  name: 'Site',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    name: p.string(),
    address: p.string().default(''),
    zone: p.string().nullable(),
  },
});
export class Site extends SiteSchema.class {}
SiteSchema.setClass(Site);

export const stayEndings = ['day', 'working_hours'] as const;

const StaySchema = defineEntity({
  name: 'Stay',
  properties: {
    personId: p.uuid().primary(),
    homeId: p.uuid(),
    startsOn: p.string().columnType('date').$type<PlainDate>().nullable(),
    endsOn: p.string().columnType('date').$type<PlainDate>().nullable(),
    /** With the day, or with the working hours of that day. */
    endsWith: p.enum(stayEndings).default('day'),
    startsAt: p.datetime().nullable(),
    endsAt: p.datetime().nullable(),
    /** When what he had was cleared away. */
    endedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});
/** From when to when a person belongs here. A record of its own: that somebody leaves shows in nothing else of him. */
export class Stay extends StaySchema.class {}
StaySchema.setClass(Stay);
