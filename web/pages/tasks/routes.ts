import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';
import { taskSearch } from './search.ts';

/** A task on a page of its own. */
const task = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/tasks/$task',
  validateSearch: taskSearch,
  component: lazyRouteComponent(() => import('./task-page.tsx'), 'TaskPage'),
});

/** Where mail leads: to a task, whichever of one's accounts it is seen in. */
const mailed = createRoute({
  getParentRoute: () => appRoute,
  path: '/tasks/$task',
  component: lazyRouteComponent(() => import('./mailed.tsx'), 'MailedTask'),
});

/** The same of a process. */
const mailedProcess = createRoute({
  getParentRoute: () => appRoute,
  path: '/processes/$process',
  component: lazyRouteComponent(() => import('./mailed.tsx'), 'MailedProcess'),
});

export const taskRoutes = [task, mailed, mailedProcess] as const;
