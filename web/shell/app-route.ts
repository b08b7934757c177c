import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { meQuery } from '../client/me.ts';
import { ApiProblem } from '../client/problem.ts';
import { queries } from '../client/queries.ts';
import { rootRoute } from './root-route.ts';

/** All pages behind the sign-in. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ location }) => {
    // The inbox is the page that must be there at once; it has what it needs.
    if (location.pathname !== '/inbox') await import('./all-styles.ts');
    try {
      await queries.ensureQueryData(meQuery);
    } catch (error) {
      if (!(error instanceof ApiProblem && error.status === 401)) throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { returnTo: location.href } });
    }
  },
  component: lazyRouteComponent(() => import('./layout.tsx'), 'Layout'),
});
