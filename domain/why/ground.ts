import type { ActingName } from '../person/team.entity.ts';
import type { Capability } from '../trust/capabilities.ts';
import type { Trust } from '../trust/trust.entity.ts';
import type { Held, Looker, Partner } from './looker.ts';

export const becauses = [
  'self',
  'role',
  'team',
  'manager',
  'starter',
  'assignee',
  'approver',
  'directory',
  'trust',
  'former',
  'involved',
  'owner',
] as const;
export type Because = (typeof becauses)[number];

/** What is granted in trusts that shows something. */
export const showing = [
  'offer',
  'assign_tasks',
  'assign_approvals',
  'share_contact',
  'share_plan',
  'share_workflow_notes',
  'show_specialists',
  'roles',
] as const satisfies readonly Capability[];
type Showing = (typeof showing)[number];

/** What a reason consists of, besides who it is that looks. */
type Basis = {
  readonly because: Because;
  /** Since when this has shown the record; null where that is not written down. */
  readonly since: Date | null;
  readonly team?: string;
  /** The account with which the trust is. */
  readonly trust?: Partner;
  readonly capability?: Showing;
  /** Goes on the sentence: how it came to be seen. */
  readonly how?: string;
};

/**
 * One rule by which people of an account see a record: one person, as what he is to it, or everybody with one of some
 * roles. Each by itself is enough.
 */
export type Ground = Basis &
  (
    | {
        readonly person: string;
        readonly as?: string;
        /** Also before his stay begins. */
        readonly early?: true;
        /** Only while he has one of these roles. */
        readonly only?: readonly ActingName[];
      }
    | { readonly roles: readonly ActingName[] }
  );

/** What a record is called, and all rules by which people of the account one acts in see it. */
export type Grounds = { readonly noun: string; readonly grounds: readonly Ground[] };

/** A ground that holds for somebody. `as`: what he is in it. */
export type Reason = Basis & {
  readonly role?: ActingName;
  readonly as?: string;
  /** The role is another account's: with which account it is lent across a trust. */
  readonly lent?: Partner;
};

/** The reasons of one person: taking any of them away leaves the others standing. */
export function reasonsOf({ grounds }: Grounds, { personId, roles }: Looker): Reason[] {
  return grounds.flatMap((ground): Reason[] => {
    if ('person' in ground) {
      const { person: named, early, only, ...reason } = ground;
      const holds = (early || !roles.has('pre_hire')) && (!only || only.some((role) => roles.has(role)));
      return named === personId && holds ? [reason] : [];
    }
    const { roles: any, ...basis } = ground;
    return any.flatMap((role) => {
      const held = roles.get(role);
      return held ? [by(role, held, basis)] : [];
    });
  });
}

function by(role: ActingName, { since, lent }: Held, basis: Basis): Reason {
  const reason = { ...basis, role, since: later(basis.since, since), ...(lent ? { lent } : {}) };
  return lent && !basis.trust ? { ...reason, trust: lent, capability: 'roles' } : reason;
}

/** Something is seen over a trust that stands, with the account that is named. */
export function over({ id, decidedAt }: Trust, { handle, name }: Named) {
  return { because: 'trust' as const, since: decidedAt ?? null, trust: { id, handle, name } };
}
type Named = { readonly handle: string; readonly name: string };

export function later(one: Date | null, other: Date | null): Date | null {
  return one && other ? (one > other ? one : other) : (one ?? other);
}
