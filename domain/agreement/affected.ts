import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import { type Coverage, coverages } from './agreement.entity.ts';

/** What is agreed on an offering with a customer. `not covered`: it was agreed on, and not for this time or this person. */
export type Agreed = { readonly agreementId: string; readonly teamId: string | null } | 'not covered';

/**
 * Which agreement work is done by that is assigned to these offerings at `at`, about that person: the one in force that covers him most
 * closely. An offering on which nothing was ever agreed is not among them.
 */
export async function agreedOn(
  { em, viewer }: Door,
  offeringIds: readonly string[],
  personId: string | null,
  at: Date,
): Promise<ReadonlyMap<string, Agreed>> {
  if (offeringIds.length === 0) return new Map();
  const rows = await em.execute<Row[]>(question, [
    personId,
    viewer.accountId,
    personId,
    at,
    at,
    viewer.accountId,
    uuids(offeringIds),
  ]);
  const agreed = new Map<string, Agreed>();
  for (const { offering_id, id, team_id, covers } of rows.sort(closest)) {
    if (covers && (agreed.get(offering_id) ?? 'not covered') === 'not covered')
      agreed.set(offering_id, { agreementId: id, teamId: team_id });
    else if (!agreed.has(offering_id)) agreed.set(offering_id, 'not covered');
  }
  return agreed;
}

type Row = {
  readonly offering_id: string;
  readonly id: string;
  readonly team_id: string | null;
  readonly coverage: Coverage;
  readonly accepted_at: Date;
  readonly covers: boolean | null;
};

/** People before places before all; of two alike the one agreed last. */
const closest = (a: Row, b: Row) =>
  coverages.indexOf(b.coverage) - coverages.indexOf(a.coverage) ||
  new Date(b.accepted_at).getTime() - new Date(a.accepted_at).getTime();

const question = `
with recursive above as (
  select p.organization_id as id from person p where p.id = ?::uuid and p.organization_id is not null
  union select o.parent_id from above join organization o on o.id = above.id where o.parent_id is not null),
named as (
  select a.id, coalesce(bool_or(c.kind = 'person' and c.record_id = p.id), false) as person,
    coalesce(bool_or(c.kind = 'site' and c.record_id = p.site_id), false) as site,
    coalesce(bool_or(c.kind = 'organization' and c.record_id = p.organization_id), false) as organization,
    coalesce(bool_or(c.kind = 'organization' and c.record_id in (select id from above)), false) as ancestor
  from agreement a join agreement_cover c on c.agreement_id = a.id and a.customer_id = ? left join person p on p.id = ?::uuid group by a.id)
select a.offering_id, a.id, i.team_id, a.coverage, a.accepted_at,
  a.starts_at <= ?::timestamptz and (a.ends_at is null or a.ends_at > ?::timestamptz) and case a.coverage
    when 'customer_account' then true
    when 'people' then n.person
    when 'sites' then n.site
    when 'organizations' then n.organization
    when 'organizations_and_descendants' then n.ancestor
    else n.organization and n.site end as covers
from agreement a left join named n on n.id = a.id left join service_instance i on i.id = a.instance_id
where a.customer_id = ? and a.offering_id = any (?::uuid[]) and a.accepted_at is not null`;
