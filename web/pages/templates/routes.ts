import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../shell/app-route.ts';

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/templates',
  component: lazyRouteComponent(() => import('./list.tsx'), 'TemplatesPage'),
});

export const views = ['graph', 'plan', 'versions', 'compare', 'input'] as const;
export type View = (typeof views)[number];

/** What of a template is shown; hashes name versions, `start` is the date everything is relative to. */
export type TemplateSearch = {
  view?: View;
  version?: string;
  from?: string;
  to?: string;
  start?: string;
  /** The step that is opened. */
  step?: string;
  as?: 'drawing' | 'list';
};

const template = createRoute({
  getParentRoute: () => appRoute,
  path: '/a/$account/templates/$name',
  validateSearch: (search: Record<string, unknown>): TemplateSearch => ({
    ...one('view', views, search.view),
    ...matching('version', hash, search.version),
    ...matching('from', hash, search.from),
    ...matching('to', hash, search.to),
    ...matching('start', /^\d{4}-\d\d-\d\d$/, search.start),
    ...matching('step', /./, search.step),
    ...one('as', ['drawing', 'list'] as const, search.as),
  }),
  component: lazyRouteComponent(() => import('./template.tsx'), 'TemplatePage'),
});

const hash = /^[0-9a-f]{64}$/;

function one<Key extends string, Value>(key: Key, values: readonly Value[], value: unknown): { [K in Key]?: Value } {
  return values.includes(value as Value) ? ({ [key]: value } as { [K in Key]?: Value }) : {};
}

function matching<Key extends string>(key: Key, pattern: RegExp, value: unknown): { [K in Key]?: string } {
  return typeof value === 'string' && pattern.test(value) ? ({ [key]: value } as { [K in Key]?: string }) : {};
}

export const templateRoutes = [list, template] as const;
