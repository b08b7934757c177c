import type { PlainDate, Plan, RoleName, TaskNode } from '../../plan/plan.ts';
import { Account } from '../account/account.entity.ts';
import { type Detail, Invalid } from '../problem.ts';
import type { Door } from '../store.ts';
import type { Binding } from './process.entity.ts';

export const offerKey = (service: string, offer: string) => `${service}/${offer}`;

/**
 * Binds every role of a plan to a real account: the owner's to the viewer's, each other to an account it trusts that
 * fills the role and offers, on `date`, all that is asked of it by teams it may assign to.
 * @throws Invalid listing everything that is missing
 */
export async function bindRoles(
  door: Door,
  plan: Plan,
  date: PlainDate,
  wanted: { readonly [role: string]: string },
): Promise<Record<RoleName, Binding>> {
  const missing: Detail[] = [];
  const bindings: Record<RoleName, Binding> = {};
  const offered = await offeredTo(door, date);
  for (const role of plan.roles) {
    const needed = neededOf(plan, role);
    const candidates = accountsFilling(
      offered,
      role,
      role === plan.account ? door.viewer.accountId : null,
      wanted[role],
    );
    const complaints = candidates.map((candidate) => shortcomings(candidate, needed, date));
    const fit = candidates.filter((_, index) => complaints[index]?.length === 0);
    if (fit.length === 1 && fit[0]) bindings[role] = bindingOf(fit[0], needed);
    else missing.push(...explain(role, plan.account, candidates, fit, complaints.flat()));
  }
  const own = await door.em.findOneOrFail(Account, { id: door.viewer.accountId });
  if (!own.roles.includes(plan.account)) {
    missing.push({
      pointer: `/roles/${plan.account}`,
      message: `${own.name} does not fill the role "${plan.account}" that owns this template.`,
    });
  }
  const unknownRole = Object.keys(wanted).find((role) => !plan.roles.includes(role));
  if (unknownRole)
    missing.push({
      pointer: `/roles/${unknownRole}`,
      message: `The template has no role "${unknownRole}"; it has ${plan.roles.join(', ')}.`,
    });
  if (missing.length)
    throw new Invalid('The process cannot start: not every role of the template can be filled.', missing);
  return bindings;
}

type Offered = {
  trust_id: string | null;
  account_id: string;
  handle: string;
  name: string;
  roles: string[];
  service: string | null;
  offer: string | null;
  offering_id: string | null;
  team_id: string | null;
  valid: boolean;
  linked: boolean;
  accepted: boolean;
  /** Why nothing is begun by the trust now. */
  halted: 'suspended' | 'about to end' | null;
};
type Candidate = {
  readonly accountId: string;
  readonly trustId: string | null;
  readonly handle: string;
  readonly name: string;
  readonly halted: Offered['halted'];
  readonly offers: ReadonlyMap<string, Offered>;
};

/** Everything the viewer's account may use: its own offerings and those extended to it over accepted trusts. */
async function offeredTo(door: Door, date: PlainDate): Promise<Offered[]> {
  return door.em.execute<Offered[]>(
    `select null as trust_id, a.id as account_id, a.handle, a.name, a.roles, s.name as service, o.name as offer, o.id as offering_id,
            s.team_id, coalesce(o.starts_on <= ? and (o.ends_on is null or o.ends_on >= ?), false) as valid, true as linked, true as accepted, null as halted
     from account a left join service s on s.account_id = a.id left join service_offering o on o.service_id = s.id
     where a.id = ?
     union all
     select t.id, a.id, a.handle, a.name, a.roles, s.name, o.name, o.id, s.team_id,
            coalesce(o.starts_on <= ? and (o.ends_on is null or o.ends_on >= ?), false),
            exists (select 1 from trust_team tt where tt.trust_id = t.id and tt.team_id = s.team_id), x.accepted_at is not null,
            case when t.status = 'suspended' then 'suspended' when t.ends_at is not null then 'about to end' end
     from trust t join account a on a.id = t.trusted_id
       left join trust_offering x on x.trust_id = t.id
       left join service_offering o on o.id = x.offering_id left join service s on s.id = o.service_id
     where t.trusting_id = ? and t.status in ('accepted', 'suspended')`,
    [date, date, door.viewer.accountId, date, date, door.viewer.accountId],
  );
}

function accountsFilling(
  offered: Offered[],
  role: RoleName,
  own: string | null,
  handle: string | undefined,
): Candidate[] {
  const candidates = new Map<string, Candidate & { offers: Map<string, Offered> }>();
  for (const row of offered) {
    if (own ? row.account_id !== own : !row.trust_id || !row.roles.includes(role)) continue;
    if (handle && row.handle !== handle) continue;
    const candidate = candidates.get(row.account_id) ?? {
      accountId: row.account_id,
      trustId: row.trust_id,
      handle: row.handle,
      name: row.name,
      halted: row.halted,
      offers: new Map(),
    };
    if (row.service && row.offer) candidate.offers.set(offerKey(row.service, row.offer), row);
    candidates.set(row.account_id, candidate);
  }
  return [...candidates.values()];
}

function neededOf(plan: Plan, role: RoleName): string[] {
  const tasks = plan.nodes.filter((node): node is TaskNode => node.kind === 'task' && node.account === role);
  return [...new Set(tasks.map((node) => offerKey(node.service, node.offer)))];
}

function shortcomings(candidate: Candidate, needed: readonly string[], date: PlainDate): string[] {
  if (candidate.halted) return [`The trust with ${candidate.name} is ${candidate.halted}: nothing is begun by it now.`];
  return needed.flatMap((key) => {
    const offer = candidate.offers.get(key);
    if (!offer) return [`${candidate.name} does not offer "${key}".`];
    if (!offer.accepted)
      return [`${candidate.name} offers "${key}", but your account has not accepted it: accept it in the trust first.`];
    if (!offer.valid) return [`The offer "${key}" of ${candidate.name} is not valid on ${date}.`];
    return offer.linked
      ? []
      : [
          `The team behind "${key}" of ${candidate.name} is not linked to the trust: ask its administrator to allow assignments to it.`,
        ];
  });
}

function explain(
  role: RoleName,
  owner: RoleName,
  candidates: readonly Candidate[],
  fit: readonly Candidate[],
  complaints: readonly string[],
): Detail[] {
  const pointer = `/roles/${role}`;
  if (fit.length > 1) {
    return [
      {
        pointer,
        message: `More than one trusted account fills the role "${role}" (${fit.map(({ name }) => name).join(', ')}): say which in "roles".`,
        choices: fit.map(({ handle }) => handle),
      },
    ];
  }
  if (candidates.length === 0) {
    return [
      {
        pointer,
        message:
          role === owner
            ? 'Your own account has no services.'
            : `No account that you trust fills the role "${role}": invite one, and have its trust accepted.`,
      },
    ];
  }
  return complaints.map((message) => ({ pointer, message }));
}

function bindingOf({ accountId, trustId, offers }: Candidate, needed: readonly string[]): Binding {
  const used = needed.map((key) => [key, offers.get(key)] as const);
  return {
    accountId,
    trustId,
    offerings: Object.fromEntries(
      used.map(([key, offer]) => [key, { offeringId: offer?.offering_id as string, teamId: offer?.team_id as string }]),
    ),
  };
}
