import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';

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

test('an administrator gives a role, makes a team of it, and finds both in the logs', async () => {
  const page = await pages.as('hugo');
  await page.goto('/a/fernhill-hr/people');
  await page.getByLabel('Search people').fill('nad');
  await page.waitForURL(/search=nad/);
  await page.getByRole('link', { name: 'Nadia Costa' }).click();
  await page.getByRole('button', { name: 'Give the role Specialist' }).click();
  await page.getByRole('button', { name: 'Take the role Specialist' }).waitFor();
  await noViolations(page);

  await page.getByRole('link', { name: 'Teams', exact: true }).click();
  await page.getByRole('button', { name: 'New team' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Benefits');
  await noViolations(page);
  await page.getByRole('button', { name: 'Make the team' }).click();
  await page.getByRole('heading', { name: 'Benefits' }).waitFor();
  await choosePerson(page, 'Add somebody', 'nadia', 'Nadia Costa');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Nadia Costa' }).waitFor();
  await noViolations(page);

  await page.getByRole('link', { name: 'Permission log' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Nadia Costa' });
  await row.getByText('by Hugo Lind').waitFor();
  expect(await row.textContent()).toContain('Specialist');
  await noViolations(page);

  await page.goto('/a/fernhill-hr/audit');
  const entry = page.getByRole('listitem').filter({ hasText: 'Hugo Lind added Nadia Costa to Benefits' });
  await entry.getByRole('button').click();
  await page.waitForURL(/entry=/);
  await entry.getByRole('table', { name: 'What was changed' }).waitFor();
  await noViolations(page);
  await page.getByRole('combobox', { name: 'Kind of record' }).click();
  await page.getByRole('option', { name: 'Person' }).click();
  await page.waitForURL(/kind=person/);
  await entry.waitFor({ state: 'detached' });
  await page.getByText('Hugo Lind gave Nadia Costa the role Specialist').waitFor();

  await page.getByRole('combobox', { name: 'What was done' }).click();
  await page.getByRole('option', { name: 'role given' }).click();
  await page.waitForURL(/action=role_granted/);
  await page.getByText('Hugo Lind gave Nadia Costa the role Specialist').waitFor();
  const shown = await page.locator('.audit-log > li').count();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const rows = readFileSync(await (await file).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(rows).toHaveLength(shown + 1);
  for (const row of rows.slice(1)) expect(row).toContain(',role_granted,person,');
  await noViolations(page);
});

test('a role is taken only after what it comes to was said', async () => {
  const page = await pages.as('imran');
  await page.goto(`/a/fernhill-it/people/${cast.personId('ida')}`);
  await page.getByRole('button', { name: 'Take the role Specialist' }).click();
  const asked = page.getByRole('dialog', { name: 'Take the role Specialist from Ida Novak?' });
  await asked.getByText('so he leaves').waitFor();
  await noViolations(page);
  await asked.getByRole('button', { name: 'Take the role' }).click();
  await page.getByText('In no team of this account').waitFor();
  await page.getByRole('button', { name: 'Give the role Specialist' }).waitFor();
});

test('somebody is taken in, sets his password by a link, and is nobody once he is disabled', async () => {
  const page = await pages.as('dana');
  await page.goto('/a/fernhill/people');
  await page.getByRole('heading', { name: 'People' }).waitFor();
  await page.keyboard.press('n');
  await page.waitForURL(/people\/new/);
  await page.getByLabel('Name').fill('Wanda Weiss');
  await page.getByLabel('Mail address').fill('wanda@fernhill.example');
  await choosePerson(page, 'Manager', 'mart', 'Marta Jansen');
  await noViolations(page);
  await page.getByRole('button', { name: 'Take in', exact: true }).click();
  await page.getByRole('heading', { name: 'Wanda Weiss' }).waitFor();
  await page.getByRole('button', { name: 'Welcome link' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Welcome link' }).click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await noViolations(page);
  await page.keyboard.press('Escape');

  const wanda = await pages.anybody();
  await wanda.goto(link);
  await wanda.getByLabel('New password').fill('correct horse battery');
  await wanda.getByLabel('The same again').fill('correct horse battery');
  await noViolations(wanda);
  await wanda.getByRole('button', { name: 'Set the password' }).click();
  await wanda.getByRole('link', { name: 'Sign in' }).click();
  await wanda.getByRole('textbox', { name: 'Mail address' }).fill('wanda@fernhill.example');
  await wanda.getByLabel('Password').first().fill('correct horse battery');
  await wanda.getByRole('button', { name: 'Sign in', exact: true }).click();
  await wanda.waitForURL((url) => url.pathname !== '/sign-in');
  await wanda.waitForLoadState('networkidle');

  await page.getByRole('button', { name: 'Disable' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await page.getByText('Disabled since').waitFor();
  await wanda.reload();
  await wanda.waitForURL(/sign-in/);
});

test('the picture of the year is walked by arrow keys, shows what is edited, and holds once it is saved', async () => {
  const page = await pages.as('hugo');
  await page.goto('/a/fernhill-hr/settings/hours?year=2027&day=2027-03-08&country=NL');
  const day = (name: string) => page.getByRole('button', { name });
  await day('Monday, 8 March 2027, 09:00–17:00').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toBe('Tuesday, 16 March 2027, 09:00–17:00');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('End');
  expect(await focused(page)).toBe('Sunday, 18 April 2027, free');
  await day('Tuesday, 27 April 2027, holiday: Koningsdag').waitFor();

  await day('Monday, 8 March 2027').click();
  await page.getByRole('button', { name: 'Make it a holiday' }).click();
  await day('Monday, 8 March 2027, holiday, was: 09:00–17:00').waitFor();
  await day('Tuesday, 9 March 2027').click();
  await page.getByRole('button', { name: 'Other hours from here on' }).click();
  const end = page.getByLabel('Fri 1 to');
  await end.fill('13');
  await end.press('Enter');
  await day('Friday, 12 March 2027, 09:00–13:00, other hours B, was: 09:00–17:00').waitFor();
  await page.getByText(/days of 2027 become others/).waitFor();
  await noViolations(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Not saved yet').first().waitFor({ state: 'detached' });
  const { calendar } = await ownAccount(page, 'fernhill-hr');
  expect(calendar.holidays).toContain('2027-03-08');
  expect(calendar.later).toMatchObject([{ from: '2027-03-09', week: { 4: [[540, 780]] } }]);
});

test('public holidays of a country are looked through before they are put in', async () => {
  const page = await pages.as('imran');
  await page.goto('/a/fernhill-it/settings/hours?year=2027&part=holidays&country=DE');
  await page.getByRole('combobox', { name: 'Region' }).fill('bay');
  await page.getByRole('option', { name: 'Bayern' }).click();
  await page.waitForURL(/region=BY/);
  await page
    .getByLabel(/6 Jan.* Heilige Drei Könige/)
    .first()
    .uncheck();
  await page.getByRole('button', { name: /Put \d+ days into the calendar/ }).click();
  await page.getByRole('button', { name: 'Sunday, 3 October 2027, holiday: Tag der Deutschen Einheit' }).waitFor();
  await page.getByRole('button', { name: 'Wednesday, 6 January 2027, 08:00–18:00' }).waitFor();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Not saved yet').first().waitFor({ state: 'detached' });
});

test('a colour that is too light is told before it is saved, with the nearest that will do', async () => {
  const page = await pages.as('hugo');
  await page.goto('/a/fernhill-hr/settings/branding');
  await page.getByRole('textbox', { name: 'Written as #rrggbb' }).fill('#ffcc00');
  await page.getByText(/contrast of 1.51:1; 4.5:1 is needed/).waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).first().isDisabled()).toBe(true);
  await page.getByRole('button', { name: /^Take #/ }).click();
  await page.getByText(/which can be read/).waitFor();
  await noViolations(page);
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('Saved: Fernhill HR').waitFor();
  expect((await ownAccount(page, 'fernhill-hr')).branding.colour).toMatch(/^#[0-9a-f]{6}$/);
});

test('a token is shown once and revoked; an auditor verifies the log', async () => {
  const page = await pages.as('hugo');
  await page.goto('/a/fernhill-hr/settings/tokens?make=true');
  await page.getByRole('dialog').getByLabel('Name').fill('payroll export');
  await page.getByRole('button', { name: 'Make the token' }).click();
  expect(await page.getByLabel('Token', { exact: true }).inputValue()).toMatch(/^accord_/);
  await noViolations(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Revoke the token payroll export' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText(/^revoked/).waitFor();

  const aziz = await pages.as('aziz');
  await aziz.goto('/a/fernhill-hr/people');
  await aziz.getByRole('link', { name: 'Aziz Rahman' }).waitFor();
  expect(await aziz.getByRole('button', { name: 'Take somebody in' }).count()).toBe(0);
  await aziz.goto('/a/fernhill-hr/audit/seals');
  await aziz.getByRole('button', { name: 'Verify all of it' }).click();
  await aziz.getByText(/are as they were sealed/).waitFor();
  await noViolations(aziz);
});

test('pages of people and places keep to WCAG in the dark on a phone', async () => {
  await inTheDark([
    'people',
    `people/${cast.personId('nora')}`,
    'teams',
    'organizations?open=new',
    'sites?open=new',
    'permissions',
  ]);
});

test('pages of settings and the log keep to WCAG in the dark on a phone', async () => {
  await inTheDark(['settings', 'settings/branding', 'settings/hours', 'settings/domains', 'audit']);
});

async function inTheDark(paths: readonly string[]): Promise<void> {
  const page = await pages.as('dana', { ...phone, colorScheme: 'dark' });
  for (const path of paths) {
    await page.goto(`/a/fernhill/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.skeletons').first().waitFor({ state: 'detached' });
    await noViolations(page);
    await fitsWindow(page);
  }
}

async function choosePerson(page: Page, label: string, typed: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name }).click();
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

async function ownAccount(page: Page, account: string) {
  const { items } = await page.evaluate(
    async (handle) => (await fetch('/v1/accounts', { headers: { 'X-Account': handle } })).json(),
    account,
  );
  return items[0];
}
