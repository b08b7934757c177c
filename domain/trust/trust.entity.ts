import { defineEntity, OptionalProps, p } from '@mikro-orm/postgresql';
import { Refused } from '../problem.ts';
import { type GrantValue, grantables } from './capabilities.ts';

export const trustStatuses = [
  'pending',
  'accepted',
  'suspended',
  'rejected',
  'canceled',
  'expired',
  'revoked',
] as const;
export type TrustStatus = (typeof trustStatuses)[number];

/** What becomes of open work when a trust ends. */
export const endings = ['finish', 'hand_back', 'cancel'] as const;
export type Ending = (typeof endings)[number];

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
    suspendedByTrusting: p.datetime().nullable(),
    suspendedByTrusted: p.datetime().nullable(),
    /** When a side last changed what is granted. */
    changedAt: p.datetime().nullable(),
    ending: p.enum(endings).nullable(),
    /** It stands until then, but nothing new is activated by it. */
    endsAt: p.datetime().nullable(),
    /** Tasks and votes its end gives back, and how many of them it has. */
    toReturn: p.integer().default(0),
    returned: p.integer().default(0),
    drainedAt: p.datetime().nullable(),
    /** What the two were called when it ended. */
    trustingName: p.string().nullable(),
    trustedName: p.string().nullable(),
    version: p.integer().version(),
  },
});

/** The handshake of two accounts. An ended trust never comes back: a new one starts with nothing granted. */
export class Trust extends TrustSchema.class {
  declare [OptionalProps]?: 'standing';

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

  /** Either side may, for itself: what it suspends it alone resumes. */
  suspend(by: string, at: Date): void {
    if (!this.standing) throw new Refused(`Only a standing trust can be suspended; this one is ${this.status}.`);
    if (this.ending) throw new Refused('This trust is about to end: revoke it at once instead.');
    if (this[this.flagOf(by)]) throw new Refused('Your account has suspended this trust already.');
    this[this.flagOf(by)] = at;
    this.status = 'suspended';
  }

  resume(by: string): void {
    if (this.status !== 'suspended') throw new Refused(`This trust is ${this.status}; there is nothing to resume.`);
    if (!this[this.flagOf(by)])
      throw new Refused('Only the account that suspended this trust can resume it: ask it to.');
    this[this.flagOf(by)] = null;
    if (!this.suspendedByTrusting && !this.suspendedByTrusted) this.status = 'accepted';
  }

  /** Either side may, at any time. */
  revoke(at: Date, ending: Ending = this.ending ?? 'hand_back'): void {
    if (!this.standing) throw new Refused(`Only a standing trust can be revoked; this one is ${this.status}.`);
    this.status = 'revoked';
    this.ending = ending;
    this.endedAt = at;
  }

  /** What was begun may be finished until then. */
  endLater(endsAt: Date): void {
    if (this.status !== 'accepted')
      throw new Refused(`Work is finished in a trust that stands; this one is ${this.status}: hand it back instead.`);
    this.ending = 'finish';
    this.endsAt = endsAt;
  }

  /** The two know each other: it stands, suspended or not. */
  get standing(): boolean {
    return this.status === 'accepted' || this.status === 'suspended';
  }

  private flagOf(accountId: string): 'suspendedByTrusting' | 'suspendedByTrusted' {
    return accountId === this.trustingId ? 'suspendedByTrusting' : 'suspendedByTrusted';
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
  properties: {
    trustId: p.uuid().primary(),
    offeringId: p.uuid().primary(),
    accountId: p.uuid(),
    offeredAt: p.datetime().onCreate(() => new Date()),
    /** By the trusting account, whose processes use it from then on. */
    acceptedAt: p.datetime().nullable(),
  },
});
/** An offering extended to the trusting account. */
export class TrustOffering extends TrustOfferingSchema.class {}
TrustOfferingSchema.setClass(TrustOffering);

const TrustGrantSchema = defineEntity({
  name: 'TrustGrant',
  properties: {
    trustId: p.uuid().primary(),
    capability: p.enum(grantables).primary(),
    /** Whose it is to grant. */
    accountId: p.uuid().primary(),
    value: p.json<GrantValue>(),
    grantedAt: p.datetime(),
  },
});
/** A capability that one side grants the other. */
export class TrustGrant extends TrustGrantSchema.class {}
TrustGrantSchema.setClass(TrustGrant);
