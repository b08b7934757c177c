import type { z } from 'zod';
import type { AgreementCover } from '../../domain/agreement/agreement.entity.ts';
import type { SeenAgreement } from '../../domain/agreement/seen.ts';
import { presentOffered } from '../offerings/present.ts';
import { instantOrNull } from '../values.ts';
import type { Agreement } from './schema.ts';

export function presentAgreement(seen: SeenAgreement): z.input<typeof Agreement> {
  const { agreement, status, side, other, offering, service, instance, covers } = seen;
  const { id, version, name, coverage, startsAt, endsAt, preparedAt, acceptedAt } = agreement;
  return {
    ...{ id, version, name, status, side, coverage },
    other: other ? { handle: other.handle, name: other.name } : null,
    service: service?.name ?? null,
    offering: offering ? presentOffered(offering) : null,
    instance: instance ? { id: instance.id, name: instance.name } : null,
    covers: side === 'provider' ? null : presentCovers(covers),
    startsAt: startsAt.toISOString(),
    endsAt: instantOrNull(endsAt),
    preparedAt: preparedAt.toISOString(),
    acceptedAt: instantOrNull(acceptedAt),
  };
}

function presentCovers(covers: readonly AgreementCover[]) {
  const of = (kind: AgreementCover['kind']) => covers.flatMap((one) => (one.kind === kind ? [one.recordId] : []));
  return { organizations: of('organization'), sites: of('site'), people: of('person') };
}
