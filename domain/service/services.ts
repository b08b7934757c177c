import { keepConfidential, ownAccount } from '../account/accounts.ts';
import { writeUnless } from '../account/taken.ts';
import { newId } from '../id.ts';
import { type RoleName, Team } from '../person/team.entity.ts';
import { Invalid, NotFound } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand, hasAny, seeingWork } from '../viewer.ts';
import { faultOfWorker } from './scheme.ts';
import { Service } from './service.entity.ts';

type After = { readonly name: string };

/** What the account one acts in does for others, by name. */
export async function ownServices(door: Door, after: After | undefined, most: number): Promise<Service[]> {
  demandReader(door);
  return door.em.find(
    Service,
    { accountId: door.viewer.accountId, ...(after ? { name: { $gt: after.name } } : {}) },
    { orderBy: { name: 'asc' }, limit: most },
  );
}

/** @throws NotFound when it is not there or not the viewer's to see */
export async function serviceOf(door: Door, id: string): Promise<Service> {
  const service = readsServices(door) && (await door.em.findOne(Service, { id, accountId: door.viewer.accountId }));
  if (!service) throw new NotFound('service');
  return service;
}

/** The same where it is named in what was sent. @throws Invalid, for a hidden one as for none */
export async function serviceToName(door: Door, id: string): Promise<Service> {
  const service = await door.em.findOne(Service, { id, accountId: door.viewer.accountId });
  if (service) return service;
  const message = 'There is no such service in your account.';
  throw new Invalid('The offering needs a service.', [{ pointer: '/serviceId', message }]);
}

export type ServiceChange = {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Gets the service's tasks. */
  readonly teamId?: string | undefined;
  /** Who answers for it: told where a notification scheme says so. */
  readonly ownerId?: string | null | undefined;
  /** Its tasks are seen by the team that has them only; by default where the account fills the role `hr`. */
  readonly confidential?: boolean | undefined;
};

export async function createService(
  door: Door,
  {
    name,
    teamId,
    ownerId = null,
    description = '',
    confidential,
  }: ServiceChange & { readonly name: string; readonly teamId: string },
): Promise<Service> {
  demand(door.viewer, 'account_admin');
  await demandOwnTeam(door, teamId);
  await demandOwner(door, ownerId);
  const service = door.em.create(Service, {
    id: newId(),
    accountId: door.viewer.accountId,
    name,
    description,
    teamId,
    ownerId,
    confidential: confidential ?? (await ownAccount(door)).roles.includes('hr'),
  });
  record(door, service.accountId, 'service', service.id, 'created', {
    name,
    description,
    team: teamId,
    owner: ownerId,
  });
  await writeUnless(door, 'service_account_id_name', nameTaken);
  return service;
}

/** Another team gets the tasks of processes started from now on. */
export async function updateService(door: Door, id: string, change: ServiceChange): Promise<Service> {
  const service = await serviceOf(door, id);
  demand(door.viewer, 'account_admin');
  const { name = service.name, description = service.description, teamId = service.teamId } = change;
  const { ownerId = service.ownerId ?? null, confidential = service.confidential } = change;
  await demandOwnTeam(door, teamId);
  if (change.ownerId) await demandOwner(door, ownerId);
  if (confidential && !service.confidential) await keepConfidential(door, id);
  Object.assign(service, { name, description, teamId, ownerId, confidential });
  const changes = { name, description, team: teamId, owner: ownerId, confidential };
  record(door, service.accountId, 'service', id, 'updated', changes);
  await writeUnless(door, 'service_account_id_name', nameTaken);
  return service;
}

const nameTaken = 'Another service of this account has that name: choose a different one.';

/** What is offered to others is looked up elsewhere; how it is run is for who does the account's work. */
export function readsServices({ viewer }: Door): boolean {
  return viewer.personId === null || hasAny(viewer, seeingServices);
}

function demandReader({ viewer }: Door): void {
  demand(viewer, ...seeingServices);
}

export const seeingServices: readonly RoleName[] = [...seeingWork, 'designer'];

async function demandOwner(door: Door, ownerId: string | null): Promise<void> {
  const message = ownerId ? await faultOfWorker(door, ownerId) : undefined;
  if (message) throw new Invalid('The service cannot have that owner.', [{ pointer: '/ownerId', message }]);
}

/** @throws Invalid saying `refusal` unless it is a team of the account acted in */
export async function demandOwnTeam(
  { em, viewer }: Door,
  teamId: string,
  refusal = 'The service cannot be given to that team.',
): Promise<void> {
  if (await em.findOne(Team, { id: teamId, accountId: viewer.accountId })) return;
  throw new Invalid(refusal, [{ pointer: '/teamId', message: 'There is no such team in your account.' }]);
}
