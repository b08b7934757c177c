import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';
import { onboarding, type Running } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
let hire: Running;
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
});
beforeEach(async () => {
  hire = await onboarding(cast, await pages.api.as('helen'));
});
afterEach(async () => {
  await (await pages.api.as('helen')).post(`/v1/processes/${hire.id}/cancellation`, { reason: 'The test is over.' });
  expect(pages.complaints()).toEqual([]);
});
afterAll(async () => {
  await pages.close();
  await cast.close();
});

const rows = (page: Page) => page.getByRole('grid', { name: 'Inbox' }).getByRole('row');
const row = (page: Page, title: string) => rows(page).filter({ hasText: title });

async function inboxOf(key: string, options = {}): Promise<Page> {
  const page = await pages.as(key, options);
  await page.goto('/inbox');
  await rows(page).first().waitFor();
  return page;
}

test('every row says which account it comes from, as whom one acts, and what is to be reached next', async () => {
  const page = await inboxOf('sam');
  const desk = await row(page, 'assign desk').innerText();
  expect(desk).toMatch(/Fernhill Facilities/);
  expect(desk).toMatch(/as Housing team/);
  expect(desk).toMatch(/Respond in \d+|Respond, late/);
  expect(await row(page, 'create login').innerText()).toMatch(/Fernhill IT[\s\S]*as Identity team/);
  await noViolations(page);
});

test('a task is taken, worked and completed by keys alone', async () => {
  const page = await inboxOf('fatima');
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await page.waitForURL(/\/inbox\/fernhill-facilities\//);
  await page.keyboard.press('a');
  await row(page, 'yours').waitFor();
  await page.keyboard.press('s');
  await page.getByRole('article').getByText('In progress').waitFor();
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Desk' }).waitFor();
  await page.keyboard.type('4.12');
  await page.keyboard.press('Tab');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing waits for you').waitFor();
  expect((await hire.task('assign-desk')).status).toBe('completed');
});

test('what one does in a window is seen in another, without a reload', async () => {
  const [ida, sam] = [await inboxOf('ida'), await inboxOf('sam')];
  await row(sam, 'create login').waitFor();
  await ida.keyboard.press('j');
  await ida.keyboard.press('a');
  await row(sam, 'create login').waitFor({ state: 'detached' });
  await row(ida, 'create login').filter({ hasText: 'yours' }).waitFor();
});

test('what could not be done is put back, and it is said why', async () => {
  const page = await inboxOf('fatima');
  await page.context().setOffline(true);
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.getByRole('alert').filter({ hasText: 'put back as it was' }).waitFor();
  expect(await row(page, 'assign desk').innerText()).toMatch(/Assigned/);
  expect((await hire.task('assign-desk')).status).toBe('assigned');
});

test('what is refused is said where it was written, which stays; where nothing was written it is said all the same', async () => {
  const page = await inboxOf('fatima');
  const problem = { type: 'urn:accord:problem:refused', title: 'Refused', detail: 'Somebody was quicker.' };
  await page.route('**/completion', (route) => route.fulfill({ status: 409, json: problem }));
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  const form = page.getByRole('form', { name: 'Complete' });
  await form.getByRole('textbox', { name: 'Desk' }).fill('4.12');
  await form.getByRole('textbox', { name: 'Floor' }).fill('4');
  await page.keyboard.press('Enter');
  await form.getByRole('alert').filter({ hasText: 'Somebody was quicker.' }).waitFor();
  expect(await form.getByRole('textbox', { name: 'Desk' }).inputValue()).toBe('4.12');
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await page.getByRole('form', { name: 'Wait' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.route(/\/v1\/tasks\/[0-9a-f-]{36}$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), outputSchema: null } });
  });
  await page.reload();
  await page.getByRole('button', { name: 'Complete', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'Somebody was quicker.' }).waitFor();
});

test('a key that needs words asks for them in the task that is looked at, and what is typed on goes there', async () => {
  const page = await inboxOf('sam');
  await row(page, 'create login').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('w');
  const title = (await rows(page).nth(1).locator('.inbox-title').innerText()).split(' · ')[0] as string;
  const form = page.getByRole('article', { name: title }).getByRole('form', { name: 'Wait' });
  await form.getByRole('textbox').first().waitFor();
  // A choice in a form is no place for commands.
  await form.getByRole('radio').first().focus();
  await page.keyboard.type('as');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: /note/i });
  await note.waitFor();
  await expect(page.evaluate(() => document.activeElement?.tagName)).resolves.toBe('TEXTAREA');
  await page.keyboard.type('as said');
  expect(await note.inputValue()).toBe('as said');
  expect((await hire.task('create-login')).status).toBe('assigned');
  expect((await hire.task('assign-desk')).status).toBe('assigned');
});

test('a list out of sight is right when it is looked at again', async () => {
  const [ida, sam] = [await inboxOf('ida'), await inboxOf('sam')];
  await row(sam, 'create login').waitFor();
  await sam.keyboard.press('2');
  await sam.getByText('Nothing waits for you').waitFor();
  await ida.keyboard.press('j');
  await ida.keyboard.press('a');
  await row(ida, 'create login').filter({ hasText: 'yours' }).waitFor();
  await sam.keyboard.press('1');
  await row(sam, 'assign desk').waitFor();
  await row(sam, 'create login').waitFor({ state: 'detached', timeout: 10_000 });
});

test('who only looks on is offered nothing to do, and no note to write', async () => {
  const page = await pages.as('aziz');
  const { id } = await hire.task('create-login');
  await page.goto(`/a/fernhill-it/tasks/${id}?tab=notes`);
  await page.getByText('Nothing was noted yet.').waitFor();
  for (const name of ['Accept', 'Complete', 'Add the note'])
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
});

test('a key pressed on an approval is obeyed once the vote is known', async () => {
  const page = await inboxOf('marta');
  await row(page, 'equipment budget').waitFor();
  await page.route('**/v1/approvals?*', async (route) => {
    await new Promise((then) => setTimeout(then, 1_000));
    await route.continue();
  });
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await page.getByRole('form', { name: 'Reject' }).getByRole('textbox').fill('Too much.');
});

test('several are taken at once', async () => {
  const second = await onboarding(cast, await pages.api.as('helen'), { person: cast.personId('noah') });
  const page = await inboxOf('fatima');
  await rows(page).nth(1).waitFor();
  await page.keyboard.press('Shift+X');
  await page.getByRole('button', { name: 'Accept (2)' }).click();
  await page.getByText('Accept: 2 tasks done.').waitFor();
  expect([(await hire.task('assign-desk')).status, (await second.task('assign-desk')).status]).toEqual([
    'accepted',
    'accepted',
  ]);
  await (await pages.api.as('helen')).post(`/v1/processes/${second.id}/cancellation`, { reason: 'Over.' });
});

test('what is looked for stands in the address, is found again after a reload, and is saved by name', async () => {
  const page = await inboxOf('sam');
  await page.keyboard.press('/');
  await page.keyboard.type('lo');
  await page.waitForURL(/q=lo$/);
  await row(page, 'assign desk').waitFor({ state: 'detached' });
  // Whoever thinks between two letters still writes: none of them is a command.
  await page.keyboard.type('gina');
  await page.waitForURL(/q=logina$/);
  expect(await page.getByLabel('Search title').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Backspace');
  await page.waitForURL(/q=login$/);
  expect((await hire.task('create-login')).status).toBe('assigned');
  await page.reload();
  await row(page, 'create login').waitFor();
  expect(await rows(page).count()).toBe(1);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view' }).click();
  await page.getByLabel('Name of the view').fill('Logins');
  await page.keyboard.press('Enter');
  await page.getByText('The view “Logins” is saved').waitFor();
  const elsewhere = await inboxOf('sam');
  await elsewhere.getByRole('button', { name: 'Saved views' }).click();
  await elsewhere.getByRole('menuitem', { name: 'Logins', exact: true }).click();
  await elsewhere.waitForURL(/q=login/);
  await page.getByLabel('Search title').fill('nobody has this');
  await page.getByText('No task is like that').waitFor();
  await noViolations(page);
});

test('the palette finds a command by name, ? lists the keys, and single keys can be switched off', async () => {
  const page = await inboxOf('fatima');
  await page.keyboard.press('Shift+?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Next task').first().waitFor();
  await noViolations(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'What do you want to do?' }).fill('Show mine');
  await page.keyboard.press('Enter');
  await page.waitForURL(/part=mine/);
  await page.getByRole('button', { name: /^You:/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Single-key shortcuts' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'What do you want to do?' }).waitFor();
  expect(page.url()).toMatch(/part=mine/);
  // The list itself is still worked by keys.
  await page.goto('/inbox');
  await rows(page).first().waitFor();
  await page.getByRole('grid', { name: 'Inbox' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByText('1 chosen').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inbox\/fernhill-facilities\//);
});

test('the inbox and an open task hold on a phone, in the dark and in Dutch', async () => {
  const page = await inboxOf('sam', { ...phone, colorScheme: 'dark', locale: 'nl-NL' });
  await noViolations(page);
  await fitsWindow(page);
  expect(await rows(page).first().innerText()).toMatch(/Fernhill/);
  await rows(page).first().click();
  await page.getByRole('tab', { name: 'Notities' }).click();
  await page.getByText('Er is nog niets genoteerd.').waitFor();
  await noViolations(page);
  await fitsWindow(page);
});
