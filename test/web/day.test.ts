import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { moveClock } from '../../relay/clock.ts';
import { engine, until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { type Pages, startPages } from '../support/pages.ts';
import { inDays } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
let temporal: Awaited<ReturnType<typeof engine>>;
beforeAll(async () => {
  cast = await organisation({ confidential: true });
  temporal = await engine(cast);
  pages = await startPages(cast, {
    moveClock: (viewer, process, minutes) => moveClock(cast.store, temporal.client, viewer, process, minutes),
  });
});
afterAll(async () => {
  await pages.close();
  await temporal.stop();
  await cast.close();
});

const inbox = (page: Page) => page.getByRole('grid', { name: 'Inbox' });
const row = (page: Page, title: string) => inbox(page).getByRole('row').filter({ hasText: title });

async function complete(page: Page, title: string, output: { readonly [field: string]: string }): Promise<void> {
  await row(page, title).click();
  const task = page.getByRole('article', { name: title });
  for (const tick of await task.getByRole('tabpanel').getByRole('checkbox').all()) await tick.check();
  await task.getByRole('button', { name: 'Complete', exact: true }).click();
  for (const [field, value] of Object.entries(output)) await task.getByRole('textbox', { name: field }).fill(value);
  await task.getByRole('form', { name: 'Complete' }).getByRole('button', { name: 'Complete' }).click();
}

test('a day of HR, two specialists, a manager and an administrator', async () => {
  const [ida, fatima, marta] = [await pages.as('ida'), await pages.as('fatima'), await pages.as('marta')];
  for (const page of [ida, fatima, marta]) await page.goto('/inbox');
  await ida.getByText('Nothing waits for you').waitFor();

  // HR starts an onboarding, having seen when everything would happen.
  const helen = await pages.as('helen');
  await helen.goto('/a/fernhill-hr/start/employee-onboarding');
  await helen.getByRole('combobox', { name: 'Person' }).fill('nadia');
  await helen.getByRole('option', { name: /Nadia Costa/ }).click();
  await helen.getByLabel('First day').fill(inDays(20));
  await helen.getByText('needs it').waitFor();
  await helen.getByRole('combobox', { name: /^Site/ }).fill('Amsterdam');
  await helen.keyboard.press('Tab');
  await helen.getByText('Prepare laptop').first().waitFor();
  await helen.getByRole('button', { name: 'Start', exact: true }).click();
  await helen.waitForURL(/\/processes\/[0-9a-f-]{36}/);
  const process = (/processes\/([0-9a-f-]{36})/.exec(helen.url()) as RegExpExecArray)[1] as string;
  await helen.getByRole('heading', { name: /Nadia Costa/ }).waitFor();

  // The tasks are in the inboxes without anybody's doing, and each specialist works his.
  await Promise.all([row(ida, 'create login').waitFor(), row(fatima, 'assign desk').waitFor()]);
  await complete(fatima, 'assign desk', { Desk: '4.12', Floor: '4' });
  await row(fatima, 'issue badge').waitFor();
  await helen
    .getByText(/[23] of \d+ done/)
    .first()
    .waitFor();
  await complete(ida, 'create login', { Username: 'nadia.costa' });
  await row(ida, 'grant access').first().waitFor();
  expect(await row(ida, 'prepare laptop').count()).toBe(0);
  await row(marta, 'equipment budget').click();
  await marta.getByRole('button', { name: 'Approve' }).click();
  await row(ida, 'prepare laptop').waitFor();

  // Nobody does the badge: its promise is broken, and both sides are told.
  const hr = await pages.api.as('helen', 'fernhill-hr');
  expect((await hr.post(`/v1/processes/${process}/clock`, { minutes: 14 * 24 * 60 })).status).toBeLessThan(300);
  const facilities = await pages.api.as('fatima');
  await until(async () => (await facilities.get('/v1/inbox')).body.items[0]?.task.breached);
  await fatima.reload();
  await row(fatima, 'issue badge').filter({ hasText: 'Promise not kept' }).waitFor();
  await helen.goto(`/a/fernhill-hr/processes`);
  await helen
    .getByRole('row', { name: /Nadia Costa/ })
    .filter({ hasText: /breach|promise/i })
    .waitFor();

  // The trust ends: what it showed is gone from the other account's window.
  const hugo = await pages.as('hugo');
  await hugo.goto('/a/fernhill-hr/trusts');
  await hugo.getByRole('link', { name: 'Fernhill Facilities' }).first().click();
  await hugo.getByRole('link', { name: 'End the trust' }).click();
  await hugo.getByLabel('Type “Fernhill Facilities” to go on').fill('Fernhill Facilities');
  await hugo.getByRole('button', { name: 'End the trust now' }).click();
  await row(fatima, 'issue badge').waitFor({ state: 'detached' });
  await fatima.reload();
  await fatima.getByText('Nothing waits for you').waitFor();
  expect(pages.complaints()).toEqual([]);
});
