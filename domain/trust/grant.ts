import { Team } from '../person/team.entity.ts';
import { type Detail, Forbidden, Invalid, Refused } from '../problem.ts';
import { Service, ServiceOffering } from '../service/service.entity.ts';
import { type Door, record } from '../store.ts';
import { trustOf, trustToChange } from './seen.ts';
import { type Trust, TrustOffering, TrustTeam } from './trust.entity.ts';

/** What the trusted side grants: both sides see it in full. */
export type Grants = {
  /** To which the trusting account may assign tasks; none means none. */
  readonly teams: readonly Team[];
  /** That the trusting account may use. */
  readonly offerings: readonly GrantedOffering[];
};
export type GrantedOffering = { readonly offering: ServiceOffering; readonly service: Service };

/** Empty unless the trust stands. */
export async function grantsOf(door: Door, trustId: string): Promise<Grants> {
  const { em } = door;
  if ((await trustOf(door, trustId)).status !== 'accepted') return { teams: [], offerings: [] };
  const linked = await em.find(TrustTeam, { trustId });
  const extended = await em.find(TrustOffering, { trustId });
  const byName = { orderBy: { name: 'asc' } } as const;
  const teams = await em.find(Team, { id: { $in: linked.map(({ teamId }) => teamId) } }, byName);
  const offeringIds = extended.map(({ offeringId }) => offeringId);
  const offerings = await em.find(ServiceOffering, { id: { $in: offeringIds } }, byName);
  const services = await em.find(Service, { id: { $in: offerings.map(({ serviceId }) => serviceId) } });
  const byId = new Map(services.map((service) => [service.id, service]));
  return {
    teams,
    offerings: offerings.map((offering) => ({ offering, service: byId.get(offering.serviceId) as Service })),
  };
}

/** By the trusted side, whose labour it is. Tasks that were assigned already stay where they are. */
export async function linkTeams(door: Door, id: string, teamIds: readonly string[], version?: number): Promise<void> {
  const trust = await trustToGrant(door, id, version);
  const { em, viewer } = door;
  const known = await em.find(Team, { id: { $in: [...teamIds] }, accountId: viewer.accountId });
  demandAll(teamIds, new Set(known.map((team) => team.id)), '/teams', 'There is no such team in your account.');
  const standing = await em.find(TrustTeam, { trustId: id });
  for (const link of standing) if (!teamIds.includes(link.teamId)) em.remove(link);
  for (const teamId of added(
    teamIds,
    standing.map((link) => link.teamId),
  )) {
    em.create(TrustTeam, { trustId: id, teamId, accountId: viewer.accountId });
  }
  recordGrant(door, trust, 'teams_linked', { teams: [...new Set(teamIds)] });
}

/** By the trusted side. Processes that were bound to an offering no longer extended fail when they come to it. */
export async function extendOfferings(
  door: Door,
  id: string,
  offeringIds: readonly string[],
  version?: number,
): Promise<void> {
  const trust = await trustToGrant(door, id, version);
  const { em, viewer } = door;
  const known = await em.find(ServiceOffering, { id: { $in: [...offeringIds] }, accountId: viewer.accountId });
  demandAll(
    offeringIds,
    new Set(known.map((offering) => offering.id)),
    '/offerings',
    'Your account has no such offering.',
  );
  const standing = await em.find(TrustOffering, { trustId: id });
  for (const extended of standing) if (!offeringIds.includes(extended.offeringId)) em.remove(extended);
  for (const offeringId of added(
    offeringIds,
    standing.map((extended) => extended.offeringId),
  )) {
    em.create(TrustOffering, { trustId: id, offeringId, accountId: viewer.accountId });
  }
  recordGrant(door, trust, 'offerings_extended', { offerings: [...new Set(offeringIds)] });
}

/** @throws Forbidden when it is the other side's to grant, Refused unless the trust stands */
async function trustToGrant(door: Door, id: string, version?: number): Promise<Trust> {
  const { trust } = await trustToChange(door, id, version);
  if (trust.trustedId !== door.viewer.accountId) {
    throw new Forbidden('The trusted account, which does the work, grants this: ask it to.');
  }
  if (trust.status !== 'accepted') {
    throw new Refused(`Only in a standing trust is something granted; this one is ${trust.statusAt(door.now)}.`);
  }
  return trust;
}

function demandAll(ids: readonly string[], known: ReadonlySet<string>, pointer: string, message: string): void {
  const faults: Detail[] = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ pointer: `${pointer}/${index}`, message }],
  );
  if (faults.length) throw new Invalid('Some of what is granted is not yours.', faults);
}

function added(wanted: readonly string[], standing: readonly string[]): Set<string> {
  return new Set(wanted.filter((id) => !standing.includes(id)));
}

function recordGrant(
  door: Door,
  trust: Trust,
  action: string,
  changes: { readonly [key: string]: readonly string[] },
): void {
  record(door, trust.trustedId, 'trust', trust.id, action, changes);
  record(door, trust.trustingId, 'trust', trust.id, action, changes);
}
