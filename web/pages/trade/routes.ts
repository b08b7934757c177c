import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';

/** What an account does with others: trusts, services, offerings, agreements. */
const trusts = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/trusts',
  component: lazyRouteComponent(() => import('./first.tsx'), 'FirstPage'),
});

const services = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/services',
  component: lazyRouteComponent(() => import('./first.tsx'), 'FirstPage'),
});

const agreements = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/agreements',
  component: lazyRouteComponent(() => import('./first.tsx'), 'FirstPage'),
});

export const tradeRoutes = [trusts, services, agreements] as const;
