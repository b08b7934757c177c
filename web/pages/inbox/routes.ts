import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { isEmployeeOnly, meQuery } from '../../client/me.ts';
import { queries } from '../../client/queries.ts';
import { appRoute } from '../../shell/app-route.ts';
import { fetchWords } from '../../words/index.ts';
import { taskSearch } from '../tasks/search.ts';
import { inboxSearch } from './search.ts';

/** Whoever works begins with his inbox; everybody else with what is done for him. */
const home = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  beforeLoad: () => {
    const me = queries.getQueryData(meQuery.queryKey);
    throw redirect({ to: me && isEmployeeOnly(me) ? '/home' : '/inbox' });
  },
});

const inbox = createRoute({
  getParentRoute: () => appRoute,
  path: '/inbox',
  validateSearch: inboxSearch,
  loader: () => fetchWords('inbox', 'tasks'),
  component: lazyRouteComponent(() => import('./inbox.tsx'), 'InboxPage'),
});

/** A task beside the list it stands in. */
const opened = createRoute({
  getParentRoute: () => inbox,
  path: '/$account/$task',
  validateSearch: taskSearch,
  component: lazyRouteComponent(() => import('./opened.tsx'), 'OpenedTask'),
});

export const inboxRoutes = [home, inbox.addChildren([opened])] as const;
