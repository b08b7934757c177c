import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';

/** What an account keeps for itself: its hours, people, teams, tokens, its log. */
const settings = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/settings',
  component: lazyRouteComponent(() => import('./first.tsx'), 'FirstPage'),
});

const people = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/people',
  component: lazyRouteComponent(() => import('./first.tsx'), 'FirstPage'),
});

const audit = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/audit',
  component: lazyRouteComponent(() => import('./first.tsx'), 'FirstPage'),
});

export const houseRoutes = [settings, people, audit] as const;
