import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../../domain/account/account.entity.ts';
import { newId } from '../../domain/id.ts';
import { Role, Team, TeamMember } from '../../domain/person/team.entity.ts';
import { PublishedTemplate } from '../../domain/process/process.entity.ts';
import { keepPlan } from '../../domain/process/versions.ts';
import { Service, ServiceOffering } from '../../domain/service/service.entity.ts';
import { Trust, TrustOffering, TrustTeam } from '../../domain/trust/trust.entity.ts';
import { hashOf } from '../../plan/kit/index.ts';
import type { Plan, TaskNode } from '../../plan/plan.ts';

/**
 * Publishes templates in the accounts that own them and has every account offer what templates ask of its role, to
 * everybody that trusts it. Adds what is missing and changes nothing that is there.
 */
export async function offerAll(em: EntityManager, plans: readonly Plan[]): Promise<void> {
  const asked = new Map(
    plans.flatMap((plan) =>
      plan.nodes.filter((node) => node.kind === 'task').map((node) => [keyOf(node), node] as const),
    ),
  );
  for (const account of await em.find(Account, {})) {
    const owned = plans.filter((plan) => account.roles.includes(plan.account));
    for (const plan of owned) {
      const template = { accountId: account.id, name: plan.name };
      if (!(await em.findOne(PublishedTemplate, template))) em.create(PublishedTemplate, template);
      await keepPlan(em, account.id, { plan, hash: hashOf(plan) }, new Date());
    }
    for (const node of asked.values()) {
      if (account.roles.includes(node.account)) await offer(em, account, node);
    }
    await em.flush();
  }
  for (const trust of await em.find(Trust, { status: 'accepted' })) await extend(em, trust);
  await em.flush();
}

const keyOf = (node: TaskNode) => `${node.account}/${node.service}/${node.offer}`;

async function offer(
  em: EntityManager,
  account: Account,
  { service: name, offer: offerName, target }: TaskNode,
): Promise<void> {
  const service =
    (await em.findOne(Service, { accountId: account.id, name })) ?? (await serviceWithTeam(em, account, name));
  if (await em.findOne(ServiceOffering, { serviceId: service.id, name: offerName })) return;
  em.create(ServiceOffering, {
    id: newId(),
    accountId: account.id,
    serviceId: service.id,
    name: offerName,
    target,
    calendar: account.calendar,
    startsOn: '2026-01-01',
  });
  await em.flush();
}

/** A team a service, with every specialist of the account. */
async function serviceWithTeam(em: EntityManager, account: Account, name: string): Promise<Service> {
  const specialists = await em.find(Role, { accountId: account.id, name: 'specialist' });
  const team = em.create(Team, {
    id: newId(),
    accountId: account.id,
    name: `${name[0]?.toUpperCase()}${name.slice(1)} team`,
    coordinatorId: specialists[0]?.personId ?? null,
  });
  await em.flush();
  for (const { personId } of specialists) em.create(TeamMember, { teamId: team.id, personId, accountId: account.id });
  const service = em.create(Service, { id: newId(), accountId: account.id, name, teamId: team.id });
  await em.flush();
  return service;
}

async function extend(em: EntityManager, trust: Trust): Promise<void> {
  const offerings = await em.find(ServiceOffering, { accountId: trust.trustedId });
  const services = await em.find(Service, { accountId: trust.trustedId });
  for (const { id: offeringId, accountId } of offerings) {
    const key = { trustId: trust.id, offeringId };
    if (!(await em.findOne(TrustOffering, key)))
      em.create(TrustOffering, { ...key, accountId, acceptedAt: new Date() });
  }
  for (const teamId of new Set(services.map((service) => service.teamId))) {
    const key = { trustId: trust.id, teamId };
    if (!(await em.findOne(TrustTeam, key))) em.create(TrustTeam, { ...key, accountId: trust.trustedId });
  }
}
