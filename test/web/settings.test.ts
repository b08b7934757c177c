import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Organisation, organisation } from '../support/organisation.ts';
import { noViolations, type Pages, startPages } from '../support/pages.ts';
import { pictures } from '../support/pictures.ts';

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

test('a logo is chosen, seen before it is saved, refused where it is none, and taken away', async () => {
  const page = await pages.as('hugo');
  await page.goto('/a/fernhill-hr/settings/branding');
  await page.getByText('No logo yet').waitFor();
  const section = page.getByRole('region', { name: 'Logo' });
  const save = section.getByRole('button', { name: 'Save' });
  const give = (name: string, mimeType: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  const preview = page.getByRole('region', { name: 'How it will look' });
  const png = Buffer.from(pictures.png, 'base64');

  await give('logo.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await section.getByText('This file is no PNG, JPEG or WebP.').waitFor();
  expect([await save.isDisabled(), await preview.locator('img').count()]).toEqual([true, 0]);
  await give('large.png', 'image/png', Buffer.concat([png, Buffer.alloc(102_400)]));
  await section.getByText('This file has more than 100 kB.').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await noViolations(page);
  await give('text.png', 'image/png', Buffer.from('This is no picture at all, whatever it is called.'));
  await save.click();
  await section
    .getByRole('alert')
    .getByText(/no PNG/)
    .waitFor();
  await section.getByRole('alert').getByText('Something in it is not right').waitFor();
  await noViolations(page);

  await give('logo.png', 'image/png', png);
  await preview.locator('img').first().waitFor();
  expect(await section.getByRole('alert').count()).toBe(0);
  await save.click();
  await section.getByRole('button', { name: 'Take the logo away' }).waitFor();
  const hugo = await pages.api.as('hugo', 'fernhill-hr');
  const kept = async () => (await hugo.get(`/v1/accounts/${cast.accountId('fernhill-hr')}`)).body.branding.logo;
  expect(await kept()).toMatch(/logo/);
  // It is seen wherever the account is named.
  await page.goto('/inbox');
  await page
    .locator(`img[src="${await kept()}"]`)
    .first()
    .waitFor();
  await page.goBack();
  await noViolations(page);
  await section.getByRole('button', { name: 'Take the logo away' }).click();
  await page.getByText('No logo yet').waitFor();
  expect([await kept(), await preview.locator('img').count()]).toEqual([null, 0]);
});

test('a directory administrator makes a support domain and is told why a name is refused', async () => {
  const page = await pages.as('dana');
  await page.goto('/a/fernhill/settings/domains');
  await page.getByRole('heading', { name: 'Support domains', level: 1 }).waitFor();
  const make = page.getByRole('button', { name: 'Make it' });
  expect(await make.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Fernhill HR');
  await page.getByText('It is called by this in addresses and cannot be changed: fernhill-hr').waitFor();
  await make.click();
  await page.getByRole('alert').first().waitFor();
  await noViolations(page);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Fernhill Finance');
  await page.getByLabel('Roles of templates it fills').first().fill('finance');
  await page.keyboard.press('Enter');
  await make.click();
  await page.getByText('Fernhill Finance was made').waitFor();
  const mine = page.getByRole('region', { name: 'Those you act in' });
  await mine.getByText('Fernhill Finance').waitFor();
  await noViolations(page);
  await mine.getByRole('link', { name: 'Settings' }).click();
  await page.waitForURL('**/a/fernhill-finance/settings');
  await page.getByRole('heading', { level: 1 }).waitFor();
});

test('a month of an agreement is closed for good by its page, and then reads so on both sides', async () => {
  const [it, hr] = [await pages.api.as('imran', 'fernhill-it'), await pages.api.as('hugo', 'fernhill-hr')];
  const trusts: { id: string; side: string }[] = (await it.get('/v1/trusts')).body.items;
  const trust = trusts.find(({ side }) => side === 'trusted')?.id as string;
  const { offerings } = (await it.get(`/v1/trusts/${trust}`)).body as { offerings: { id: string; name: string }[] };
  const offeringId = offerings.find(({ name }) => name === 'create login')?.id;
  const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
  const { id } = (await it.post('/v1/agreements', { name: 'Logins', trust, offeringId, startsOn })).body;
  expect((await hr.post(`/v1/agreements/${id}/acceptance`, {})).status).toBe(200);
  // It has been in force for a while.
  const owner = new pg.Client({ connectionString: cast.database.ownerUrl });
  await owner.connect();
  await owner.query(
    `alter table agreement disable trigger agreement_kept;
     update agreement set starts_at = starts_at - interval '40 days' where id = '${id}';
     alter table agreement enable trigger agreement_kept`,
  );
  await owner.end();
  const page = await pages.as('hugo');
  const report = `/a/fernhill-hr/agreements/${id}?view=report`;
  await page.goto(report);
  await page.getByText('The month goes on').waitFor();
  expect(await page.getByRole('button', { name: 'Close the period' }).count()).toBe(0);
  await page.getByRole('link', { name: 'The month before' }).click();
  await page.getByText('Not closed').waitFor();
  await page.getByRole('button', { name: 'Close the period' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText(/both sides read these figures for ever.*Tasks still open in it: 0.*cannot be undone/)
    .waitFor();
  await noViolations(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Not closed').waitFor();
  await page.getByRole('button', { name: 'Close the period' }).click();
  await dialog.getByRole('button', { name: 'Close the period' }).click();
  await page.getByText('Closed: these figures stay').waitFor();
  expect(await page.getByRole('button', { name: 'Close the period' }).count()).toBe(0);
  await noViolations(page);
  const other = await pages.as('imran');
  await other.goto(page.url().replace('fernhill-hr', 'fernhill-it'));
  await other.getByText('Closed: these figures stay').waitFor();
});
