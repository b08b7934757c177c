import { type RoleName, roleNames } from '../domain/person/team.entity.ts';

/**
 * Who may call a route. `public`: anybody. `signed-in`: a person, whichever account he acts in. `member`: a person
 * acting in one account in which he has a role; what is seen and done there is the domain's to decide. `operator`: whoever
 * knows the operator's password; no account and no person.
 */
export const policies = ['public', 'signed-in', 'member', 'operator'] as const;
export type Policy = (typeof policies)[number];

/**
 * What the account acted in is to a record. `own`: the record is its own, or is listed or made there. `holder`: its own,
 * and nobody else does the work. `directory`: it is its directory's, or it is made and the account acted in is a
 * directory. `trusting`: it is of an account that this one trusts. `trusted`: it is of an account that trusts this one.
 * `former`: the same after the trust has ended. Not of the account but of the person himself are `self`, it is his own or
 * he is asked, and `manager`, he manages or has started it.
 */
export const relations = ['own', 'holder', 'directory', 'trusting', 'trusted', 'former', 'self', 'manager'] as const;
export type Relation = (typeof relations)[number];

/**
 * Which roles may do it to which records: declared with every route of members, decided by the domain, and compared
 * for every role, route and relation by `test/api/policy`. Whoever may not is refused (403) where he sees the record;
 * for everybody else it is not there (404).
 */
export type May = { readonly [R in Relation]?: readonly RoleName[] };

export const anyRole: readonly RoleName[] = roleNames;
/** Who does the account's work. */
export const workers: readonly RoleName[] = ['specialist', 'account_admin'];
/** Who sees the account's work. */
export const observers: readonly RoleName[] = [...workers, 'auditor'];
export const administrators: readonly RoleName[] = ['account_admin'];

/** @returns what is missing or wrong in what a route says of who may call it; undefined when nothing is */
export function faultOf({ policy, may }: { readonly policy: Policy; readonly may?: May | undefined }) {
  if (!policies.includes(policy)) return 'has no policy: say who may call it';
  if (policy !== 'member') return undefined;
  const said = Object.entries(may ?? {});
  if (said.length === 0) return 'does not say which roles may do it to which records: declare "may"';
  const unknown = said.find(([relation, roles]) => !isRelation(relation) || roles.length === 0 || !roles.every(isRole));
  return unknown && `names a relation or a role that there is not in "may": ${unknown.join(' ')}`;
}

const isRelation = (name: string) => (relations as readonly string[]).includes(name);
const isRole = (name: string) => (roleNames as readonly string[]).includes(name);
