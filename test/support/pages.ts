import { AxeBuilder } from '@axe-core/playwright';
import { expect, jest } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { AppOptions } from '../../api/app.ts';
import { builtPages } from '../../bin/pages.ts';
import { demoPassword, emailOf, people } from '../../bin/seed/cast.ts';
import { type Api, startApi } from './api.ts';
import type { Organisation } from './organisation.ts';

// A browser beside servers takes its time on a small machine; how fast the pages are is measured by `npm run bench -- web`.
jest.setTimeout(180_000);

/** The pages as they are served, in a real browser. */
export type Pages = {
  readonly api: Api;
  readonly url: string;
  /** A window of somebody of the cast, signed in by the page, with storage of its own. */
  readonly as: (key: string, options?: BrowserContextOptions) => Promise<Page>;
  /** A window of nobody. */
  readonly anybody: (options?: BrowserContextOptions) => Promise<Page>;
  /** What browsers complained of since it was asked last: errors of the program, whatever the policy blocked. */
  readonly complaints: () => string[];
  readonly close: () => Promise<void>;
};

export async function startPages(cast: Organisation, options: Partial<AppOptions> = {}): Promise<Pages> {
  const executablePath = process.env.ACCORD_TEST_CHROMIUM;
  if (!executablePath) throw new Error('There is no browser to test the pages with: see the beginning of "npm test".');
  const api = await startApi(cast, { pages: builtPages, ...options });
  // Chromium's own sandbox needs rights that containers lack; the pages are ours.
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const said: string[] = [];
  const anybody = async (more: BrowserContextOptions = {}) => {
    const context: BrowserContext = await browser.newContext({ ...usual, baseURL: api.url, ...more });
    const page = await context.newPage();
    page.on('pageerror', (error) => said.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // Refusals are shown on the page; the browser counts every one as an error besides.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) said.push(message.text());
    });
    page.setDefaultTimeout(20_000);
    return page;
  };
  return {
    api,
    url: api.url,
    anybody,
    as: async (key, more) => {
      const page = await anybody(more);
      const person = people.find((one) => one.key === key);
      if (!person) throw new Error(`Nobody of the cast is called ${key}.`);
      await page.goto('/sign-in');
      await page.locator('input[type=email]').fill(emailOf(person));
      await page.locator('input[type=password]').fill(demoPassword);
      await page.locator('button[type=submit]').click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      return page;
    },
    complaints: () => said.splice(0),
    close: async () => {
      await browser.close();
      await api.close();
    },
  };
}

const usual: BrowserContextOptions = {
  locale: 'en-GB',
  timezoneId: 'Europe/Amsterdam',
  viewport: { width: 1280, height: 800 },
  reducedMotion: 'reduce',
};

export const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** What axe-core finds against WCAG 2.2 AA on the page as it is now, by some rules or by all: nothing. */
export async function noViolations(page: Page, rules?: readonly string[]): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations, passes } = await (rules
    ? axe.withRules([...rules])
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  ).analyze();
  // A page on which no rule applies was not looked at.
  expect(passes.length).toBeGreaterThan(rules ? 0 : 5);
  expect(violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html) }))).toEqual([]);
}

/** The page is no wider than the window: nobody must scroll sideways to read. */
export async function fitsWindow(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const);
  expect(content).toBeLessThanOrEqual(window);
}
