import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Organisation, organisation } from '../support/organisation.ts';
import { type Pages, startPages } from '../support/pages.ts';

let cast: Organisation;
let pages: Pages;
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
});
afterEach(() => expect(pages.complaints()).toEqual([]));
afterAll(async () => {
  await pages.close();
  await cast.close();
});

const liked = async (key: string) => (await (await pages.api.as(key)).get('/v1/preferences')).body;
const scheme = (page: Page) => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
const language = (page: Page) => page.evaluate(() => document.documentElement.lang);

async function openMenu(page: Page): Promise<void> {
  if (!(await page.getByRole('menu').isVisible())) await page.locator('.shell-nav button').first().click();
  await page.getByRole('menu').waitFor();
}

/** Chooses something in one's own menu. */
async function choose(page: Page, item: string, role: 'menuitemradio' | 'menuitemcheckbox' = 'menuitemradio') {
  await openMenu(page);
  await page.getByRole(role, { name: item }).click();
}
/** That it was handed in. */
const handedIn = (page: Page) =>
  page.waitForResponse((answer) => answer.url().endsWith('/v1/preferences') && answer.request().method() === 'PUT');

test('what one likes in one window holds in a browser one signs in with later', async () => {
  const page = await pages.as('imran');
  for (const [item, role] of [
    ['Dark', 'menuitemradio'],
    ['Nederlands', 'menuitemradio'],
    ['Sneltoetsen van één toets', 'menuitemcheckbox'],
  ] as const) {
    const answered = handedIn(page);
    await choose(page, item, role);
    expect((await answered).status()).toBe(200);
  }
  expect(await liked('imran')).toEqual({ language: 'nl', theme: 'dark', shortcuts: false, zone: null });

  const elsewhere = await pages.as('imran');
  // It is so from the first page on, not some time after it.
  expect([await scheme(elsewhere), await language(elsewhere)]).toEqual(['dark', 'nl']);
  await elsewhere.getByRole('navigation', { name: 'Hoofdmenu' }).waitFor();
  expect(await elsewhere.evaluate(() => localStorage.getItem('accord.preferences'))).toBe('{"shortcuts":false}');
});

test('a page that is opened again begins as it was, and reads nothing of it before its rows', async () => {
  const page = await pages.as('imran');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  // Nothing answers: it is the copy that is shown.
  await page.route('**/v1/preferences', () => {});
  await page.reload();
  await page.getByRole('navigation', { name: 'Hoofdmenu' }).waitFor();
  expect([await scheme(page), await language(page)]).toEqual(['dark', 'nl']);
  await page.waitForRequest('**/v1/preferences');
  expect(asked.indexOf('/v1/preferences')).toBeGreaterThan(asked.indexOf('/v1/inbox'));
  expect(asked.filter((path) => path === '/v1/preferences')).toHaveLength(1);
});

test('what is chosen without a connection stands, and is handed in with the next', async () => {
  const page = await pages.as('hugo');
  await page.route('**/v1/preferences', (route) => route.abort());
  await choose(page, 'Light');
  await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'light');
  expect((await liked('hugo')).theme).toBe('auto');
  await page.unroute('**/v1/preferences');
  const answered = handedIn(page);
  await page.reload();
  await answered;
  expect(await scheme(page)).toBe('light');
  expect((await liked('hugo')).theme).toBe('light');
});

test('in one browser the next person does not get what the last one likes', async () => {
  const page = await pages.as('imran');
  expect(await language(page)).toBe('nl');
  await openMenu(page);
  await page.getByRole('menuitem', { name: 'Uitloggen' }).click();
  await page.locator('input[type=email]').fill('ida@fernhill.example');
  await page.locator('input[type=password]').fill('fernhill-demo');
  await page.locator('button[type=submit]').click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  expect([await scheme(page), await language(page)]).toEqual(['light', 'en']);
});
