import type { en } from './en/index.ts';
import type { Language, Translated } from './index.ts';

/** Areas of the pages, each with words of its own. */
export type Area = keyof typeof en;

/** How the words of an area are loaded, in each language: when somebody comes there. */
export const catalogue: {
  readonly [L in Language]: { readonly [A in Area]: () => Promise<{ readonly [N in A]: Translated<(typeof en)[A]> }> };
} = {
  en: {
    common: () => import('./en/common.ts'),
    graph: () => import('./en/graph.ts'),
    house: () => import('./en/house.ts'),
    inbox: () => import('./en/inbox.ts'),
    portal: () => import('./en/portal.ts'),
    processes: () => import('./en/processes.ts'),
    tasks: () => import('./en/tasks.ts'),
    templates: () => import('./en/templates.ts'),
    trade: () => import('./en/trade.ts'),
  },
  nl: {
    common: () => import('./nl/common.ts'),
    graph: () => import('./nl/graph.ts'),
    house: () => import('./nl/house.ts'),
    inbox: () => import('./nl/inbox.ts'),
    portal: () => import('./nl/portal.ts'),
    processes: () => import('./nl/processes.ts'),
    tasks: () => import('./nl/tasks.ts'),
    templates: () => import('./nl/templates.ts'),
    trade: () => import('./nl/trade.ts'),
  },
};
