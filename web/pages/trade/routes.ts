import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';
import { agreementViews, serviceViews, sightParts, trustViews } from './views.ts';

/** What an account does with others: trusts, services, offerings, agreements. */
const trusts = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/trusts',
  validateSearch: ({ over, invite }: Search) => ({
    ...(over === true ? { over } : {}),
    ...(invite === true ? { invite } : {}),
  }),
  component: lazyRouteComponent(() => import('./trusts/list.tsx'), 'TrustsPage'),
});

const trust = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/trusts/$trust',
  validateSearch: ({ view, part, task }: Search) => ({
    ...oneOf({ view }, trustViews),
    ...oneOf({ part }, sightParts),
    ...textOf({ task }),
  }),
  component: lazyRouteComponent(() => import('./trusts/trust.tsx'), 'TrustPage'),
});

const services = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/services',
  validateSearch: ({ view, add }: Search) => ({
    ...oneOf({ view }, ['own', 'offered'] as const),
    ...(add === true ? { add } : {}),
  }),
  component: lazyRouteComponent(() => import('./services/list.tsx'), 'ServicesPage'),
});

const service = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/services/$service',
  validateSearch: ({ view, offering }: Search) => ({ ...oneOf({ view }, serviceViews), ...textOf({ offering }) }),
  component: lazyRouteComponent(() => import('./services/service.tsx'), 'ServicePage'),
});

const agreements = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/agreements',
  validateSearch: ({ side, over, add, trust, offering }: Search) => ({
    ...oneOf({ side }, ['provider', 'customer'] as const),
    ...(over === true ? { over } : {}),
    ...(add === true ? { add } : {}),
    ...textOf({ trust }),
    ...textOf({ offering }),
  }),
  component: lazyRouteComponent(() => import('./agreements/list.tsx'), 'AgreementsPage'),
});

const agreement = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/agreements/$agreement',
  validateSearch: ({ view, period }: Search) => ({
    ...oneOf({ view }, agreementViews),
    ...(typeof period === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(period) ? { period } : {}),
  }),
  component: lazyRouteComponent(() => import('./agreements/agreement.tsx'), 'AgreementPage'),
});

export const tradeRoutes = [trusts, trust, services, service, agreements, agreement] as const;

/** What stands behind the question mark, which anybody may have written. */
type Search = { readonly [name: string]: unknown };

function oneOf<Name extends string, const Value extends string>(
  given: { readonly [name in Name]: unknown },
  known: readonly Value[],
): { readonly [name in Name]?: Value } {
  const [[name, value]] = Object.entries(given) as [[Name, unknown]];
  return known.includes(value as Value) ? ({ [name]: value } as { [name in Name]: Value }) : {};
}

function textOf<Name extends string>(
  given: { readonly [name in Name]: unknown },
): { readonly [name in Name]?: string } {
  const [[name, value]] = Object.entries(given) as [[Name, unknown]];
  return typeof value === 'string' && value !== '' ? ({ [name]: value } as { [name in Name]: string }) : {};
}
