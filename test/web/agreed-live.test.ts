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

/** A page that is open from then on: what it loads anew is counted. */
async function opened(key: string, path: string): Promise<{ page: Page; loads: () => number }> {
  const page = await pages.as(key);
  await page.goto(path);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.waitForFunction(() => !document.querySelector('.skeletons'));
  let loads = 0;
  page.on('load', () => loads++);
  return { page, loads: () => loads };
}
const reads = ({ page }: { page: Page }, words: string | RegExp) => page.getByText(words).first().waitFor();

test('an invitation, its acceptance and what is granted turn up on both sides without reloading', async () => {
  const [hugo, oscar] = [await opened('hugo', '/a/fernhill-hr/trusts'), await opened('oscar', '/a/oakline/trusts')];
  const oakline = await pages.api.as('oscar', 'oakline');
  const { body } = await oakline.post('/v1/trusts', { handle: 'fernhill-hr', as: 'trusted', message: 'Payroll' });
  await reads(oscar, 'Invitations you have sent');
  await hugo.page.getByRole('button', { name: 'Accept the invitation of Oakline', exact: true }).click();
  await oscar.page.getByRole('link', { name: 'Fernhill HR' }).click();
  await hugo.page.goto(`/a/fernhill-hr/trusts/${body.id}?view=granted`);
  await reads(hugo, 'Oakline');
  const [service] = (await oakline.get('/v1/services')).body.items;
  const team = (await oakline.get('/v1/teams')).body.items.find(({ id }: { id: string }) => id === service.teamId);
  expect(await hugo.page.getByText(team.name).count()).toBe(0);
  await oakline.send('PUT', `/v1/trusts/${body.id}/teams`, { body: { teams: [service.teamId] } });
  await reads(hugo, team.name);
  expect(oscar.loads()).toBe(0);
}, 60_000);

test('an agreement that is prepared, accepted and ended turns up on both sides without reloading', async () => {
  const [it, hr] = [await pages.api.as('imran', 'fernhill-it'), await pages.api.as('hugo', 'fernhill-hr')];
  const [hugo, imran] = [
    await opened('hugo', '/a/fernhill-hr/agreements'),
    await opened('imran', '/a/fernhill-it/agreements'),
  ];
  const trusts: { id: string; side: string }[] = (await it.get('/v1/trusts')).body.items;
  const trust = trusts.find(({ side }) => side === 'trusted')?.id as string;
  const { offerings } = (await it.get(`/v1/trusts/${trust}`)).body as { offerings: { id: string }[] };
  const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
  const made = await it.post('/v1/agreements', { name: 'Logins', trust, offeringId: offerings[0]?.id, startsOn });
  await hugo.page.getByRole('link', { name: 'Logins' }).click();
  await reads(hugo, 'Waits for you');
  await imran.page.getByRole('link', { name: 'Logins' }).click();
  await hr.post(`/v1/agreements/${made.body.id}/acceptance`, {});
  await imran.page.getByText('Active', { exact: true }).first().waitFor();
  await hugo.page.getByText('Active', { exact: true }).first().waitFor();
  await it.post(`/v1/agreements/${made.body.id}/end`, {});
  await hugo.page.getByText('Expired', { exact: true }).first().waitFor();
  expect([hugo.loads(), imran.loads()]).toEqual([0, 0]);
}, 60_000);
