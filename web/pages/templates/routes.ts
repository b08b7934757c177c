import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';

const templates = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/templates',
  component: lazyRouteComponent(() => import('./first.tsx'), 'FirstPage'),
});

export const templateRoutes = [templates] as const;
