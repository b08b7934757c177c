import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';

const processes = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/processes',
  component: lazyRouteComponent(() => import('./first.tsx'), 'FirstPage'),
});

const start = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/start',
  component: lazyRouteComponent(() => import('./first.tsx'), 'FirstPage'),
});

export const processRoutes = [processes, start] as const;
