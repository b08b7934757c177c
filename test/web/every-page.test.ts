import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Shown, worldToShow } from '../support/every-page.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';

// `ACCORD_TEST_SCREENS=write npm test -- test/web/every-page` takes the pictures of docs/screens/ anew.
const write = process.env.ACCORD_TEST_SCREENS === 'write';
const folder = join(import.meta.dirname, '../../docs/screens');

let cast: Organisation;
let pages: Pages;
let every: readonly Shown[];
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
  every = await worldToShow(cast, pages);
});
afterAll(async () => {
  await pages.close();
  await cast.close();
});

type Look = {
  readonly suffix: string;
  readonly options: BrowserContextOptions;
  /** Rules of axe-core that may find something else than in the first look; all of them where none is named. */
  readonly rules?: readonly string[];
};
const looks: readonly Look[] = [
  { suffix: '', options: { colorScheme: 'light' } },
  {
    suffix: '-dark',
    options: { colorScheme: 'dark' },
    rules: ['document-title', 'color-contrast', 'link-in-text-block'],
  },
  {
    suffix: '-phone',
    options: { ...phone, colorScheme: 'light' },
    rules: [
      'document-title',
      'target-size',
      'scrollable-region-focusable',
      'button-name',
      'link-name',
      'aria-hidden-focus',
    ],
  },
];

test.each(looks)(
  'every page keeps to WCAG, fits its window and complains of nothing ($suffix)',
  async ({ suffix, options, rules }) => {
    const windows = new Map<string, Page>();
    const wrong: string[] = [];
    for (const { name, who, at, reads } of every) {
      const page = windows.get(who) ?? (await (who ? pages.as(who, options) : pages.anybody(options)));
      windows.set(who, page);
      await page.goto(at);
      const is = (what: string) => (error: Error) => void wrong.push(`${name} ${what}: ${error.message}`);
      await page.getByText(reads).locator('visible=true').first().waitFor().catch(is('does not show what it should'));
      await page.waitForLoadState('networkidle');
      await fitsWindow(page).catch(is('is wider than its window'));
      await noViolations(page, rules).catch(is('does not keep to WCAG'));
      if (write) {
        mkdirSync(folder, { recursive: true });
        await page.screenshot({ path: join(folder, `${name}${suffix}.png`) });
      }
    }
    expect(wrong).toEqual([]);
    expect(pages.complaints()).toEqual([]);
  },
  600_000,
);
