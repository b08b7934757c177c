import { writeUnless } from '../account/taken.ts';
import { newId } from '../id.ts';
import { NotFound } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand } from '../viewer.ts';
import { ServiceInstance } from './service.entity.ts';
import { demandOwnTeam, readsServices, serviceOf } from './services.ts';

/** The instances of one of the own services, by name. */
export async function instancesOf(door: Door, serviceId: string): Promise<ServiceInstance[]> {
  const service = await serviceOf(door, serviceId);
  return door.em.find(ServiceInstance, { serviceId: service.id }, { orderBy: { name: 'asc' } });
}

/** @throws NotFound when it is not there or not the own account's */
export async function instanceOf(door: Door, id: string): Promise<ServiceInstance> {
  const { em, viewer } = door;
  const instance = readsServices(door) && (await em.findOne(ServiceInstance, { id, accountId: viewer.accountId }));
  if (!instance) throw new NotFound('instance');
  return instance;
}

/** Where a service is run beside its own team: the team gets the tasks of the customers whose agreements name it. */
export async function createInstance(
  door: Door,
  serviceId: string,
  { name, teamId }: { readonly name: string; readonly teamId: string },
): Promise<ServiceInstance> {
  const service = await serviceOf(door, serviceId);
  demand(door.viewer, 'account_admin');
  await demandOwnTeam(door, teamId, teamRefused);
  const instance = door.em.create(ServiceInstance, {
    id: newId(),
    accountId: service.accountId,
    serviceId: service.id,
    name,
    teamId,
  });
  record(door, service.accountId, 'service_instance', instance.id, 'created', { name, team: teamId });
  await writeUnless(door, 'service_instance_service_id_name', nameTaken);
  return instance;
}

/** Another team gets the tasks assigned from now on. */
export async function updateInstance(
  door: Door,
  id: string,
  change: { readonly name?: string | undefined; readonly teamId?: string | undefined },
): Promise<ServiceInstance> {
  const instance = await instanceOf(door, id);
  demand(door.viewer, 'account_admin');
  const { name = instance.name, teamId = instance.teamId } = change;
  await demandOwnTeam(door, teamId, teamRefused);
  Object.assign(instance, { name, teamId });
  record(door, instance.accountId, 'service_instance', id, 'updated', { name, team: teamId });
  await writeUnless(door, 'service_instance_service_id_name', nameTaken);
  return instance;
}

const nameTaken = 'This service has an instance of that name already: choose a different one.';
const teamRefused = 'The instance cannot be run by that team.';
