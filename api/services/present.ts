import type { z } from 'zod';
import type { OfferedService as SeenService } from '../../domain/service/offered.ts';
import type {
  ServiceInstance as InstanceRecord,
  Service as ServiceRecord,
} from '../../domain/service/service.entity.ts';
import { presentOffered } from '../offerings/present.ts';
import type { OfferedService, Service, ServiceInstance } from './schema.ts';

export function presentService({
  id,
  name,
  description,
  teamId,
  ownerId,
  confidential,
}: ServiceRecord): z.input<typeof Service> {
  return { id, name, description, teamId, ownerId: ownerId ?? null, confidential };
}

export function presentInstance({ id, serviceId, name, teamId }: InstanceRecord): z.input<typeof ServiceInstance> {
  return { id, serviceId, name, teamId };
}

export function presentOfferedService({
  provider,
  offerings,
  ...service
}: SeenService): z.input<typeof OfferedService> {
  return { ...service, provider: { ...provider }, offerings: offerings.map(presentOffered) };
}
