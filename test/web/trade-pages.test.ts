import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';
import { onboarding } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
  await agreeAndWork();
});
afterEach(() => expect(pages.complaints()).toEqual([]));
afterAll(async () => {
  await pages.close();
  await cast.close();
});

/** An agreement on logins, and a task that is done by it. */
async function agreeAndWork(): Promise<void> {
  const [it, hr] = [await pages.api.as('imran', 'fernhill-it'), await pages.api.as('hugo', 'fernhill-hr')];
  const trusts: { id: string; side: string }[] = (await it.get('/v1/trusts')).body.items;
  const trust = trusts.find(({ side }) => side === 'trusted')?.id as string;
  const { offerings } = (await it.get(`/v1/trusts/${trust}`)).body as { offerings: { id: string; name: string }[] };
  const offeringId = offerings.find(({ name }) => name === 'create login')?.id;
  const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
  const { body } = await it.post('/v1/agreements', { name: 'Logins', trust, offeringId, startsOn });
  expect((await hr.post(`/v1/agreements/${body.id}/acceptance`, {})).status).toBe(200);
  await (await onboarding(cast, await pages.api.as('helen'))).task('create-login');
}

test('what the other side sees of a task is shown with what is hidden from it', async () => {
  const page = await pages.as('hugo');
  await page.goto('/a/fernhill-hr/trusts');
  await page.getByRole('link', { name: 'Fernhill IT' }).click();
  await page.getByRole('link', { name: 'View as the other side' }).click();
  await page.getByRole('link', { name: 'create login' }).click();
  const frame = page.getByRole('region', { name: 'This is what Fernhill IT sees of you' });
  await frame.getByText('Hidden from Fernhill IT: you do not grant “Read the plan”.').waitFor();
  const contact = () => frame.locator('dl > div', { hasText: 'Contact details' }).textContent();
  expect(await contact()).toMatch(/hidden from them/);
  await noViolations(page);
  await page.getByRole('link', { name: 'What is granted' }).first().click();
  await page.getByRole('switch', { name: /Read contact details/ }).click();
  await page.getByRole('switch', { name: /Read the plan/ }).click();
  await page.goBack();
  await frame.getByRole('row', { name: /equipment budget/ }).waitFor();
  await frame.locator('dl', { hasText: '@fernhill.example' }).waitFor();
});

test('a report counts the same tasks on both sides, and says which are late', async () => {
  const [it, hr] = [await pages.as('imran'), await pages.as('hugo')];
  for (const [page, account] of [
    [it, 'fernhill-it'],
    [hr, 'fernhill-hr'],
  ] as const) {
    await page.goto(`/a/${account}/agreements`);
    await page.getByRole('link', { name: 'Logins' }).click();
    await page.getByRole('heading', { name: 'One task' }).waitFor();
    await page.getByRole('link', { name: 'create login', exact: true }).waitFor();
  }
  const mark = (page: Page) => page.locator('.hash code').textContent();
  expect(await mark(hr)).toBe(await mark(it));
});

test('every page keeps to WCAG and fits on a phone, in the dark', async () => {
  const page = await pages.as('imran', { ...phone, colorScheme: 'dark' });
  for (const path of await everyPage(page)) {
    await open(page, path);
    await noViolations(page);
    await fitsWindow(page);
  }
}, 120_000);

test('every page is there in Dutch', async () => {
  const page = await pages.as('imran');
  const all = (await everyPage(page)).filter((path) => !/add=|invite=|part=/.test(path));
  await page.evaluate(() => localStorage.setItem('accord.language', 'nl'));
  for (const path of all) {
    await open(page, path);
    // A word that is missing shows its key.
    expect(await page.getByRole('main').textContent()).not.toMatch(
      /\b(trust|grant|offering|service|agreement|report)\.\w/,
    );
  }
  await page.getByRole('link', { name: 'Overeenkomsten' }).first().waitFor();
}, 60_000);

/** Addresses of all pages of this part, with something on them. */
async function everyPage(page: Page): Promise<string[]> {
  const [trusts, services, agreements] = ['trusts', 'services', 'agreements'].map((of) => `/a/fernhill-it/${of}`) as [
    string,
    string,
    string,
  ];
  const first = async (list: string) => {
    await page.goto(list);
    const link = page.locator(`main a[href^="${list}/"]`).first();
    return ((await link.getAttribute('href')) as string).split('?')[0] as string;
  };
  const [trust, service, agreement] = [await first(trusts), await first(services), await first(agreements)];
  return [
    ...[trusts, `${trusts}?invite=true`, services, `${services}?view=offered`, agreements, `${agreements}?add=true`],
    ...['granted', 'offerings', 'roles', 'sight', 'end'].map((view) => `${trust}?view=${view}`),
    ...['offerings&offering=new', 'instances', 'service'].map((view) => `${service}?view=${view}`),
    ...['report', 'promise', 'coverage', 'change'].map((view) => `${agreement}?view=${view}`),
  ];
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('h1').waitFor();
  await page.waitForFunction(() => !document.querySelector('.skeletons'));
}
