import { hasRole, type Membership, type Role } from '../client/me.ts';

/** The pages of an account, and to whom they mean something. The API decides what he sees on them. */
const places = [
  { to: '/a/$account/processes', words: 'nav.processes', for: ['specialist', 'account_admin', 'auditor'] },
  { to: '/a/$account/start', words: 'nav.start', for: ['specialist'] },
  { to: '/a/$account/templates', words: 'nav.templates', for: ['designer', 'account_admin', 'auditor'] },
  { to: '/a/$account/trusts', words: 'nav.trusts', for: ['account_admin', 'auditor'] },
  { to: '/a/$account/services', words: 'nav.services', for: ['account_admin', 'auditor'] },
  { to: '/a/$account/agreements', words: 'nav.agreements', for: ['account_admin', 'auditor'] },
  { to: '/a/$account/people', words: 'nav.people', for: ['account_admin', 'directory_admin', 'auditor'] },
  { to: '/a/$account/settings', words: 'nav.settings', for: ['account_admin', 'directory_admin'] },
  { to: '/a/$account/audit', words: 'nav.audit', for: ['account_admin', 'auditor'] },
] as const satisfies readonly { to: string; words: string; for: readonly Role[] }[];

/** Pages that belong to one of these though their address is another. */
const within: Readonly<Record<string, string>> = {
  teams: 'people',
  organizations: 'people',
  sites: 'people',
  permissions: 'people',
};

/** Whether the page at `path` is one of the place's, by an address that does not begin with the place's. */
export const belongsTo = (place: string, account: string, path: string): boolean => {
  const [, , handle, part = ''] = path.split('/');
  return handle === account && place.endsWith(`/${within[part]}`);
};

export const placesIn = (account: Membership) => places.filter((place) => hasRole(account, ...place.for));
