import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';
import { onboarding } from '../support/running.ts';

// `ACCORD_TEST_SCREENS=write npm test -- test/web/every-page` takes the pictures of docs/screens/ anew.
const write = process.env.ACCORD_TEST_SCREENS === 'write';
const folder = join(import.meta.dirname, '../../docs/screens');

let cast: Organisation;
let pages: Pages;
const ids: { [name: string]: string } = {};
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
  const helen = await pages.api.as('helen', 'fernhill-hr');
  const hires = [];
  for (const person of ['nora', 'nadia', 'noah']) {
    hires.push(await onboarding(cast, helen, { person: cast.personId(person) }));
  }
  const [nora, nadia] = hires as [(typeof hires)[0], (typeof hires)[0]];
  ids.process = nora.id;
  ids.task = (await nora.task('assign-desk')).id;
  const fatima = await pages.api.as('fatima');
  await fatima.post(`/v1/tasks/${ids.task}/acceptance`);
  await fatima.post(`/v1/tasks/${ids.task}/notes`, { kind: 'public', text: 'By the window, as she asked.' });
  const ida = await pages.api.as('ida');
  const login = (await nadia.task('create-login')).id;
  await ida.post(`/v1/tasks/${login}/rejection`, { reason: 'The contract is not signed yet.' });
  await nadia.drive();
  const [trust] = (await (await pages.api.as('hugo', 'fernhill-hr')).get('/v1/trusts')).body.items;
  ids.trust = trust.id;
});
afterAll(async () => {
  await pages.close();
  await cast.close();
});

type Shown = {
  readonly name: string;
  readonly who: string;
  readonly at: () => string;
  readonly reads: string | RegExp;
};
const every: readonly Shown[] = [
  { name: 'inbox', who: 'sam', at: () => '/inbox', reads: 'Assign desk' },
  { name: 'task', who: 'fatima', at: () => `/inbox/fernhill-facilities/${ids.task}`, reads: 'What you were given' },
  {
    name: 'task-notes',
    who: 'fatima',
    at: () => `/a/fernhill-facilities/tasks/${ids.task}?tab=notes`,
    reads: 'By the window',
  },
  {
    name: 'task-clock',
    who: 'fatima',
    at: () => `/a/fernhill-facilities/tasks/${ids.task}?tab=clock`,
    reads: 'Response',
  },
  { name: 'processes', who: 'helen', at: () => '/a/fernhill-hr/processes', reads: 'Nora Quist' },
  {
    name: 'timeline',
    who: 'helen',
    at: () => `/a/fernhill-hr/processes/${ids.process}?view=timeline`,
    reads: 'Issue badge',
  },
  { name: 'graph', who: 'helen', at: () => `/a/fernhill-hr/processes/${ids.process}?view=graph`, reads: 'Issue badge' },
  { name: 'list', who: 'helen', at: () => `/a/fernhill-hr/processes/${ids.process}?view=list`, reads: 'Issue badge' },
  { name: 'start', who: 'helen', at: () => '/a/fernhill-hr/start/employee-onboarding', reads: 'Laptop model' },
  { name: 'many', who: 'helen', at: () => '/a/fernhill-hr/start/employee-onboarding/many', reads: /CSV/ },
  { name: 'templates', who: 'pia', at: () => '/a/fernhill-hr/templates', reads: /onboarding/i },
  {
    name: 'template-graph',
    who: 'pia',
    at: () => '/a/fernhill-hr/templates/employee-onboarding?view=graph',
    reads: /laptop/i,
  },
  { name: 'trusts', who: 'hugo', at: () => '/a/fernhill-hr/trusts', reads: 'Fernhill IT' },
  { name: 'trust', who: 'hugo', at: () => `/a/fernhill-hr/trusts/${ids.trust}`, reads: /Fernhill/ },
  { name: 'services', who: 'imran', at: () => '/a/fernhill-it/services', reads: /workplace/i },
  { name: 'agreements', who: 'imran', at: () => '/a/fernhill-it/agreements', reads: 'Agreements' },
  { name: 'people', who: 'hugo', at: () => '/a/fernhill-hr/people', reads: 'Nadia Costa' },
  { name: 'hours', who: 'imran', at: () => '/a/fernhill-it/settings/hours', reads: /Monday|Mon/ },
  { name: 'branding', who: 'imran', at: () => '/a/fernhill-it/settings/branding', reads: /#rrggbb/ },
  { name: 'audit', who: 'hugo', at: () => '/a/fernhill-hr/audit', reads: /Helen Marsh/ },
  { name: 'home', who: 'nora', at: () => '/home', reads: /Your login/ },
];

const darkOnes: ReadonlySet<string> = new Set(['inbox', 'timeline', 'graph', 'home', 'trust', 'hours']);

const looks: readonly { readonly suffix: string; readonly options: BrowserContextOptions }[] = [
  { suffix: '', options: { colorScheme: 'light' } },
  { suffix: '-dark', options: { colorScheme: 'dark' } },
  { suffix: '-phone', options: { ...phone, colorScheme: 'light' } },
];

test.each(looks)(
  'every page keeps to WCAG, fits its window and complains of nothing ($suffix)',
  async ({ suffix, options }) => {
    const windows = new Map<string, Page>();
    // Whatever its colours, a page has the same parts: of the dark ones a few are enough, unless pictures are taken.
    const shown = suffix === '-dark' && !write ? every.filter(({ name }) => darkOnes.has(name)) : every;
    for (const { name, who, at, reads } of shown) {
      const page = windows.get(who) ?? (await pages.as(who, options));
      windows.set(who, page);
      await page.goto(at());
      await page.getByText(reads).locator('visible=true').first().waitFor();
      await page.waitForLoadState('networkidle');
      await fitsWindow(page).catch(() => {
        throw new Error(`The page ${name}${suffix} is wider than its window.`);
      });
      await noViolations(page).catch((error: Error) => {
        throw new Error(`The page ${name}${suffix}: ${error.message}`);
      });
      if (write) {
        mkdirSync(folder, { recursive: true });
        await page.screenshot({ path: join(folder, `${name}${suffix}.png`) });
      }
    }
    expect(pages.complaints()).toEqual([]);
  },
  300_000,
);
