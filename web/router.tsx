import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { houseRoutes, welcomeRoute } from './pages/house/routes.ts';
import { inboxRoutes } from './pages/inbox/routes.ts';
import { portalRoutes } from './pages/portal/routes.ts';
import { processRoutes } from './pages/processes/routes.ts';
import { taskRoutes } from './pages/tasks/routes.ts';
import { templateRoutes } from './pages/templates/routes.ts';
import { tradeRoutes } from './pages/trade/routes.ts';
import { NotHere } from './parts/not-here.tsx';
import { ProblemPage } from './parts/problem.tsx';
import { appRoute } from './shell/app-route.ts';
import { rootRoute } from './shell/root-route.ts';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ returnTo, over }: { returnTo?: unknown; over?: unknown }) => ({
    ...(typeof returnTo === 'string' && /^\/(?![/\\])/.test(returnTo) ? { returnTo } : {}),
    ...(over === true ? { over } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in.tsx'), 'SignInPage'),
});

const tree = rootRoute.addChildren([
  signInRoute,
  welcomeRoute,
  appRoute.addChildren([
    ...inboxRoutes,
    ...processRoutes,
    ...taskRoutes,
    ...templateRoutes,
    ...tradeRoutes,
    ...houseRoutes,
    ...portalRoutes,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotHere,
  defaultErrorComponent: ProblemPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
