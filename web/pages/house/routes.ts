import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';
import { rootRoute } from '../../shell/root-route.ts';
import { dayIn, flagIn, idIn, oneIn, textIn, wholeIn } from './search.ts';

/** What an account keeps for itself: its people, teams and places, its hours and tokens, its log. */
const frame = (name: 'PeopleFrame' | 'SettingsFrame' | 'AuditFrame') =>
  lazyRouteComponent(() => import('./parts/frame.tsx'), name);

const peopleFrame = createRoute({
  getParentRoute: () => appRoute,
  id: 'house-people',
  component: frame('PeopleFrame'),
});
const people = createRoute({
  getParentRoute: () => peopleFrame,
  path: '/a/$account/people',
  validateSearch: (given: Record<string, unknown>) => ({
    ...textIn(given, 'search'),
    ...idIn(given, 'team'),
    ...idIn(given, 'organization'),
    ...idIn(given, 'site'),
    ...idIn(given, 'manager'),
    ...flagIn(given, 'disabled'),
  }),
  component: lazyRouteComponent(() => import('./people/list.tsx'), 'PeoplePage'),
});
const newPerson = createRoute({
  getParentRoute: () => peopleFrame,
  path: '/a/$account/people/new',
  component: lazyRouteComponent(() => import('./people/new.tsx'), 'NewPersonPage'),
});
const person = createRoute({
  getParentRoute: () => peopleFrame,
  path: '/a/$account/people/$person',
  component: lazyRouteComponent(() => import('./people/person.tsx'), 'PersonPage'),
});
const teams = createRoute({
  getParentRoute: () => peopleFrame,
  path: '/a/$account/teams',
  validateSearch: (given: Record<string, unknown>) => flagIn(given, 'make'),
  component: lazyRouteComponent(() => import('./teams/list.tsx'), 'TeamsPage'),
});
const team = createRoute({
  getParentRoute: () => peopleFrame,
  path: '/a/$account/teams/$team',
  component: lazyRouteComponent(() => import('./teams/team.tsx'), 'TeamPage'),
});
const organizations = createRoute({
  getParentRoute: () => peopleFrame,
  path: '/a/$account/organizations',
  validateSearch: (given: Record<string, unknown>) => textIn(given, 'open'),
  component: lazyRouteComponent(() => import('./places/organizations.tsx'), 'OrganizationsPage'),
});
const sites = createRoute({
  getParentRoute: () => peopleFrame,
  path: '/a/$account/sites',
  validateSearch: (given: Record<string, unknown>) => textIn(given, 'open'),
  component: lazyRouteComponent(() => import('./places/sites.tsx'), 'SitesPage'),
});
const permissions = createRoute({
  getParentRoute: () => peopleFrame,
  path: '/a/$account/permissions',
  validateSearch: (given: Record<string, unknown>) => idIn(given, 'person'),
  component: lazyRouteComponent(() => import('./people/permissions.tsx'), 'PermissionsPage'),
});

const settingsFrame = createRoute({
  getParentRoute: () => appRoute,
  id: 'house-settings',
  component: frame('SettingsFrame'),
});
const account = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/a/$account/settings',
  component: lazyRouteComponent(() => import('./settings/account.tsx'), 'AccountPage'),
});
const branding = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/a/$account/settings/branding',
  component: lazyRouteComponent(() => import('./settings/branding.tsx'), 'BrandingPage'),
});
const hours = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/a/$account/settings/hours',
  validateSearch: (given: Record<string, unknown>) => ({
    ...wholeIn(given, 'year', 2000, 2075),
    ...dayIn(given, 'day'),
    ...oneIn(given, 'part', ['week', 'holidays', 'zone'] as const),
    ...wholeIn(given, 'week', 0, 100),
    ...textIn(given, 'country'),
    ...textIn(given, 'region'),
  }),
  component: lazyRouteComponent(() => import('./hours/hours.tsx'), 'HoursPage'),
});
const tokens = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/a/$account/settings/tokens',
  validateSearch: (given: Record<string, unknown>) => flagIn(given, 'make'),
  component: lazyRouteComponent(() => import('./settings/tokens.tsx'), 'TokensPage'),
});
const domains = createRoute({
  getParentRoute: () => settingsFrame,
  path: '/a/$account/settings/domains',
  component: lazyRouteComponent(() => import('./settings/domains.tsx'), 'DomainsPage'),
});

const auditFrame = createRoute({
  getParentRoute: () => appRoute,
  id: 'house-audit',
  component: frame('AuditFrame'),
});
const audit = createRoute({
  getParentRoute: () => auditFrame,
  path: '/a/$account/audit',
  validateSearch: (given: Record<string, unknown>) => ({
    ...dayIn(given, 'from'),
    ...dayIn(given, 'to'),
    ...idIn(given, 'person'),
    ...textIn(given, 'kind'),
    ...textIn(given, 'action'),
    ...idIn(given, 'record'),
    ...idIn(given, 'entry'),
  }),
  component: lazyRouteComponent(() => import('./audit/log.tsx'), 'AuditPage'),
});
const seals = createRoute({
  getParentRoute: () => auditFrame,
  path: '/a/$account/audit/seals',
  component: lazyRouteComponent(() => import('./audit/seals.tsx'), 'SealsPage'),
});

export const houseRoutes = [
  peopleFrame.addChildren([people, newPerson, person, teams, team, organizations, sites, permissions]),
  settingsFrame.addChildren([account, branding, hours, tokens, domains]),
  auditFrame.addChildren([audit, seals]),
] as const;

/** For somebody who cannot sign in yet. */
export const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./people/welcome-page.tsx'), 'WelcomePage'),
});
