import type { Scope } from '../words.ts';
import type { RecordType } from './index.ts';
import type { Id, Instant } from './parties.ts';

export type Change = { readonly from: unknown; readonly to: unknown };

/** `accountId`: the account whose record was changed; the actor may come from another. */
export type Audit = {
  readonly type: 'audit';
  readonly id: Id;
  readonly at: Instant;
  readonly accountId: Id;
  readonly actorAccountId: Id;
  /** Null: the product itself. */
  readonly actorId: Id | null;
  readonly recordType: RecordType;
  readonly recordId: Id;
  readonly action: string;
  /** By the field's name in masks. */
  readonly changes: { readonly [field: string]: Change };
};

export type AccessToken = {
  readonly type: 'token';
  readonly id: Id;
  readonly accountId: Id;
  readonly personId: Id;
  readonly name: string;
  readonly secret: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
};

export type Session = {
  readonly type: 'session';
  readonly id: Id;
  readonly personId: Id;
  readonly secret: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
};

/** A mail to a person about a record, sent to him as somebody of `accountId`. */
export type Notice = {
  readonly type: 'notice';
  readonly id: Id;
  readonly accountId: Id;
  readonly personId: Id;
  readonly recordType: RecordType;
  readonly recordId: Id;
  readonly queuedAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly droppedAt: Instant | null;
  /** Set at delivery. */
  readonly text: string;
};

/** What a live stream may tell: that fields of a record changed, never to what. */
export type StreamEvent = {
  readonly type: 'event';
  readonly id: Id;
  readonly at: Instant;
  readonly recordType: RecordType;
  readonly recordId: Id;
  /** As masks name them. */
  readonly fields: readonly string[];
};
