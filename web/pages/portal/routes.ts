import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';

/** Where somebody new begins: what is done for him, and what he is to do. */
const portal = createRoute({
  getParentRoute: () => appRoute,
  path: '/home',
  /** The task that is opened, and whether all are shown. */
  validateSearch: ({ task, all }: { task?: unknown; all?: unknown }): { task?: string; all?: true } => ({
    ...(typeof task === 'string' ? { task } : {}),
    ...(all === true ? { all } : {}),
  }),
  component: lazyRouteComponent(() => import('./home.tsx'), 'HomePage'),
});

export const portalRoutes = [portal] as const;
