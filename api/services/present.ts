import type { z } from 'zod';
import type { OfferedService as SeenService } from '../../domain/service/offered.ts';
import type { Service as ServiceRecord } from '../../domain/service/service.entity.ts';
import { presentOffered } from '../offerings/present.ts';
import type { OfferedService, Service } from './schema.ts';

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

export function presentOfferedService({
  provider,
  offerings,
  ...service
}: SeenService): z.input<typeof OfferedService> {
  return { ...service, provider: { ...provider }, offerings: offerings.map(presentOffered) };
}
