import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';
import { views } from './follow/views.ts';
import { zooms } from './gantt/axis.ts';
import { isOneOf, listSearch } from './list/search.ts';

const processes = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/processes',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./list/list.tsx'), 'ProcessList'),
});

const process = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/processes/$process',
  validateSearch: ({ view, zoom }: { view?: unknown; zoom?: unknown }) => ({
    ...(isOneOf(views, view) ? { view } : {}),
    ...(isOneOf(zooms, zoom) ? { zoom } : {}),
  }),
  component: lazyRouteComponent(() => import('./follow/process.tsx'), 'ProcessPage'),
});

const startTemplates = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/start',
  component: lazyRouteComponent(() => import('./start/start-templates.tsx'), 'StartTemplates'),
});

const start = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/start/$template',
  validateSearch: ({ zoom }: { zoom?: unknown }) => (isOneOf(zooms, zoom) ? { zoom } : {}),
  component: lazyRouteComponent(() => import('./start/start.tsx'), 'StartPage'),
});

const startMany = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/start/$template/many',
  component: lazyRouteComponent(() => import('./many/many.tsx'), 'ManyPage'),
});

export const processRoutes = [processes, process, startTemplates, start, startMany] as const;
