import { Invalid } from '../problem.ts';
import { ServiceOffering } from '../service/service.entity.ts';
import type { Door } from '../store.ts';
import type { Task } from '../task/task.entity.ts';
import { Agreement } from './agreement.entity.ts';

/** An agreement of the account acted in by which a task of it may be done, and the offerings it is on and the task is by now. */
type Candidate = {
  readonly agreement: Agreement;
  readonly offering: ServiceOffering | null;
  readonly now: ServiceOffering | null;
};

/**
 * The agreement by which an assigned task of the account acted in is to be done, and its offering.
 * @param unfit why one in force does not fit, if it does not
 * @throws Invalid saying `refusal`, and what is wrong with it
 */
export async function agreementInForce(
  { em, viewer }: Door,
  task: Task,
  id: string,
  at: Date,
  refusal: string,
  unfit: (candidate: Candidate) => string | undefined,
): Promise<{ readonly agreement: Agreement; readonly offering: ServiceOffering }> {
  const refused = (message: string) => new Invalid(refusal, [{ pointer: '/agreementId', message }]);
  const agreement = await em.findOne(Agreement, { id, customerId: viewer.accountId });
  if (!agreement?.acceptedAt) throw refused('There is no such agreement of your account.');
  const status = agreement.statusAt(at);
  if (status !== 'active') throw refused(`That agreement is ${status}.`);
  const offering = await em.findOne(ServiceOffering, { id: agreement.offeringId });
  const now = await em.findOne(ServiceOffering, { id: task.offeringId as string });
  const message = unfit({ agreement, offering, now });
  if (message || !offering) throw refused(message ?? 'What it is on is no longer offered to your account.');
  return { agreement, offering };
}
