import type { TaskNode } from '../../plan/plan.ts';
import { Account } from '../account/account.entity.ts';
import { offerKey } from '../process/bind.ts';
import type { Process } from '../process/process.entity.ts';
import { ServiceOffering } from '../service/service.entity.ts';
import type { Door } from '../store.ts';
import type { TrustStatus } from '../trust/trust.entity.ts';
import { uuids } from '../uuids.ts';

/** What still stands of what a process was bound to. */
export type Standing = {
  readonly offerings: ReadonlyMap<string, ServiceOffering>;
  /** `going`: it goes on, and new work is assigned by it. `suspended`: it may go on again. */
  readonly trusts: ReadonlyMap<string, 'going' | 'suspended'>;
  readonly links: ReadonlySet<string>;
  /** Offerings of services of others that are confidential there. */
  readonly confidential: ReadonlySet<string>;
};

export type Bound = {
  readonly accountId: string;
  readonly trustId: string | null;
  readonly offeringId: string;
  readonly teamId: string;
};

/** The account, team and offering that stand behind a node of the plan. */
export function boundTo(process: Process, node: TaskNode): Bound {
  const binding = process.bindings[node.account];
  const offer = binding?.offerings[offerKey(node.service, node.offer)];
  if (!binding || !offer)
    throw new Error(`Process ${process.id} is not bound to "${node.service}/${node.offer}" of "${node.account}".`);
  return { accountId: binding.accountId, trustId: binding.trustId, ...offer };
}

/** The same for a round that was passed on; undefined once the agreement, or what it is on, is out of sight. */
export async function boundBy({ em }: Door, agreementId: string): Promise<Bound | undefined> {
  const rows = await em.execute<
    { provider_id: string; trust_id: string | null; offering_id: string; team_id: string }[]
  >(
    `select a.provider_id, a.trust_id, a.offering_id, coalesce(i.team_id, s.team_id) as team_id from agreement a
       join service_offering o on o.id = a.offering_id join service s on s.id = o.service_id
       left join service_instance i on i.id = a.instance_id where a.id = ?`,
    [agreementId],
  );
  return (
    rows[0] && {
      accountId: rows[0].provider_id,
      trustId: rows[0].trust_id,
      offeringId: rows[0].offering_id,
      teamId: rows[0].team_id,
    }
  );
}

export async function standingOf({ em }: Door, bound: readonly Bound[]): Promise<Standing> {
  const offeringIds = [...new Set(bound.map(({ offeringId }) => offeringId))];
  const trustIds = uuids([...new Set(bound.flatMap(({ trustId }) => trustId ?? []))]);
  if (bound.length === 0) return { offerings: new Map(), trusts: new Map(), links: new Set(), confidential: new Set() };
  const offerings = await em.find(ServiceOffering, { id: { $in: offeringIds } });
  const rows = bound.some(({ trustId }) => trustId)
    ? await em.execute<Row[]>(
        `select t.id as trust_id, t.status, tt.team_id as linked_id from trust t left join trust_team tt on tt.trust_id = t.id
         where t.id = any (?::uuid[]) and t.status in ('accepted', 'suspended') and t.ends_at is null
         union all select x.trust_id, null, x.offering_id from trust_offering x where x.trust_id = any (?::uuid[]) and x.accepted_at is not null
         union all select null, null, o.id from service_offering o join service s on s.id = o.service_id where o.id = any (?::uuid[]) and s.confidential`,
        [trustIds, trustIds, uuids(offeringIds)],
      )
    : [];
  return {
    offerings: new Map(offerings.map((offering) => [offering.id, offering])),
    trusts: new Map(
      rows.flatMap(({ trust_id, status }) =>
        status && trust_id ? [[trust_id, status === 'accepted' ? 'going' : 'suspended'] as const] : [],
      ),
    ),
    links: new Set(rows.map(({ trust_id, linked_id }) => `${trust_id} ${linked_id}`)),
    confidential: new Set(rows.flatMap(({ trust_id, linked_id }) => (trust_id === null ? (linked_id ?? []) : []))),
  };
}

/** Why work cannot be handed over for good, if it cannot. */
export function endedOf({ trusts, links }: Standing, { trustId, teamId, offeringId }: Bound): string | undefined {
  if (trustId === null) return undefined;
  if (!trusts.has(trustId)) return 'The trust with the account that should do this has ended.';
  if (!links.has(`${trustId} ${teamId}`))
    return 'The account that should do this no longer allows assignments to its team.';
  return links.has(`${trustId} ${offeringId}`)
    ? undefined
    : 'The account that should do this no longer offers it to you.';
}

/** What is waited for before work can be handed over. */
export async function suspensionOf(
  { em }: Door,
  { trusts }: Standing,
  { accountId, trustId }: Bound,
): Promise<string | undefined> {
  if (trustId === null || trusts.get(trustId) !== 'suspended') return undefined;
  const { name } = await em.findOneOrFail(Account, { id: accountId });
  return `It waits: the trust with ${name} is suspended.`;
}

type Row = {
  /** Null: not of a trust, but a confidential offering. */
  readonly trust_id: string | null;
  readonly status: TrustStatus | null;
  readonly linked_id: string | null;
};
