import { defineEntity, p } from '@mikro-orm/postgresql';
import { Refused } from '../problem.ts';

export const agreementStatuses = ['being_prepared', 'scheduled_for_activation', 'active', 'expired'] as const;
export type AgreementStatus = (typeof agreementStatuses)[number];
/** Whom of the customer account it covers: of whom a task is about, it is asked when the task is assigned. */
export const coverages = [
  'customer_account',
  'organizations',
  'organizations_and_descendants',
  'sites',
  'organizations_and_sites',
  'people',
] as const;
export type Coverage = (typeof coverages)[number];

const AgreementSchema = defineEntity({
  name: 'Agreement',
  properties: {
    id: p.uuid().primary(),
    name: p.string(),
    providerId: p.uuid(),
    customerId: p.uuid(),
    /** Null where an account agrees with itself. */
    trustId: p.uuid().nullable(),
    offeringId: p.uuid(),
    instanceId: p.uuid().nullable(),
    coverage: p.enum(coverages).default('customer_account'),
    startsAt: p.datetime(),
    /** Exclusive: midnight after its last day in the zone of the offering, or the instant at which it was ended. */
    endsAt: p.datetime().nullable(),
    preparedAt: p.datetime(),
    acceptedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** A service level agreement: that an offering holds for a customer, from when to when, for whom and by which instance. */
export class Agreement extends AgreementSchema.class {
  /** Derived from what was decided and from the time: nothing has to happen for it to become active, or to expire. */
  statusAt(at: Date): AgreementStatus {
    if (this.endsAt && this.endsAt <= at) return 'expired';
    if (!this.acceptedAt) return 'being_prepared';
    return at < this.startsAt ? 'scheduled_for_activation' : 'active';
  }

  accept(at: Date): void {
    if (this.statusAt(at) !== 'being_prepared')
      throw new Refused(`This agreement is ${this.statusAt(at)}; there is nothing left to accept.`);
    this.acceptedAt = at;
  }

  /** @param endsAt now at the earliest, also before it began, and not after the end that was agreed */
  end(endsAt: Date, now: Date): void {
    if (this.statusAt(now) === 'expired') throw new Refused('This agreement has expired.');
    if (this.endsAt && endsAt > this.endsAt)
      throw new Refused(`It ends on ${this.endsAt.toISOString()} already; to go on longer, agree on another.`);
    this.endsAt = endsAt;
  }
}
AgreementSchema.setClass(Agreement);

const AgreementCoverSchema = defineEntity({
  name: 'AgreementCover',
  properties: {
    agreementId: p.uuid().primary(),
    customerId: p.uuid(),
    kind: p.enum(['organization', 'site', 'person'] as const).primary(),
    recordId: p.uuid().primary(),
  },
});
/** Somebody, or somewhere, that an agreement covers; the customer's own. */
export class AgreementCover extends AgreementCoverSchema.class {}
AgreementCoverSchema.setClass(AgreementCover);
