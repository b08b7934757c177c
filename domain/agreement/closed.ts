import type { Instant } from '../../plan/plan.ts';
import type { Door } from '../store.ts';
import { AgreementClosure } from './closure.entity.ts';

/** Until when the periods of an agreement are closed: what was decided before stays as it was. Undefined: none is. */
export async function closedUntil({ em }: Door, agreementId: string | null | undefined): Promise<Instant | undefined> {
  if (!agreementId) return undefined;
  const [last] = await em.find(AgreementClosure, { agreementId }, { orderBy: { endsAt: 'desc' }, limit: 1 });
  return last?.endsAt.toISOString();
}
