import type { PlainDate } from '../../plan/plan.ts';
import { dayIn } from '../account/hours.ts';
import { Invalid, Refused } from '../problem.ts';
import { ServiceOffering } from '../service/service.entity.ts';
import type { Door } from '../store.ts';
import { Trust, TrustOffering } from '../trust/trust.entity.ts';
import { Agreement } from './agreement.entity.ts';
import { type Covered, cover } from './coverage.ts';
import { demandParty, midnightOf, note } from './prepare.ts';
import { agreementToChange } from './seen.ts';

/** By the customer, who says whom it covers, and with it accepts the offering, if that is still open. */
export async function acceptAgreement(
  door: Door,
  id: string,
  covered: Covered = { coverage: 'customer_account' },
  version?: number,
): Promise<Agreement> {
  const agreement = await agreementToChange(door, id, version);
  demandParty(door, agreement, 'customer');
  await demandTrust(door, agreement);
  agreement.accept(door.now);
  await acceptOffering(door, agreement);
  await cover(door, agreement, covered);
  note(door, agreement, 'accepted', { coverage: covered.coverage });
  return agreement;
}

/** By either, as long as it is being prepared: the provider takes it back, the customer declines. Nothing is left of it. */
export async function dropAgreement(door: Door, id: string, version?: number): Promise<void> {
  const agreement = await agreementToChange(door, id, version);
  if (agreement.acceptedAt) throw new Refused('This agreement was accepted: it can be ended, and is kept.');
  note(door, agreement, agreement.providerId === door.viewer.accountId ? 'withdrawn' : 'declined');
  door.em.remove(agreement);
}

/**
 * By either. With its last day, today at the earliest, it ends at the midnight after it in the zone of the offering; without, at once.
 * Work assigned until then keeps what was promised.
 */
export async function endAgreement(
  door: Door,
  id: string,
  lastDay: PlainDate | undefined,
  version?: number,
): Promise<Agreement> {
  const agreement = await agreementToChange(door, id, version);
  if (!agreement.acceptedAt) throw new Refused('This agreement is not accepted yet: take it back instead.');
  const { now } = door;
  if (lastDay === undefined) agreement.end(now, now);
  else {
    const offering = await door.em.findOne(ServiceOffering, { id: agreement.offeringId });
    if (!offering)
      throw new Refused('The offering is out of sight, as the trust does not go on: end it at once instead.');
    const today = dayIn(offering.calendar, now);
    if (lastDay < today) {
      const message = `${lastDay} lies in the past; today is ${today}.`;
      throw new Invalid('The agreement cannot end then.', [{ pointer: '/endsOn', message }]);
    }
    agreement.end(midnightOf(offering.calendar, lastDay, 1), now);
  }
  note(door, agreement, 'ended', { endsAt: (agreement.endsAt as Date).toISOString() });
  return agreement;
}

/** With a trust everything ends that was agreed in it. */
export async function endAgreementsOf(door: Door, trustId: string): Promise<void> {
  const standing = await door.em.find(Agreement, {
    trustId,
    acceptedAt: { $ne: null },
    $or: [{ endsAt: null }, { endsAt: { $gt: door.now } }],
  });
  for (const agreement of standing) {
    agreement.end(door.now, door.now);
    note(door, agreement, 'ended', { endsAt: (agreement.endsAt as Date).toISOString() });
  }
}

async function demandTrust({ em }: Door, { trustId }: Agreement): Promise<void> {
  const trust = trustId && (await em.findOne(Trust, { id: trustId }));
  if (trust && (trust.status !== 'accepted' || trust.endsAt))
    throw new Refused('The trust in which this would hold does not go on.');
}

async function acceptOffering({ em, now }: Door, { trustId, offeringId }: Agreement): Promise<void> {
  if (!trustId) return;
  const extended = await em.findOne(TrustOffering, { trustId, offeringId });
  if (!extended) throw new Refused('The offering is no longer extended to your account: ask the provider.');
  extended.acceptedAt ??= now;
}
