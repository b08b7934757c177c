import type { Account } from '../../domain/account/account.entity.ts';
import type { RoleName } from '../../domain/person/team.entity.ts';

/**
 * The people and accounts of demo, documentation and tests: Fernhill, an enterprise whose HR, IT and Facilities share a
 * directory; Brightwire, which serves many customers; Oakline, another customer of it that must never see Fernhill.
 */
export type CastAccount = {
  readonly handle: string;
  readonly name: string;
  readonly kind: Account['kind'];
  readonly directory?: string;
  readonly roles: readonly string[];
  readonly zone: string;
  readonly country: string;
  /** Opening hours, Monday to Friday. */
  readonly open: readonly [number, number];
};

export const accounts: readonly CastAccount[] = [
  {
    handle: 'fernhill',
    name: 'Fernhill',
    kind: 'directory',
    roles: [],
    zone: 'Europe/Amsterdam',
    country: 'NL',
    open: [9, 17],
  },
  {
    handle: 'fernhill-hr',
    name: 'Fernhill HR',
    kind: 'support_domain',
    directory: 'fernhill',
    roles: ['hr'],
    zone: 'Europe/Amsterdam',
    country: 'NL',
    open: [9, 17],
  },
  {
    handle: 'fernhill-it',
    name: 'Fernhill IT',
    kind: 'support_domain',
    directory: 'fernhill',
    roles: ['it'],
    zone: 'Europe/Amsterdam',
    country: 'NL',
    open: [8, 18],
  },
  {
    handle: 'fernhill-facilities',
    name: 'Fernhill Facilities',
    kind: 'support_domain',
    directory: 'fernhill',
    roles: ['facilities'],
    zone: 'Europe/Amsterdam',
    country: 'NL',
    open: [7, 16],
  },
  {
    handle: 'brightwire',
    name: 'Brightwire',
    kind: 'standard',
    roles: ['it', 'facilities'],
    zone: 'Europe/London',
    country: 'GB',
    open: [8, 20],
  },
  {
    handle: 'oakline',
    name: 'Oakline',
    kind: 'standard',
    roles: ['hr'],
    zone: 'Europe/London',
    country: 'GB',
    open: [9, 17],
  },
];

/** Who trusts whom: `trusting` receives what `trusted` offers. */
export const trusts: readonly { readonly trusting: string; readonly trusted: string }[] = [
  { trusting: 'fernhill-hr', trusted: 'fernhill-it' },
  { trusting: 'fernhill-hr', trusted: 'fernhill-facilities' },
  { trusting: 'fernhill-it', trusted: 'brightwire' },
  { trusting: 'oakline', trusted: 'brightwire' },
];

export type CastPerson = {
  /** The part of the address before the @. */
  readonly key: string;
  readonly name: string;
  readonly home: string;
  readonly title: string;
  readonly manager?: string;
  /** Roles by account, `*` for every support domain of the home. */
  readonly roles: { readonly [account: string]: readonly RoleName[] };
};

export const people: readonly CastPerson[] = [
  {
    key: 'helen',
    name: 'Helen Marsh',
    home: 'fernhill',
    title: 'HR specialist',
    manager: 'marta',
    roles: { 'fernhill-hr': ['specialist'] },
  },
  {
    key: 'hugo',
    name: 'Hugo Lind',
    home: 'fernhill',
    title: 'HR administrator',
    manager: 'marta',
    roles: { 'fernhill-hr': ['specialist', 'account_admin'] },
  },
  {
    key: 'ida',
    name: 'Ida Novak',
    home: 'fernhill',
    title: 'IT specialist',
    manager: 'imran',
    roles: { 'fernhill-it': ['specialist'] },
  },
  {
    key: 'imran',
    name: 'Imran Shah',
    home: 'fernhill',
    title: 'IT coordinator',
    roles: { 'fernhill-it': ['specialist', 'account_admin'] },
  },
  {
    key: 'fatima',
    name: 'Fatima Reyes',
    home: 'fernhill',
    title: 'Facilities specialist',
    manager: 'felix',
    roles: { 'fernhill-facilities': ['specialist'] },
  },
  {
    key: 'felix',
    name: 'Felix Braun',
    home: 'fernhill',
    title: 'Facilities coordinator',
    roles: { 'fernhill-facilities': ['specialist', 'account_admin'] },
  },
  {
    key: 'sam',
    name: 'Sam Okafor',
    home: 'fernhill',
    title: 'Specialist for IT and Facilities',
    roles: { 'fernhill-it': ['specialist'], 'fernhill-facilities': ['specialist'] },
  },
  {
    key: 'dana',
    name: 'Dana Whitfield',
    home: 'fernhill',
    title: 'Directory administrator',
    roles: { fernhill: ['directory_admin', 'account_admin'] },
  },
  {
    key: 'pia',
    name: 'Pia Duarte',
    home: 'fernhill',
    title: 'Process designer',
    roles: { 'fernhill-hr': ['designer'] },
  },
  {
    key: 'aziz',
    name: 'Aziz Rahman',
    home: 'fernhill',
    title: 'Auditor',
    roles: { 'fernhill-hr': ['auditor'], 'fernhill-it': ['auditor'] },
  },
  { key: 'marta', name: 'Marta Jansen', home: 'fernhill', title: 'Head of Product', roles: {} },
  { key: 'bao', name: 'Bao Tran', home: 'fernhill', title: 'Engineer', manager: 'marta', roles: {} },
  { key: 'noor', name: 'Noor Haddad', home: 'fernhill', title: 'Engineer', manager: 'marta', roles: {} },
  { key: 'nils', name: 'Nils Berg', home: 'fernhill', title: 'Designer', manager: 'marta', roles: {} },
  { key: 'nadia', name: 'Nadia Costa', home: 'fernhill', title: 'Engineer', manager: 'marta', roles: {} },
  { key: 'noah', name: 'Noah Kim', home: 'fernhill', title: 'Researcher', manager: 'marta', roles: {} },
  { key: 'nora', name: 'Nora Quist', home: 'fernhill', title: 'Writer', manager: 'marta', roles: {} },
  {
    key: 'bella',
    name: 'Bella Wright',
    home: 'brightwire',
    title: 'Technician',
    roles: { brightwire: ['specialist', 'account_admin'] },
  },
  {
    key: 'oscar',
    name: 'Oscar Hale',
    home: 'oakline',
    title: 'HR lead',
    roles: { oakline: ['specialist', 'account_admin'] },
  },
  {
    key: 'olive',
    name: 'Olive Stone',
    home: 'oakline',
    title: 'Analyst',
    manager: 'oscar',
    roles: { oakline: ['end_user'] },
  },
];

export const emailOf = ({ key, home }: Pick<CastPerson, 'key' | 'home'>) => `${key}@${home}.example`;

/** Everybody's password in the demo organisation, which is made for trying out and nothing else. */
export const demoPassword = 'fernhill-demo';
