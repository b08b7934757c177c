import { defineEntity, p } from '@mikro-orm/postgresql';

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
  properties: { id: p.uuid().primary(), accountId: p.uuid(), name: p.string(), address: p.string().default('') },
});
export class Site extends SiteSchema.class {}
SiteSchema.setClass(Site);
