import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Organisation, organisation } from '../support/organisation.ts';
import { noViolations, type Pages, startPages } from '../support/pages.ts';

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

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views of this page' }).getByRole('link', { name, exact: true }).click();
/** Waits for words on the page. */
const reads = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

test('an invitation says the same whether or not anybody has the handle; the invited side accepts it', async () => {
  const hugo = await pages.as('hugo');
  await hugo.goto('/a/fernhill-hr/trusts');
  for (const handle of ['brightwire', 'nobody-has-this']) {
    await button(hugo, 'Invite an account').click();
    const dialog = hugo.getByRole('dialog');
    await dialog.getByLabel('Its handle').fill(handle);
    await dialog.getByLabel('Message').fill('Work with us');
    await noViolations(hugo);
    await button(hugo, 'Send the invitation').click();
    await reads(hugo, `The invitation to ${handle} is on its way, if there is such an account.`);
    await dialog.waitFor({ state: 'hidden' });
  }
  const asked = hugo.locator('section', { hasText: 'Invitations you have sent' }).getByRole('listitem');
  await asked.nth(1).waitFor();
  const told = (await asked.allTextContents()).map((text) => text.replaceAll(/brightwire|nobody-has-this|^\w/gi, ''));
  expect(told).toHaveLength(2);
  expect(told[0]).toBe(told[1]);

  const bella = await pages.as('bella');
  await bella.goto('/a/brightwire/trusts');
  await reads(bella, 'Invitations to answer');
  await reads(bella, 'Fernhill HR receives from you: your teams do tasks of its processes.');
  await button(bella, 'Accept the invitation of Fernhill HR').click();
  await reads(bella, 'The trust with Fernhill HR stands. Nothing is granted in it yet.');
  await hugo.reload();
  await hugo.getByRole('link', { name: 'Brightwire' }).waitFor();
}, 60_000);

test('a handle that cannot be one is refused beside its field', async () => {
  const hugo = await pages.as('hugo');
  await hugo.goto('/a/fernhill-hr/trusts?invite=true');
  await hugo.getByLabel('Its handle').fill('Not A Handle');
  await button(hugo, 'Send the invitation').click();
  await reads(hugo, 'must be a handle such as fernhill-hr');
  expect(await hugo.getByLabel('Its handle').getAttribute('aria-invalid')).toBe('true');
});

test('what one side grants the other reads as granted; offerings are taken back and extended anew', async () => {
  const [hugo, imran] = [await pages.as('hugo'), await pages.as('imran')];
  await hugo.goto('/a/fernhill-hr/trusts');
  await hugo.getByRole('link', { name: 'Fernhill IT' }).click();
  await reads(hugo, 'You receive from Fernhill IT: its teams do tasks of your processes.');
  await hugo.getByRole('switch', { name: /Read contact details/ }).click();
  await hugo.getByRole('switch', { name: /Ask for approvals/ }).click();
  await hugo.getByRole('radio', { name: 'Anyone' }).click();
  await hugo.getByRole('radio', { name: 'Anyone', checked: true }).waitFor();
  await noViolations(hugo);

  await imran.goto('/a/fernhill-it/trusts');
  await imran.getByRole('link', { name: 'Fernhill HR' }).click();
  await reads(imran, 'Fernhill HR receives from you: your teams do tasks of its processes.');
  const theirs = imran.getByRole('region', { name: 'Fernhill HR lets you …' }).getByRole('listitem');
  await theirs.filter({ hasText: 'Read contact details' }).getByText('Granted', { exact: true }).waitFor();
  await theirs.filter({ hasText: 'Ask for approvals' }).getByText('Anyone').waitFor();
  await theirs.filter({ hasText: 'Read the plan' }).getByText('Not granted').waitFor();

  await view(imran, 'Offerings and teams');
  await imran.getByRole('checkbox', { name: 'cut access' }).uncheck();
  await reads(imran, /must be accepted anew/);
  await button(imran, 'Save').click();
  await reads(imran, 'The offerings were saved.');
  await imran.getByRole('checkbox', { name: 'cut access' }).check();
  await button(imran, 'Save').click();
  await view(hugo, 'Offerings and teams');
  await hugo.reload();
  const row = hugo.getByRole('row', { name: /cut access/ });
  await row.getByText('To be accepted').waitFor();
  await row.getByRole('checkbox').check();
  await button(hugo, 'Save').click();
  await row.getByText(/^Accepted/).waitFor();
}, 60_000);

test('the other side’s view stands in a frame that says so', async () => {
  const hugo = await pages.as('hugo');
  await hugo.goto('/a/fernhill-hr/trusts');
  await hugo.getByRole('link', { name: 'Fernhill IT' }).click();
  await view(hugo, 'View as the other side');
  const frame = hugo.getByRole('region', { name: 'This is what Fernhill IT sees of you' });
  await frame.getByText('Fernhill IT sees no task of yours at present.').waitFor();
  await frame.getByRole('link', { name: 'Account, teams and offerings' }).click();
  await frame.getByText('Fernhill IT sees none of your teams.').waitFor();
  await noViolations(hugo);
});

test('a trust is suspended and resumed, and ends only for who writes its name', async () => {
  const felix = await pages.as('felix');
  await felix.goto('/a/fernhill-facilities/trusts');
  await felix.getByRole('link', { name: 'Fernhill HR' }).click();
  await button(felix, 'Suspend').click();
  const dialog = felix.getByRole('dialog');
  await dialog.getByText('Once you resume').waitFor();
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await reads(felix, 'You have suspended this trust.');
  await noViolations(felix);
  await button(felix, 'Resume').click();
  await button(felix, 'Suspend').waitFor();

  await view(felix, 'End the trust');
  await reads(felix, /offerings are no longer used/);
  const end = button(felix, 'End the trust now');
  expect(await end.isDisabled()).toBe(true);
  await felix.getByLabel('Type “Fernhill HR” to go on').fill('Fernhill HR');
  await noViolations(felix);
  await end.click();
  await reads(felix, 'The trust with Fernhill HR has ended.');
  await felix.getByText('Ended', { exact: true }).first().waitFor();
  await felix.goto('/a/fernhill-facilities/trusts?over=true');
  await felix.locator('section', { hasText: 'Over' }).getByRole('link', { name: 'Fernhill HR' }).waitFor();
});

test('a service is set up with what it offers; what cannot be promised is refused beside its field', async () => {
  const imran = await pages.as('imran');
  await imran.goto('/a/fernhill-it/services?add=true');
  await imran.getByLabel('Name').fill('telephony');
  await choose(imran, 'Team', 'Workplace team');
  await button(imran, 'Set it up').click();
  await imran.getByRole('heading', { name: 'telephony', level: 1 }).waitFor();
  await imran.getByLabel('Name').fill('order phone');
  await imran.getByRole('textbox', { name: 'Respond', exact: true }).fill('3');
  await choose(imran, 'Respond: unit', 'working days');
  await imran.getByRole('textbox', { name: 'Complete', exact: true }).fill('1');
  await button(imran, 'Offer it').click();
  await reads(imran, 'The response is promised later than the completion.');
  await imran.getByRole('textbox', { name: 'Complete', exact: true }).fill('5');
  await button(imran, 'Add a rule').click();
  await imran.getByRole('checkbox', { name: 'the team’s coordinator' }).check();
  await noViolations(imran);
  await button(imran, 'Offer it').click();
  await reads(imran, 'Complete, at 75 %: who has the task, else its team, the team’s coordinator');
  await imran.getByRole('cell', { name: '5 working days' }).waitFor();
});

test('an agreement is prepared, accepted, and read with the same figures on both sides', async () => {
  const [imran, hugo] = [await pages.as('imran'), await pages.as('hugo')];
  await imran.goto('/a/fernhill-it/agreements?add=true');
  await choose(imran, 'Customer', 'Fernhill HR');
  await choose(imran, 'Offering', 'workplace · prepare laptop');
  expect(await imran.getByLabel('Name').inputValue()).toBe('prepare laptop for Fernhill HR');
  await button(imran, 'Prepare it').click();
  await reads(imran, 'Being prepared');

  await hugo.goto('/a/fernhill-hr/agreements');
  await reads(hugo, 'Waiting for your answer');
  await noViolations(hugo);
  await hugo.getByRole('link', { name: 'prepare laptop for Fernhill HR' }).click();
  await hugo.getByRole('cell', { name: '3 working days' }).waitFor();
  await hugo.getByRole('link', { name: 'Accept' }).first().click();
  await button(hugo, 'Accept').click();
  await reads(hugo, 'The agreement is accepted.');
  await view(hugo, 'Report');
  await noViolations(hugo);
  await imran.reload();
  await view(imran, 'Report');
  const mark = async (page: Page) => page.locator('.hash code').textContent();
  expect(await mark(hugo)).toMatch(/^[0-9a-f]{64}$/);
  expect(await mark(imran)).toBe(await mark(hugo));
  const download = hugo.waitForEvent('download');
  await button(hugo, 'CSV').click();
  expect((await download).suggestedFilename()).toMatch(/^report-\d{4}-\d\d\.csv$/);
}, 60_000);

test('an auditor reads all of it and is offered to change none of it', async () => {
  const aziz = await pages.as('aziz');
  for (const place of ['trusts', 'services', 'agreements']) {
    await aziz.goto(`/a/fernhill-it/${place}`);
    await aziz.getByRole('main').getByRole('link').first().waitFor();
    expect(await aziz.getByRole('main').getByRole('button').count()).toBe(0);
  }
  await aziz.goto('/a/fernhill-it/trusts');
  await aziz.getByRole('link', { name: 'Fernhill HR' }).click();
  await reads(aziz, 'You let Fernhill HR …');
  for (const one of await aziz.getByRole('switch').all()) expect(await one.isDisabled()).toBe(true);
});
