import type { Grant, Trust } from '../model/records/index.ts';
import { suspended } from '../model/trusts.ts';
import { uuidOf, uuidOrNull } from './ids.ts';
import type { At, OrNull, Row, Tables } from './rows.ts';

/** A trust between two accounts that both exist. */
export const trustRow = (t: Trust, at: At, orNull: OrNull): Row => ({
  ...{ id: uuidOf(t.id), trusting_id: uuidOrNull(t.trustingId), trusted_id: uuidOrNull(t.trustedId) },
  ...{ invited_by_id: uuidOf(t.invitedById), message: t.message, invited_at: at(t.invitedAt) },
  status: t.status === 'accepted' && suspended(t) ? 'suspended' : t.status,
  ...{ expires_at: at(t.expiresAt), decided_at: orNull(t.decidedAt), ended_at: orNull(t.endedAt) },
  ...{ suspended_by_trusting: orNull(t.suspendedByTrusting), suspended_by_trusted: orNull(t.suspendedByTrusted) },
  ...(t.endedAt === null ? {} : { trusting_name: t.namesAtEnd?.trusting, trusted_name: t.namesAtEnd?.trusted }),
  ...{ drained_at: orNull(t.endedAt), ending: t.endedAt === null ? null : 'hand_back' },
});

/** An invitation to a handle that is nobody's. */
export const strayOf = (t: Trust, at: At): Row => ({
  ...{ id: uuidOf(t.id), account_id: uuidOf(t.invitedById), handle: t.invitedHandle, message: t.message },
  ...{ trusting: t.trustingId !== null, status: t.status, invited_at: at(t.invitedAt), expires_at: at(t.expiresAt) },
});

export const grantsOf = (trusts: readonly Trust[], at: At, orNull: OrNull): Tables => ({
  trust_team: trusts.flatMap((t) =>
    t.grants
      .filter(({ capability }) => capability === 'assign_tasks')
      .flatMap(({ teams, by }) =>
        teams.map((team) => ({ trust_id: uuidOf(t.id), team_id: uuidOf(team), account_id: uuidOf(by) })),
      ),
  ),
  trust_grant: trusts.flatMap((t) =>
    t.grants
      .filter(({ capability }) => capability !== 'assign_tasks')
      .map((grant) => ({
        ...{ trust_id: uuidOf(t.id), capability: grant.capability, account_id: uuidOf(grant.by) },
        ...{ value: grantValue(grant), granted_at: at(grant.since) },
      })),
  ),
  trust_offering: trusts.flatMap((t) =>
    t.offers.map((o) => ({
      ...{ trust_id: uuidOf(t.id), offering_id: uuidOf(o.offeringId), account_id: uuidOrNull(t.trustedId) },
      ...{ offered_at: at(o.offeredAt), accepted_at: orNull(o.acceptedAt) },
    })),
  ),
});

/** What is said with a grant, in the product's words. */
export function grantValue({ capability, level, roles }: Pick<Grant, 'capability' | 'level' | 'roles'>): Row {
  if (capability === 'roles') return { roles };
  return capability === 'assign_approvals' ? { level: level.replace(' ', '_') } : {};
}
