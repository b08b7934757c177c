import { Team } from '../person/team.entity.ts';
import { type Detail, Invalid, Refused } from '../problem.ts';
import { Service, ServiceOffering } from '../service/service.entity.ts';
import type { Door } from '../store.ts';
import { changeGrants, demandGrantor, type GrantedTrust, trustToGrant } from './grantor.ts';
import { trustOf } from './seen.ts';
import { TrustGrant, TrustOffering, TrustTeam } from './trust.entity.ts';

/** What is granted in a trust: both sides see it in full. */
export type Grants = {
  /** To which the trusting account may assign tasks; none means none. */
  readonly teams: readonly Team[];
  /** That the trusting account may use once it has accepted them. */
  readonly offerings: readonly GrantedOffering[];
  /** All other capabilities, of either side. */
  readonly capabilities: readonly TrustGrant[];
};
export type GrantedOffering = {
  readonly offering: ServiceOffering;
  readonly service: Service;
  readonly acceptedAt: Date | null;
};

/** Empty unless the trust stands; while it is suspended, what holds again once it goes on. */
export async function grantsOf(door: Door, trustId: string): Promise<Grants> {
  const { em } = door;
  const { status } = await trustOf(door, trustId);
  if (status !== 'accepted' && status !== 'suspended') return { teams: [], offerings: [], capabilities: [] };
  const linked = await em.find(TrustTeam, { trustId });
  const extended = await em.find(TrustOffering, { trustId });
  const capabilities = await em.find(TrustGrant, { trustId }, { orderBy: { capability: 'asc', accountId: 'asc' } });
  const byName = { orderBy: { name: 'asc' } } as const;
  // While it is suspended a side reads of it what is its own.
  const readable = status === 'suspended' ? { accountId: door.viewer.accountId } : {};
  const teams = await em.find(Team, { id: { $in: linked.map(({ teamId }) => teamId) }, ...readable }, byName);
  const accepted = new Map(extended.map(({ offeringId, acceptedAt }) => [offeringId, acceptedAt ?? null]));
  const offerings = await em.find(ServiceOffering, { id: { $in: [...accepted.keys()] }, ...readable }, byName);
  const services = await em.find(Service, { id: { $in: offerings.map(({ serviceId }) => serviceId) } });
  const byId = new Map(services.map((service) => [service.id, service]));
  return {
    teams,
    offerings: offerings.map((offering) => ({
      offering,
      service: byId.get(offering.serviceId) as Service,
      acceptedAt: accepted.get(offering.id) ?? null,
    })),
    capabilities,
  };
}

/** By the trusted side, whose labour it is. Tasks that were assigned already stay where they are. */
export async function linkTeams(door: Door, id: string, teamIds: readonly string[], version?: number): Promise<void> {
  const granted = await trustToGrant(door, id, version);
  demandGrantor(door, granted, 'assign_tasks');
  const { em, viewer } = door;
  const known = await em.find(Team, { id: { $in: [...teamIds] }, accountId: viewer.accountId });
  demandAll(teamIds, new Set(known.map((team) => team.id)), '/teams', 'There is no such team in your account.');
  const standing = await em.find(TrustTeam, { trustId: id });
  const more = added(
    teamIds,
    standing.map((link) => link.teamId),
  );
  demandLive(granted, more);
  for (const link of standing) if (!teamIds.includes(link.teamId)) em.remove(link);
  for (const teamId of more) em.create(TrustTeam, { trustId: id, teamId, accountId: viewer.accountId });
  changeGrants(door, granted, 'teams_linked', { teams: [...new Set(teamIds)] });
}

/**
 * By the trusted side; the trusting side uses what it then accepts. Processes that were bound to an offering no longer
 * extended fail when they come to it.
 */
export async function extendOfferings(
  door: Door,
  id: string,
  offeringIds: readonly string[],
  version?: number,
): Promise<void> {
  const granted = await trustToGrant(door, id, version);
  demandGrantor(door, granted, 'offer');
  const { em, viewer } = door;
  const known = await em.find(ServiceOffering, { id: { $in: [...offeringIds] }, accountId: viewer.accountId });
  demandAll(offeringIds, new Set(known.map(({ id }) => id)), '/offerings', 'Your account has no such offering.');
  const standing = await em.find(TrustOffering, { trustId: id });
  const more = added(
    offeringIds,
    standing.map((extended) => extended.offeringId),
  );
  demandLive(granted, more);
  for (const extended of standing) if (!offeringIds.includes(extended.offeringId)) em.remove(extended);
  for (const offeringId of more) em.create(TrustOffering, { trustId: id, offeringId, accountId: viewer.accountId });
  changeGrants(door, granted, 'offerings_extended', { offerings: [...new Set(offeringIds)] });
}

/** By the trusting side: of what is extended to it, what its processes and people use from now on. */
export async function acceptOfferings(
  door: Door,
  id: string,
  offeringIds: readonly string[],
  version?: number,
): Promise<void> {
  const granted = await trustToGrant(door, id, version);
  demandGrantor(door, granted, 'offer', 'trusting');
  const extended = await door.em.find(TrustOffering, { trustId: id });
  const known = new Set(extended.map(({ offeringId }) => offeringId));
  demandAll(offeringIds, known, '/offerings', 'There is no such offering in this trust.');
  const more = extended.filter(({ offeringId, acceptedAt }) => !acceptedAt && offeringIds.includes(offeringId));
  demandLive(granted, new Set(more.map(({ offeringId }) => offeringId)));
  for (const one of more) one.acceptedAt = door.now;
  for (const one of extended) if (!offeringIds.includes(one.offeringId)) one.acceptedAt = null;
  changeGrants(door, granted, 'offerings_accepted', { offerings: [...new Set(offeringIds)] });
}

function demandAll(ids: readonly string[], known: ReadonlySet<string>, pointer: string, message: string): void {
  const faults: Detail[] = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ pointer: `${pointer}/${index}`, message }],
  );
  if (faults.length) throw new Invalid('Some of what is granted is not there to be granted.', faults);
}

/** Nothing is added to a trust that does not go on. */
function demandLive({ trust }: GrantedTrust, more: ReadonlySet<string>): void {
  if (more.size === 0 || (trust.status === 'accepted' && !trust.endsAt)) return;
  throw new Refused(`Nothing is added to a trust that is ${trust.endsAt ? 'about to end' : trust.status}.`);
}

function added(wanted: readonly string[], standing: readonly string[]): Set<string> {
  return new Set(wanted.filter((id) => !standing.includes(id)));
}
