import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Client } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';
import { inDays, onboarding } from '../support/running.ts';

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

test('a file of many is checked row by row, started once each, and what failed can be had back', async () => {
  const page = await pages.as('helen');
  const file = [
    'person,manager,startDate,workplace,model,applications,site',
    `noah@fernhill.example,marta@fernhill.example,${inDays(40)},onsite,developer,mail;chat,Amsterdam`,
    `nobody@fernhill.example,marta@fernhill.example,${inDays(40)},onsite,laptop,mail;fax,Amsterdam`,
    `nora@fernhill.example,marta@fernhill.example,2020-01-06,onsite,standard,,Amsterdam`,
    `bao@fernhill.example,marta@fernhill.example,${inDays(41)},onsite,standard,mail,Amsterdam`,
  ].join('\n');
  await page.goto(`${home}/start/employee-onboarding/many`);
  await page.getByText(/^Fields: person/).waitFor();
  await noViolations(page);
  await page.locator('input[type=file]').setInputFiles({
    name: 'hires.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(file.replace('site', 'sight')),
  });
  await page.getByText(/columns that the template does not know: sight/).waitFor();
  await page.getByRole('textbox', { name: /Or paste rows/ }).fill(file);
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.getByText('2 rows are right, 2 are not').waitFor();
  const row = (text: string) => page.getByRole('row').filter({ hasText: text });
  expect(await row('nobody@').innerText()).toMatch(/is nobody of your account[\s\S]*“laptop” is not one of/);
  expect(await row('nora@').innerText()).toMatch(/lies in the past/);
  await noViolations(page);

  await page.getByRole('button', { name: 'Start 2 processes' }).click();
  await page.getByText('2 of 4 started').waitFor();
  await row('noah@').getByRole('link', { name: 'Started' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the rows that failed' }).click();
  const stream = await (await download).createReadStream();
  const text = Buffer.concat(await stream.toArray()).toString();
  expect(text.split('\r\n').map((line) => line.split('@')[0])).toEqual([
    expect.stringContaining('person,manager'),
    'nobody',
    'nora',
    '',
  ]);
  // Loaded anew, what was started is not offered again; neither is a second one for the same person.
  await page.reload();
  await row('noah@').getByRole('link', { name: 'Started' }).waitFor();
  await page.getByText('2 of 4 started').waitFor();
  expect(await page.getByRole('button', { name: /^Start \d/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Choose other rows' }).click();
  await page.getByRole('textbox', { name: /Or paste rows/ }).fill(file);
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await page.getByText('Start also 2 who have one that goes on already').waitFor();
  const { body } = await helen.get(`/v1/processes?subject=${cast.personId('noah')}`);
  expect(body.items).toHaveLength(1);
});

test('a halted process says what to do; it goes on live when somebody decides', async () => {
  const hire = await onboarding(cast, helen, { person: cast.personId('nils') });
  const ida = await pages.api.as('ida');
  const login = await hire.task('create-login');
  const page = await pages.as('helen');
  await page.goto(home.concat('/processes?q=nils'));
  await page.getByRole('row', { name: /Nils Berg/ }).waitFor();
  await ida.post(`/v1/tasks/${login.id}/failure`, { reason: 'The name is taken.' });
  await hire.drive();
  // Live: nobody loads anything anew.
  await page.getByText('Halted: 1 task needs a decision').waitFor();
  await noViolations(page);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByText('Halted: a task needs your decision').waitFor();
  // What had the focus is gone: the new page has it.
  await page.waitForFunction(() => document.activeElement?.id === 'content');
  await page.getByText('The name is taken.').waitFor();
  await noViolations(page);
  await page.getByRole('button', { name: 'Go on without it …' }).click();
  await page
    .getByRole('dialog')
    .getByText(/It is canceled for good/)
    .waitFor();
  await noViolations(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Do it again' }).click();
  await page.getByText('Create login is done again, as a new round').waitFor();
  await hire.drive();
  await page.getByText('Halted: a task needs your decision').waitFor({ state: 'detached' });
  expect((await hire.task('create-login')).status).toBe('assigned');
});

test('one process is followed as timeline, graph, list and story, by keys too, and called off with what is open', async () => {
  const hire = await onboarding(cast, helen, { person: cast.personId('nadia') });
  const page = await pages.as('helen');
  await page.goto(`${home}/processes/${hire.id}`);
  await timeline(page).getByRole('link', { name: 'Create login' }).waitFor();
  await page.getByText('Weeks', { exact: true }).click();
  await page.waitForURL(/zoom=weeks/);
  await noViolations(page);
  await page.keyboard.press('3');
  await page.waitForURL(/view=list/);
  expect(await page.getByRole('row', { name: /Assign desk/ }).innerText()).toMatch(
    /Fernhill Facilities[\s\S]*Assigned/,
  );
  await noViolations(page);
  await page.keyboard.press('2');
  await page.getByText('Fernhill Facilities').first().waitFor();
  await noViolations(page);
  await page.keyboard.press('4');
  await page.getByRole('textbox', { name: 'Write a note' }).fill('She brings her own chair.');
  await page.getByRole('button', { name: 'Write it down' }).click();
  await page.getByText('She brings her own chair.').waitFor();
  await page.getByText('Handed over').first().waitFor();
  await noViolations(page);

  await page.getByRole('button', { name: 'Call off …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Assign desk · Fernhill Facilities/).waitFor();
  await dialog.getByRole('textbox').fill('She does not come.');
  await dialog.getByRole('button', { name: 'Call it off' }).click();
  await page.getByText(/^Called off (Mon|Tue|Wed|Thu|Fri|Sat|Sun)/).waitFor();
  expect(await page.getByRole('button', { name: 'Call off …' }).count()).toBe(0);
});

test('administrators see who else sees a process, and why', async () => {
  const page = await pages.as('hugo');
  await page.goto(`${home}/processes?tab=all`);
  await page.getByRole('link', { name: 'Nadia Costa' }).click();
  await page.getByRole('button', { name: 'Who sees this' }).click();
  await page.getByRole('dialog').getByText('Helen Marsh', { exact: true }).waitFor();
  await noViolations(page);
});

const views = ['', '?view=list', '?view=story', '?view=graph'];
const starts = ['/start', '/start/employee-onboarding', '/start/employee-onboarding/many'];

test.each([
  ['following', (id: string) => ['/processes', ...views.map((view) => `/processes/${id}${view}`)]],
  ['starting', () => starts],
])('%s fits a phone, in Dutch and in the dark', async (_, pathsOf) => {
  const page = await pages.as('helen', { ...phone, colorScheme: 'dark' });
  await page.evaluate(() => localStorage.setItem('accord.language', 'nl'));
  const { body } = await helen.get('/v1/processes');
  for (const path of pathsOf(body.items[0].id)) {
    await page.goto(home + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('status', { name: 'Laden' }).waitFor({ state: 'detached' });
    await fitsWindow(page);
    await noViolations(page);
  }
  await page.goto(`${home}/processes?tab=halted`);
  await page.getByRole('heading', { name: 'Niets is gestopt' }).waitFor();
});
