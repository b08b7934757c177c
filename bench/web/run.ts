import { type Browser, chromium, type Page } from 'playwright-core';
import { migrate } from '../../migrations/migrate.ts';
import { fillInbox } from '../backlog.ts';
import { makeCast } from '../cast.ts';
import { openGauge } from '../database.ts';
import { type Figure, percentile, print, rounded } from '../figures.ts';
import { openObserver } from '../product.ts';
import type { BenchStack } from '../stack.ts';
import { bare, bareRows, firstRow, frames, openInbox, watchKeys } from './window.ts';

const open = 5_000;

/** Takes every figure of the pages in a browser, each beside the least that it could be in the same one. */
export async function runWeb(
  executablePath: string,
  stack: BenchStack,
  say: (line: string) => void,
  stopping: AbortSignal,
): Promise<void> {
  await migrate(stack.databaseUrls.migrator, stack.secrets.secret);
  const [product, cast] = await Promise.all([stack.startProduct(), makeCast(stack.databaseUrls.migrator)]);
  const gauge = await openGauge(stack);
  const observer = await openObserver(product.url, cast);
  await fillInbox(observer, gauge, open, stopping);
  say(`${open} tasks wait for one person`);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const close = () => void browser.close();
  stopping.addEventListener('abort', close);
  try {
    print('web_first_load_bytes', await firstLoad(browser, product.url), { page: '/inbox' });
    const page = await openInbox(browser, product.url);
    const least = await several(20, () => bareRows(page));
    const rows = await several(20, () => firstRow(page));
    beside('web_first_row_p50_ms', rows, 'web_first_row_to_bare_ratio', least);
    const keys = await keyPresses(page, 200, 'j');
    await page.goto(bare);
    beside('web_key_to_paint_p50_ms', keys, 'web_key_to_bare_ratio', await keyPresses(page, 200, 'j'));
    await page.goto('/inbox');
    await page.locator('.inbox-row').first().waitFor();
    const still = await frames(page, 120, 0);
    const scrolled = await frames(page, 600, 400);
    print('web_scroll_frame_p95_ms', percentile(scrolled, 0.95), spread(scrolled));
    print('web_scroll_to_idle_ratio', percentile(scrolled, 0.95) / percentile(still, 0.95), { idle: spread(still) });
    const seen = await otherWindow(browser, product.url, 40);
    print('web_other_window_p50_ms', percentile(seen, 0.5), spread(seen));
  } finally {
    stopping.removeEventListener('abort', close);
    await browser.close();
    observer.session.close();
    await gauge.close();
  }
}

function beside(name: Figure, values: readonly number[], ratio: Figure, floor: readonly number[]): void {
  print(name, percentile(values, 0.5), { ...spread(values), open });
  print(ratio, percentile(values, 0.5) / percentile(floor, 0.5), { bare: spread(floor) });
}

const spread = (values: readonly number[]) => ({
  samples: values.length,
  p50: rounded(percentile(values, 0.5)),
  p95: rounded(percentile(values, 0.95)),
});

async function several(times: number, measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  // The first fills what browser and server keep.
  for (let n = -1; n < times; n++) {
    const value = await measure();
    if (n >= 0) values.push(value);
  }
  return values;
}

/** Bytes, gzipped, of all scripts and styles that a browser loads for the inbox when it was never here. */
async function firstLoad(browser: Browser, url: string): Promise<number> {
  const signedIn = await openInbox(browser, url);
  const storageState = await signedIn.context().storageState();
  await signedIn.context().close();
  const context = await browser.newContext({ storageState, extraHTTPHeaders: { 'Accept-Encoding': 'gzip' } });
  const page = await context.newPage();
  await page.goto(`${url}/inbox`);
  await page.locator('.inbox-row').first().waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/assets/'))
      .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize),
  );
  await context.close();
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function keyPresses(page: Page, times: number, key: string): Promise<number[]> {
  await watchKeys(page);
  for (let n = 0; n < times; n++) {
    await page.keyboard.press(key);
    await page.waitForFunction((many) => window.paints.length > many, n);
  }
  return page.evaluate(() => window.paints);
}

/** ms from a key press in one window until what it did can be seen in another, of as many tasks. */
async function otherWindow(browser: Browser, url: string, times: number): Promise<number[]> {
  const [acting, watching] = [await openInbox(browser, url), await openInbox(browser, url)];
  await acting.evaluate(() =>
    addEventListener('keydown', () => Object.assign(window, { pressedAt: Date.now() }), true),
  );
  const values: number[] = [];
  for (let n = 0; n < times; n++) {
    for (const page of [watching, acting]) await page.keyboard.press('j');
    const seen = watching.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const row = document.querySelector('.inbox-row[data-active="true"]') as HTMLElement;
          const changed = new MutationObserver(() => {
            changed.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
          });
          changed.observe(row, { childList: true, subtree: true, characterData: true });
        }),
    );
    await acting.keyboard.press('a');
    const pressed = await acting.evaluate(() => (window as unknown as { pressedAt: number }).pressedAt);
    values.push((await seen) - pressed);
  }
  return values;
}
