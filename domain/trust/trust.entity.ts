import { defineEntity, p } from '@mikro-orm/postgresql';
import { Refused } from '../problem.ts';

export const trustStatuses = ['pending', 'accepted', 'rejected', 'canceled', 'expired', 'revoked'] as const;
export type TrustStatus = (typeof trustStatuses)[number];

const TrustSchema = defineEntity({
  name: 'Trust',
  properties: {
    id: p.uuid().primary(),
    /** The account that receives. */
    trustingId: p.uuid(),
    /** The account that offers. */
    trustedId: p.uuid(),
    invitedById: p.uuid(),
    status: p.enum(trustStatuses),
    message: p.string().default(''),
    invitedAt: p.datetime(),
    expiresAt: p.datetime(),
    decidedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** The handshake of two accounts. An ended trust never comes back: a new one starts with nothing granted. */
export class Trust extends TrustSchema.class {
  static invite(
    id: string,
    trustingId: string,
    trustedId: string,
    invitedById: string,
    message: string,
    at: Date,
    expiresAt: Date,
  ): Trust {
    if (trustingId === trustedId) throw new Refused('An account cannot trust itself: name another account.');
    if (expiresAt <= at) throw new Refused('The invitation would expire before it is sent: choose a later date.');
    const trust = new Trust();
    return Object.assign(trust, {
      id,
      trustingId,
      trustedId,
      invitedById,
      status: 'pending' as const,
      message,
      invitedAt: at,
      expiresAt,
    });
  }

  accept(by: string, at: Date): void {
    this.decide('accept', by !== this.invitedById, at, 'accepted');
  }

  reject(by: string, at: Date): void {
    this.decide('reject', by !== this.invitedById, at, 'rejected');
  }

  cancel(by: string, at: Date): void {
    this.decide('cancel', by === this.invitedById, at, 'canceled');
  }

  /** Nobody answered in time. */
  expire(at: Date): void {
    if (this.status !== 'pending' || at < this.expiresAt)
      throw new Refused('Only an invitation whose time is up expires.');
    this.status = 'expired';
    this.decidedAt = this.expiresAt;
  }

  /** Also before somebody wrote down that it has expired. */
  statusAt(at: Date): TrustStatus {
    return this.status === 'pending' && at >= this.expiresAt ? 'expired' : this.status;
  }

  /** Either side may, at any time. */
  revoke(at: Date): void {
    if (this.status !== 'accepted')
      throw new Refused(`Only a standing trust can be revoked; this one is ${this.status}.`);
    this.status = 'revoked';
    this.endedAt = at;
  }

  private decide(verb: string, allowed: boolean, at: Date, to: TrustStatus): void {
    if (this.status !== 'pending')
      throw new Refused(`This invitation is ${this.status}; there is nothing left to ${verb}.`);
    if (!allowed)
      throw new Refused(
        verb === 'cancel'
          ? 'Only the inviting account can cancel its invitation.'
          : `The inviting account cannot ${verb} its own invitation.`,
      );
    if (at >= this.expiresAt) {
      throw new Refused(`This invitation expired on ${this.expiresAt.toISOString()}: ask for a new one.`);
    }
    this.status = to;
    this.decidedAt = at;
  }
}
TrustSchema.setClass(Trust);

const TrustTeamSchema = defineEntity({
  name: 'TrustTeam',
  properties: { trustId: p.uuid().primary(), teamId: p.uuid().primary(), accountId: p.uuid() },
});
/** Capability "may assign tasks to these teams", granted by the trusted account, whose labour is spent. */
export class TrustTeam extends TrustTeamSchema.class {}
TrustTeamSchema.setClass(TrustTeam);

const TrustOfferingSchema = defineEntity({
  name: 'TrustOffering',
  properties: { trustId: p.uuid().primary(), offeringId: p.uuid().primary(), accountId: p.uuid() },
});
/** An offering extended to the trusting account. */
export class TrustOffering extends TrustOfferingSchema.class {}
TrustOfferingSchema.setClass(TrustOffering);
