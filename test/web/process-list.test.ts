import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Organisation, organisation } from '../support/organisation.ts';
import { type Pages, startPages } from '../support/pages.ts';
import { onboarding } from '../support/running.ts';

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

test('what begins, changes or ends is put into the list by itself, without reading the list again', async () => {
  const helen = await pages.api.as('helen', 'fernhill-hr');
  await onboarding(cast, helen, { person: cast.personId('noah') });
  const page = await pages.as('helen');
  const read: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/v1/processes') read.push(searchParams.has('id') ? 'one' : 'all');
  });
  await page.goto('/a/fernhill-hr/processes');
  await page.getByRole('row', { name: /Noah Kim/ }).waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  read.length = 0;
  const nora = await onboarding(cast, helen, { person: cast.personId('nora') });
  await page.getByRole('row', { name: /Nora Quist/ }).waitFor();
  const names = () => page.getByRole('rowheader').allInnerTexts();
  expect((await names()).map((name) => name.split('\n')[0])).toEqual(['Nora Quist', 'Noah Kim']);
  await page.getByRole('link', { name: /^Running\s*2$/ }).waitFor();
  await (await pages.api.as('ida')).post(`/v1/tasks/${(await nora.task('create-login')).id}/rejection`, {
    reason: 'Not signed.',
  });
  await nora.drive();
  await page.getByText('Halted: 1 task needs a decision').waitFor();
  await helen.post(`/v1/processes/${nora.id}/cancellation`, { reason: 'She does not come.' });
  await page.getByRole('row', { name: /Nora Quist/ }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /^Running\s*1$/ }).waitFor();
  expect(new Set(read)).toEqual(new Set(['one']));
});
