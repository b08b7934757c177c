import type { Capability, RoleName } from '../words.ts';

/** Opaque. Everything a record points to, it points to by id. */
export type Id = string;
/** Milliseconds since 1970. */
export type Instant = number;
export type Values = { readonly [field: string]: string };

/** Fields named `…Id` point to another record; a mask shows the stub under the name without `Id`. */
export type Account = {
  readonly type: 'account';
  readonly id: Id;
  readonly handle: string;
  readonly name: string;
  readonly kind: 'standard' | 'directory' | 'support_domain';
  readonly directoryId: Id | null;
  readonly confidential: boolean;
  readonly logo: string;
  readonly locale: string;
  readonly supportUrl: string;
  readonly calendar: string;
};

/** What one side allows the other, by capability. `teams`, `roles`, `level`: whichever the capability takes. */
export type Grant = {
  readonly capability: Capability;
  readonly by: Id;
  readonly since: Instant;
  readonly teams: readonly Id[];
  readonly roles: readonly RoleName[];
  readonly level: string;
};

export type Offer = {
  readonly offeringId: Id;
  readonly offeredAt: Instant;
  readonly until: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
};

export type Trust = {
  readonly type: 'trust';
  readonly id: Id;
  /** X. Null: the handle that was invited is nobody's, which the inviter must not learn. */
  readonly trustingId: Id | null;
  /** Y. Null as above. */
  readonly trustedId: Id | null;
  readonly invitedById: Id;
  readonly invitedHandle: string;
  readonly status: 'pending' | 'accepted' | 'rejected' | 'canceled' | 'expired' | 'revoked';
  readonly suspendedByTrusting: Instant | null;
  readonly suspendedByTrusted: Instant | null;
  readonly message: string;
  readonly invitedAt: Instant;
  readonly expiresAt: Instant;
  readonly decidedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** What the two were called when it ended; later names are no longer the other side's to read. */
  readonly namesAtEnd: { readonly trusting: string; readonly trusted: string } | null;
  readonly grants: readonly Grant[];
  readonly offers: readonly Offer[];
};

export type Person = {
  readonly type: 'person';
  readonly id: Id;
  readonly homeId: Id;
  readonly kind: 'human' | 'service';
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly title: string;
  readonly managerId: Id | null;
  readonly organizationId: Id | null;
  readonly siteId: Id | null;
  readonly hrPrivate: string;
  readonly disabledAt: Instant | null;
  readonly leavesAt: Instant | null;
  readonly erasedAt: Instant | null;
};

/** `trustId`: the trust across which the role is lent; null for people of the account's own home or directory. */
export type Role = {
  readonly type: 'role';
  readonly id: Id;
  readonly accountId: Id;
  readonly personId: Id;
  readonly name: RoleName;
  readonly grantedAt: Instant;
  readonly trustId: Id | null;
};

export type Organization = {
  readonly type: 'organization';
  readonly id: Id;
  readonly accountId: Id;
  readonly name: string;
  readonly parentId: Id | null;
};

export type Site = {
  readonly type: 'site';
  readonly id: Id;
  readonly accountId: Id;
  readonly name: string;
  readonly address: string;
};

export type Team = {
  readonly type: 'team';
  readonly id: Id;
  readonly accountId: Id;
  readonly name: string;
  readonly hours: string;
  readonly zone: string;
  readonly coordinatorId: Id | null;
  readonly members: readonly Id[];
};
