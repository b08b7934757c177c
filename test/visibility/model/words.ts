/** Roles of a person in an account (2). */
export const roleNames = [
  'end_user',
  'key_contact',
  'specialist',
  'designer',
  'knowledge_manager',
  'account_admin',
  'directory_admin',
  'auditor',
] as const;
export type RoleName = (typeof roleNames)[number];

/**
 * "specialist+" of table 2.1. The document does not list it; the stricter reading is the three roles that row
 * "note, internal" names. Designers, key contacts, knowledge managers and directory administrators are not among them.
 */
export const specialistAndAbove: readonly RoleName[] = ['specialist', 'auditor', 'account_admin'];

/** What a token may be used for. A session may do all of it. */
export const scopes = ['read', 'work', 'start', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/**
 * Table 2.0a: who grants each capability. `trusting` is X, `trusted` is Y, `either`: each side for its own people or
 * roles. `offer` is not here: it is a list of its own on the trust. A new capability is one entry.
 */
export const grantors = {
  assign_tasks: 'trusted',
  assign_approvals: 'either',
  support_cis: 'trusted',
  share_cis: 'trusting',
  share_contact: 'trusting',
  share_plan: 'trusting',
  share_workflow_notes: 'trusting',
  show_specialists: 'trusted',
  share_internal_kb: 'trusted',
  roles: 'either',
  allow_subcontract: 'trusting',
} as const satisfies { readonly [capability: string]: 'trusting' | 'trusted' | 'either' };
export type Capability = keyof typeof grantors;
export const capabilities = Object.keys(grantors) as readonly Capability[];

/** Which levels a capability has besides being on. The first is what it is when nothing is granted. */
export const levels: { readonly [C in Capability]?: readonly string[] } = {
  assign_approvals: ['none', 'key contacts', 'anyone'],
  share_cis: ['none', 'linked', 'supported'],
};

const finalStatuses = ['failed', 'rejected', 'completed', 'approved', 'canceled'] as const;
export const isFinal = (status: string) => (finalStatuses as readonly string[]).includes(status);
/** What lets successors begin; canceling a predecessor releases too. */
export const releases = (status: string) => ['completed', 'approved', 'canceled'].includes(status);
