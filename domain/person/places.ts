import { homesOf } from '../account/accounts.ts';
import { writeUnless } from '../account/taken.ts';
import { newId } from '../id.ts';
import { Forbidden, Invalid, NotFound } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand, isEarly } from '../viewer.ts';
import { Organization, Site } from './person.entity.ts';
import { resettle } from './stay.ts';

type After = { readonly name: string; readonly id: string };

/** Those of the account one acts in and of its directory, by name. */
export async function organizationsSeen(door: Door, after: After | undefined, most: number): Promise<Organization[]> {
  return door.em.find(Organization, await from(door, after), { orderBy: byName, limit: most });
}

/** @throws NotFound when it is not there or not the viewer's to see */
export async function organizationOf(door: Door, id: string): Promise<Organization> {
  const found = await door.em.findOne(Organization, { id, accountId: { $in: await placesOf(door) } });
  if (!found) throw new NotFound('organization');
  return found;
}

export type OrganizationChange = { readonly name?: string | undefined; readonly parentId?: string | null | undefined };

export async function createOrganization(
  door: Door,
  change: OrganizationChange & { readonly name: string },
): Promise<Organization> {
  demandMaintainer(door);
  const { name, parentId = null } = change;
  if (parentId) await demandParent(door, parentId);
  const organization = door.em.create(Organization, { id: newId(), accountId: door.viewer.accountId, name, parentId });
  record(door, organization.accountId, 'organization', organization.id, 'created', { name, parent: parentId });
  await writeUnless(door, 'organization_account_id_name', taken('organization'));
  return organization;
}

export async function updateOrganization(door: Door, id: string, change: OrganizationChange): Promise<Organization> {
  const organization = mine(door, await organizationOf(door, id));
  const { name = organization.name, parentId = organization.parentId ?? null } = change;
  if (parentId) await demandParent(door, parentId, id);
  Object.assign(organization, { name, parentId });
  record(door, organization.accountId, 'organization', id, 'updated', { name, parent: parentId });
  await writeUnless(door, 'organization_account_id_name', taken('organization'));
  return organization;
}

/** Those of the account one acts in and of its directory, by name. */
export async function sitesSeen(door: Door, after: After | undefined, most: number): Promise<Site[]> {
  return door.em.find(Site, await from(door, after), { orderBy: byName, limit: most });
}

/** @throws NotFound when it is not there or not the viewer's to see */
export async function siteOf(door: Door, id: string): Promise<Site> {
  const found = await door.em.findOne(Site, { id, accountId: { $in: await placesOf(door) } });
  if (!found) throw new NotFound('site');
  return found;
}

export type SiteChange = {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  /** IANA; null: that of its account. Days of people begin and end in it. */
  readonly zone?: string | null | undefined;
};

export async function createSite(
  door: Door,
  { name, address = '', zone = null }: SiteChange & { readonly name: string },
): Promise<Site> {
  demandMaintainer(door);
  const site = door.em.create(Site, { id: newId(), accountId: door.viewer.accountId, name, address, zone });
  record(door, site.accountId, 'site', site.id, 'created', { name, address, zone });
  await writeUnless(door, 'site_account_id_name', taken('site'));
  return site;
}

export async function updateSite(door: Door, id: string, change: SiteChange): Promise<Site> {
  const site = mine(door, await siteOf(door, id));
  const { name = site.name, address = site.address, zone = site.zone ?? null } = change;
  Object.assign(site, { name, address, zone });
  record(door, site.accountId, 'site', id, 'updated', { name, address, zone });
  await writeUnless(door, 'site_account_id_name', taken('site'));
  await resettle(door, id);
  return site;
}

const byName = { name: 'asc', id: 'asc' } as const;
const taken = (what: string) => `Another ${what} of this account has that name: choose a different one.`;

async function from(door: Door, after: After | undefined) {
  const accountId = { $in: await placesOf(door) };
  if (!after) return { accountId };
  return { accountId, $or: [{ name: { $gt: after.name } }, { name: after.name, id: { $gt: after.id } }] };
}

/** Before his stay begins somebody sees no place, not even his own. */
async function placesOf(door: Door): Promise<string[]> {
  return isEarly(door.viewer) ? [] : homesOf(door);
}

function demandMaintainer({ viewer }: Door): void {
  demand(viewer, 'account_admin', 'directory_admin');
}

function mine<T extends Organization | Site>(door: Door, place: T): T {
  if (place.accountId !== door.viewer.accountId) {
    throw new Forbidden('This belongs to the directory, whose administrator maintains it.');
  }
  demandMaintainer(door);
  return place;
}

/** The parent lies in the same account, and not below the organization itself. */
async function demandParent({ em, viewer }: Door, parentId: string, id?: string): Promise<void> {
  const above = await em.execute<{ id: string; account_id: string }[]>(
    `with recursive above as (select id, account_id, parent_id from organization where id = ?
       union select o.id, o.account_id, o.parent_id from organization o join above a on o.id = a.parent_id)
     select id, account_id from above`,
    [parentId],
  );
  const message = above.every((each) => each.id !== parentId || each.account_id !== viewer.accountId)
    ? 'There is no such organization in this account.'
    : above.some((each) => each.id === id)
      ? 'This organization lies below the one it would contain.'
      : undefined;
  if (message) throw new Invalid('The organization cannot belong there.', [{ pointer: '/parentId', message }]);
}
