import type { Schemas } from '../../../client/api.ts';
import type { Trust, WholeTrust } from '../parts/data.ts';

export type Capability = WholeTrust['grants'][number]['capability'];
export type Lendable = Schemas['LentRoles']['items'][number]['role'];

/** Which side a capability is granted by: the one whose data it discloses or whose labour it spends. */
const grantedBy: { readonly [C in Capability]: Trust['side'] | 'either' } = {
  share_contact: 'trusting',
  share_plan: 'trusting',
  share_workflow_notes: 'trusting',
  show_specialists: 'trusted',
  assign_approvals: 'either',
  roles: 'either',
};

export const otherSideOf = (side: Trust['side']) => (side === 'trusting' ? 'trusted' : 'trusting');

/** What a side can grant, in the order in which it is shown. */
export const grantableBy = (side: Trust['side']): readonly Capability[] =>
  (Object.keys(grantedBy) as Capability[]).filter((one) => ['either', side].includes(grantedBy[one]));

export const approvalLevels = ['key_contacts', 'anyone'] as const;

/** A directory's own role is not lent. */
export const lendable = [
  'end_user',
  'key_contact',
  'specialist',
  'designer',
  'account_admin',
  'auditor',
] as const satisfies readonly Lendable[];
