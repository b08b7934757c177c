import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Client } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { noViolations, type Pages, startPages } from '../support/pages.ts';
import { inDays } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
let helen: Client;
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
  helen = await pages.api.as('helen');
});
afterEach(() => expect(pages.complaints()).toEqual([]));
afterAll(async () => {
  await pages.close();
  await cast.close();
});

const home = '/a/fernhill-hr';
const timeline = (page: Page) => page.getByRole('table', { name: /^When every/ });

/** Chooses somebody as one does by keyboard. */
async function choose(page: Page, field: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.keyboard.type(name.slice(0, 4));
  await page.getByRole('option', { name }).waitFor();
  await page.getByRole('option', { name }).click();
}

test('HR chooses a template, fills in what it needs, and sees when everything would happen', async () => {
  const page = await pages.as('helen');
  await page.goto(`${home}/start`);
  await page.getByRole('heading', { name: 'Employee onboarding' }).waitFor();
  expect(await page.title()).toBe('Start a process · Accord');
  await noViolations(page);
  await page.getByRole('link', { name: 'Employee onboarding' }).click();
  await page.getByText('Shown once these are filled in: Person, Manager.').waitFor();
  expect(await page.title()).toBe('Employee onboarding · Accord');
  await choose(page, 'Person', 'Noor Haddad');
  // His manager is known, and the first day is a Monday.
  await page.getByText('Shown once these are put right: Site.').waitFor();
  expect(await page.getByRole('combobox', { name: 'Manager' }).inputValue()).toBe('Marta Jansen');
  expect(new Date(await page.getByLabel('First day').inputValue()).getUTCDay()).toBe(1);
  await page.getByText('Is missing, and "assign desk" needs it.').waitFor();
  await page.getByRole('combobox', { name: 'Site (optional)' }).fill('Amsterdam');
  await timeline(page)
    .getByRole('row', { name: /Create login/ })
    .waitFor();
  expect(await timeline(page).innerText()).toMatch(/Fernhill Facilities[\s\S]*Assign desk/);
  await noViolations(page);

  await page.getByLabel('First day').fill(inDays(3));
  await page.getByText(/steps would be late even if every target is just met/).waitFor();
  await page.getByLabel('First day').fill('2020-01-06');
  await page.getByText(/lies in the past/).waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page
    .getByRole('alert')
    .getByRole('link', { name: /First day/ })
    .click();
  expect(await page.getByLabel('First day').evaluate((field) => field === document.activeElement)).toBe(true);

  // A year of five digits is refused like others; kept in the window, it must not break the page there.
  expect(await page.getByLabel('First day').getAttribute('max')).toBe('9999-12-31');
  await page.getByLabel('First day').fill('12027-01-04');
  await page.getByText(/12027/).or(page.getByRole('alert')).first().waitFor();
  await page.reload();
  await page.getByLabel('First day').waitFor();
});

test('who fills a role is chosen among the accounts that the API names, whatever its sentence says', async () => {
  const page = await pages.as('helen');
  const fault = { pointer: '#/roles/it', detail: 'Several may do it.', choices: ['fernhill-it'] };
  await page.route('**/plan', (route) => {
    if (route.request().postDataJSON().roles.it) return route.continue();
    return route.fulfill({ status: 422, json: { status: 422, detail: 'It cannot start.', errors: [fault] } });
  });
  await page.goto(`${home}/start/employee-onboarding`);
  await choose(page, 'Person', 'Noor Haddad');
  await page.getByRole('combobox', { name: 'Site (optional)' }).fill('Amsterdam');
  await page.keyboard.press('Tab');
  await page.getByText('Several may do it.').waitFor();
  await page.getByRole('combobox', { name: 'Who takes the part of IT' }).click();
  expect(await page.getByRole('option').allInnerTexts()).toEqual(['Fernhill IT']);
  await page.getByRole('option').click();
  await timeline(page).waitFor();
});

test('what was filled in is there after going away and back; then it starts', async () => {
  const page = await pages.as('helen');
  await page.goto(`${home}/start/employee-onboarding`);
  await choose(page, 'Person', 'Noor Haddad');
  await page.getByRole('combobox', { name: 'Site (optional)' }).fill('Amsterdam');
  await page.getByLabel('First day').fill(inDays(40));
  await timeline(page).waitFor();
  await page.goto('/inbox');
  await page.goBack();
  expect(await page.getByLabel('First day').inputValue()).toBe(inDays(40));
  await timeline(page).waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('heading', { name: 'Employee onboarding: Noor Haddad', level: 1 }).waitFor();
  const { body } = await helen.get(`/v1/processes?subject=${cast.personId('noor')}`);
  expect(body.items).toMatchObject([{ manager: { name: 'Marta Jansen' }, anchor: inDays(40) }]);
});
